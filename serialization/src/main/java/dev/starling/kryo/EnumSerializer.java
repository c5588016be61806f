package dev.starling.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** A constant of one enum as its ordinal: constants are only ever appended, never moved. */
final class EnumSerializer extends Serializer<Enum<?>> {
  private final Class<?> type;
  private final Object[] constants;

  EnumSerializer(Class<?> type) {
    super(false, true);
    this.type = type;
    this.constants = type.getEnumConstants();
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // that constants do not move is this class's contract
  public void write(Kryo kryo, Output output, Enum<?> constant) {
    output.writeVarInt(constant.ordinal(), true);
  }

  @Override
  public Enum<?> read(Kryo kryo, Input input, Class<? extends Enum<?>> ignored) {
    int ordinal = input.readVarInt(true);
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new MalformedMessageException(
          type.getName() + " has " + constants.length + " constants and none numbered " + ordinal);
    }
    return (Enum<?>) constants[ordinal];
  }
}
