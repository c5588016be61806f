package dev.starling.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;

/**
 * A record as its components, one after the other. It is made again by its canonical constructor,
 * so that what the record refuses is refused from the wire too. Without state beyond the record's
 * shape.
 */
final class RecordSerializer extends Serializer<Record> {
  private final Class<? extends Record> type;
  private final RecordComponent[] components;
  private final Method[] accessors;
  private final FieldCodec[] codecs;
  private final Constructor<? extends Record> constructor;

  /**
   * @throws IllegalArgumentException when a component's type cannot travel
   */
  RecordSerializer(Class<? extends Record> type, FieldCodecs codecs) {
    super(false, true);
    this.type = type;
    this.components = type.getRecordComponents();
    this.accessors =
        Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
    this.codecs = Arrays.stream(components).map(codecs::of).toArray(FieldCodec[]::new);
    this.constructor = canonicalConstructor();
    // Messages nested in an actor are seldom public.
    AccessibleObject.setAccessible(accessors, true);
  }

  @Override
  public void write(Kryo kryo, Output output, Record message) {
    for (int i = 0; i < components.length; i++) {
      codecs[i].write(kryo, output, value(message, i));
    }
  }

  @Override
  public Record read(Kryo kryo, Input input, Class<? extends Record> ignored) {
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = codecs[i].read(kryo, input);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new MalformedMessageException(
          type.getName() + " refuses its components: " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }

  /** Refuses a component that is a message of its own when no type of {@code registered} fits. */
  void requireRegistered(Collection<Class<?>> registered) {
    for (int i = 0; i < components.length; i++) {
      Class<?> messageType = codecs[i].messageType();
      if (messageType != null && registered.stream().noneMatch(messageType::isAssignableFrom)) {
        throw new IllegalArgumentException(
            described(components[i])
                + " is a "
                + messageType.getName()
                + ", and no registered record or enum is one");
      }
    }
  }

  private Constructor<? extends Record> canonicalConstructor() {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type.getName() + " has no canonical constructor", e);
    }
  }

  private Object value(Record message, int index) {
    Object value;
    try {
      value = accessors[index].invoke(message);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(described(components[index]) + " cannot be read", e);
    }
    if (value == null) {
      throw new IllegalArgumentException(described(components[index]) + " is null");
    }
    return value;
  }

  private String described(RecordComponent component) {
    return "component " + component.getName() + " of record " + type.getName();
  }
}
