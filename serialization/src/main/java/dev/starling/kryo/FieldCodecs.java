package dev.starling.kryo;

import akka.actor.typed.ActorRef;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;

/**
 * Chooses the codec of a component by its declared type, once, when the record is registered: a
 * type that cannot travel is thus found at start and not by the first message.
 */
final class FieldCodecs {
  private final ActorRefs actorRefs;

  FieldCodecs(ActorRefs actorRefs) {
    this.actorRefs = actorRefs;
  }

  FieldCodec of(RecordComponent component) {
    FieldCodec codec = of(component.getGenericType());
    if (codec == null) {
      throw new IllegalArgumentException(
          "component "
              + component.getName()
              + " of record "
              + component.getDeclaringRecord().getName()
              + " is a "
              + component.getGenericType().getTypeName()
              + ", which cannot travel: use a primitive, its box, String, an array of byte, int,"
              + " long, float or double, an enum, ActorRef, a record, an interface of records, or"
              + " a List of these");
    }
    return codec;
  }

  private FieldCodec of(Type type) {
    Class<?> raw = rawType(type);
    if (raw == null) {
      return null;
    }
    if (raw == List.class) {
      FieldCodec element = elementCodec(type);
      return element == null ? null : new ListCodec(element);
    }
    if (raw == ActorRef.class) {
      return new ActorRefCodec(actorRefs);
    }
    if (raw.isEnum()) {
      return new EnumCodec(new EnumSerializer(raw));
    }
    if (raw.isRecord() || raw.isInterface()) {
      return new MessageCodec(raw);
    }
    return ScalarCodecs.of(raw);
  }

  private FieldCodec elementCodec(Type list) {
    return list instanceof ParameterizedType parameterized
        ? of(parameterized.getActualTypeArguments()[0])
        : null;
  }

  private static Class<?> rawType(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType parameterized) {
      return rawType(parameterized.getRawType());
    }
    if (type instanceof WildcardType wildcard) {
      return rawType(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof TypeVariable<?> variable) {
      return rawType(variable.getBounds()[0]);
    }
    return null;
  }

  private static final class ListCodec extends FieldCodec {
    private final FieldCodec element;

    ListCodec(FieldCodec element) {
      super(1);
      this.element = element;
    }

    @Override
    void write(Kryo kryo, Output output, Object value) {
      List<?> list = (List<?>) value;
      output.writeVarInt(list.size(), true);
      for (Object each : list) {
        if (each == null) {
          throw new IllegalArgumentException("a list of a message holds null");
        }
        element.write(kryo, output, each);
      }
    }

    @Override
    Object read(Kryo kryo, Input input) {
      Object[] elements = new Object[readLength(input, element.minBytes())];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = element.read(kryo, input);
      }
      return List.of(elements);
    }

    @Override
    Class<?> messageType() {
      return element.messageType();
    }
  }

  private static final class ActorRefCodec extends FieldCodec {
    private final ActorRefs actorRefs;

    ActorRefCodec(ActorRefs actorRefs) {
      super(1);
      this.actorRefs = actorRefs;
    }

    @Override
    void write(Kryo kryo, Output output, Object value) {
      ScalarCodecs.writeString(output, actorRefs.format((ActorRef<?>) value));
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return actorRefs.resolve(ScalarCodecs.readString(input));
    }
  }

  private static final class EnumCodec extends FieldCodec {
    private final EnumSerializer constants;

    EnumCodec(EnumSerializer constants) {
      super(1);
      this.constants = constants;
    }

    @Override
    void write(Kryo kryo, Output output, Object value) {
      constants.write(kryo, output, (Enum<?>) value);
    }

    @Override
    Object read(Kryo kryo, Input input) {
      return constants.read(kryo, input, null);
    }
  }

  /** A registered type inside another one, with its id. */
  private static final class MessageCodec extends FieldCodec {
    private final Class<?> declared;

    MessageCodec(Class<?> declared) {
      super(1);
      this.declared = declared;
    }

    @Override
    void write(Kryo kryo, Output output, Object value) {
      kryo.writeClassAndObject(output, value);
    }

    @Override
    Object read(Kryo kryo, Input input) {
      Object value = kryo.readClassAndObject(input);
      if (!declared.isInstance(value)) {
        throw new MalformedMessageException(
            "a "
                + value.getClass().getName()
                + " stands where a "
                + declared.getName()
                + " belongs");
      }
      return value;
    }

    @Override
    Class<?> messageType() {
      return declared;
    }
  }
}
