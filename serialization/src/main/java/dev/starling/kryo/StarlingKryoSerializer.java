package dev.starling.kryo;

import akka.actor.ExtendedActorSystem;
import akka.serialization.JSerializer;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/**
 * Akka's serializer for the messages of the control plane; the package manual draws the bytes and
 * shows the configuration. Akka makes one per ActorSystem. Any number of threads may use it: each
 * has a Kryo of its own, since a Kryo keeps state while it works.
 */
public final class StarlingKryoSerializer extends JSerializer {
  /** Akka writes this number beside the bytes. It never changes; Akka's own end at 40. */
  public static final int IDENTIFIER = 7827;

  /** Largest message. The control plane sends summaries; parameters travel elsewhere. */
  public static final int MAX_MESSAGE_BYTES = 16 << 20;

  /** Messages within messages. */
  static final int MAX_DEPTH = 32;

  private static final String REGISTRATIONS = "starling.kryo.registrations";
  private static final int INITIAL_BYTES = 256;

  private final ThreadLocal<Kryo> kryos;

  /**
   * Called by Akka.
   *
   * @throws IllegalArgumentException when a registration cannot be made or two of them disagree
   */
  public StarlingKryoSerializer(ExtendedActorSystem system) {
    Registry registry = new Registry(new FieldCodecs(new ActorRefs(system)));
    for (String className : registrations(system)) {
      instantiate(className, system).register(registry);
    }
    registry.seal();
    kryos = ThreadLocal.withInitial(registry::newKryo);
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  /** The id at the head of each message says what it is. */
  @Override
  public boolean includeManifest() {
    return false;
  }

  /**
   * The message as bytes.
   *
   * @throws IllegalArgumentException when it is not registered, holds null, or is too large or deep
   */
  @Override
  public byte[] toBinary(Object message) {
    Output output = new Output(INITIAL_BYTES, MAX_MESSAGE_BYTES);
    try {
      kryos.get().writeClassAndObject(output, message);
    } catch (KryoException e) {
      throw new IllegalArgumentException(
          "a " + message.getClass().getName() + " cannot be written: " + e.getMessage(), e);
    }
    return output.toBytes();
  }

  /**
   * The message that the bytes hold.
   *
   * @throws MalformedMessageException when they hold none, whatever they are
   */
  @Override
  public Object fromBinaryJava(byte[] bytes, Class<?> ignored) {
    Input input = new Input(bytes);
    Object message;
    try {
      message = kryos.get().readClassAndObject(input);
    } catch (MalformedMessageException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MalformedMessageException(
          "the " + bytes.length + " bytes are no message: " + e.getMessage(), e);
    }
    if (input.position() != bytes.length) {
      throw new MalformedMessageException(
          (bytes.length - input.position())
              + " bytes are left over after a "
              + message.getClass().getName());
    }
    return message;
  }

  private static List<String> registrations(ExtendedActorSystem system) {
    if (!system.settings().config().hasPath(REGISTRATIONS)) {
      throw new IllegalArgumentException(
          REGISTRATIONS + " is missing: list the KryoRegistrations classes there");
    }
    return system.settings().config().getStringList(REGISTRATIONS);
  }

  private static KryoRegistrations instantiate(String className, ExtendedActorSystem system) {
    try {
      Class<?> type = Class.forName(className, true, system.dynamicAccess().classLoader());
      var constructor = type.asSubclass(KryoRegistrations.class).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          REGISTRATIONS
              + " names "
              + className
              + ", which is no class that implements KryoRegistrations and has a constructor"
              + " without arguments",
          e);
    }
  }
}
