package dev.starling.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Codecs of numbers, strings and arrays: all that is made of bytes alone. */
final class ScalarCodecs {
  private static final Map<Class<?>, FieldCodec> BY_TYPE = new HashMap<>();

  static {
    scalar(1, boolean.class, Boolean.class, Output::writeBoolean, ScalarCodecs::readBoolean);
    scalar(1, byte.class, Byte.class, (o, v) -> o.writeByte(v.byteValue()), Input::readByte);
    scalar(2, short.class, Short.class, (o, v) -> o.writeShort(v.shortValue()), Input::readShort);
    scalar(2, char.class, Character.class, Output::writeChar, Input::readChar);
    scalar(4, int.class, Integer.class, (o, v) -> o.writeInt(v.intValue()), Input::readInt);
    scalar(8, long.class, Long.class, (o, v) -> o.writeLong(v.longValue()), Input::readLong);
    scalar(4, float.class, Float.class, Output::writeFloat, Input::readFloat);
    scalar(8, double.class, Double.class, Output::writeDouble, Input::readDouble);
    add(1, String.class, ScalarCodecs::writeString, ScalarCodecs::readString);
    array(byte[].class, 1, v -> v.length, (o, v) -> o.writeBytes(v), Input::readBytes);
    array(int[].class, 4, v -> v.length, (o, v) -> o.writeInts(v, 0, v.length), Input::readInts);
    array(long[].class, 8, v -> v.length, (o, v) -> o.writeLongs(v, 0, v.length), Input::readLongs);
    array(
        float[].class,
        4,
        v -> v.length,
        (o, v) -> o.writeFloats(v, 0, v.length),
        Input::readFloats);
    array(
        double[].class,
        8,
        v -> v.length,
        (o, v) -> o.writeDoubles(v, 0, v.length),
        Input::readDoubles);
  }

  /** Reads the elements of an array whose length was found possible. */
  private interface ElementsReader<A> {
    A read(Input input, int length);
  }

  private ScalarCodecs() {}

  /** The codec of {@code type}, or null when it is none of these. */
  static FieldCodec of(Class<?> type) {
    return BY_TYPE.get(type);
  }

  static void writeString(Output output, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    output.writeVarInt(utf8.length, true);
    output.writeBytes(utf8);
  }

  static String readString(Input input) {
    int length = FieldCodec.readLength(input, 1);
    return new String(input.readBytes(length), StandardCharsets.UTF_8);
  }

  private static boolean readBoolean(Input input) {
    byte value = input.readByte();
    if (value < 0 || value > 1) {
      throw new MalformedMessageException("a boolean of " + value);
    }
    return value == 1;
  }

  private static <T> void scalar(
      int bytes,
      Class<T> primitive,
      Class<T> boxed,
      BiConsumer<Output, T> writer,
      Function<Input, T> reader) {
    BY_TYPE.put(primitive, codec(bytes, boxed, writer, reader));
    BY_TYPE.put(boxed, codec(bytes, boxed, writer, reader));
  }

  private static <A> void array(
      Class<A> type,
      int elementBytes,
      Function<A, Integer> length,
      BiConsumer<Output, A> elementsWriter,
      ElementsReader<A> elementsReader) {
    add(
        1,
        type,
        (output, value) -> {
          output.writeVarInt(length.apply(value), true);
          elementsWriter.accept(output, value);
        },
        input -> elementsReader.read(input, FieldCodec.readLength(input, elementBytes)));
  }

  private static <T> void add(
      int minBytes, Class<T> type, BiConsumer<Output, T> writer, Function<Input, T> reader) {
    BY_TYPE.put(type, codec(minBytes, type, writer, reader));
  }

  private static <T> FieldCodec codec(
      int minBytes, Class<T> type, BiConsumer<Output, T> writer, Function<Input, T> reader) {
    return new FieldCodec(minBytes) {
      @Override
      void write(Kryo kryo, Output output, Object value) {
        writer.accept(output, type.cast(value));
      }

      @Override
      Object read(Kryo kryo, Input input) {
        return reader.apply(input);
      }
    };
  }
}
