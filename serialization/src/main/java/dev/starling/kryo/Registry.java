package dev.starling.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of messages and their ids. Filled once, on one thread, by {@link KryoRegistrations};
 * then sealed, and read by any number of threads.
 */
public final class Registry {
  /** Below are Kryo's own ids, which no message uses. */
  public static final int FIRST_ID = 32;

  /** An id takes two bytes at most. */
  public static final int LAST_ID = 16_000;

  private record Entry(int id, Class<?> type, Serializer<?> serializer) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Class<?>> typesById = new HashMap<>();
  private final Map<Class<?>, Integer> idsByType = new HashMap<>();
  private final FieldCodecs codecs;

  Registry(FieldCodecs codecs) {
    this.codecs = codecs;
  }

  /**
   * Adds a record; the package manual says what its components may be.
   *
   * @param id from {@link #FIRST_ID} to {@link #LAST_ID}, never given to another type, in no
   *     version
   */
  public Registry record(int id, Class<? extends Record> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is not a record");
    }
    add(id, type, new RecordSerializer(type, codecs));
    return this;
  }

  /**
   * Adds an enum whose constants are messages, or stand where a component is declared by an
   * interface. A component declared by the enum itself needs no registration.
   *
   * @param id as for {@link #record}
   */
  public Registry enumeration(int id, Class<? extends Enum<?>> type) {
    if (!type.isEnum()) {
      throw new IllegalArgumentException(type.getName() + " is not an enum");
    }
    add(id, type, new EnumSerializer(type));
    return this;
  }

  private void add(int id, Class<?> type, Serializer<?> serializer) {
    if (id < FIRST_ID || id > LAST_ID) {
      throw new IllegalArgumentException(
          "id " + id + " of " + type.getName() + " is not in " + FIRST_ID + " to " + LAST_ID);
    }
    Class<?> taken = typesById.putIfAbsent(id, type);
    if (taken != null) {
      throw new IllegalArgumentException(
          "id " + id + " is given to both " + taken.getName() + " and " + type.getName());
    }
    Integer earlier = idsByType.putIfAbsent(type, id);
    if (earlier != null) {
      throw new IllegalArgumentException(
          type.getName() + " is registered twice, with ids " + earlier + " and " + id);
    }
    entries.add(new Entry(id, type, serializer));
  }

  /**
   * Checks that every component that travels as a message of its own can be one, now that all are
   * known.
   */
  void seal() {
    for (Entry entry : entries) {
      if (entry.serializer() instanceof RecordSerializer record) {
        record.requireRegistered(idsByType.keySet());
      }
    }
  }

  /** All messages, by their ids. */
  Map<Integer, Class<?>> typesById() {
    return Map.copyOf(typesById);
  }

  /** A Kryo that knows these messages and nothing else; for one thread. */
  Kryo newKryo() {
    Kryo kryo = new Kryo(new FixedIdResolver(), null);
    kryo.setRegistrationRequired(true);
    kryo.setOptimizedGenerics(false);
    kryo.setMaxDepth(StarlingKryoSerializer.MAX_DEPTH);
    for (Entry entry : entries) {
      kryo.register(entry.type(), entry.serializer(), entry.id());
    }
    return kryo;
  }
}
