package dev.starling.peers;

import akka.serialization.JSerializer;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Akka's serializer of {@link ModelPart} by Kryo, one Kryo and one buffer per thread. */
public final class ModelPartSerializer extends JSerializer {
  private static final int IDENTIFIER = 7_001;
  private static final int FIRST_BYTES = 1 << 20;
  private static final int NO_LIMIT = -1;

  private final ThreadLocal<Kryo> kryos = ThreadLocal.withInitial(ModelPartSerializer::kryo);
  private final ThreadLocal<Output> outputs =
      ThreadLocal.withInitial(() -> new Output(FIRST_BYTES, NO_LIMIT));

  private static Kryo kryo() {
    Kryo kryo = new Kryo();
    kryo.setRegistrationRequired(true);
    kryo.register(
        ModelPart.class,
        new Serializer<ModelPart>() {
          @Override
          public void write(Kryo with, Output out, ModelPart part) {
            out.writeInt(part.offset());
            out.writeInt(part.parameters().length);
            out.writeFloats(part.parameters(), 0, part.parameters().length);
          }

          @Override
          public ModelPart read(Kryo with, Input in, Class<? extends ModelPart> type) {
            int offset = in.readInt();
            return new ModelPart(offset, in.readFloats(in.readInt()));
          }
        });
    return kryo;
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public boolean includeManifest() {
    return false;
  }

  @Override
  public byte[] toBinary(Object message) {
    Output out = outputs.get();
    out.reset();
    kryos.get().writeObject(out, message);
    return out.toBytes();
  }

  @Override
  public Object fromBinaryJava(byte[] bytes, Class<?> manifest) {
    return kryos.get().readObject(new Input(bytes), ModelPart.class);
  }
}
