package dev.starling.kryo;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;

/**
 * Finds classes by registered id and in no other way. Kryo's own resolver also follows a class name
 * in the bytes, which allocates a string of whatever length the bytes say, and loads that class.
 */
final class FixedIdResolver extends DefaultClassResolver {
  /** Kryo's ids on the wire: 0 is null and 1 a class name, so that ids start at 2. */
  private static final int ID_SHIFT = 2;

  @Override
  @SuppressWarnings("rawtypes") // as Kryo declares it
  public Registration writeClass(Output output, Class type) {
    if (type == null) {
      throw new IllegalArgumentException("a message must not be null");
    }
    Registration registration = registration(type);
    output.writeVarInt(registration.getId() + ID_SHIFT, true);
    return registration;
  }

  @Override
  public Registration readClass(Input input) {
    int wireId = input.readVarInt(true);
    // A negative wire id may wrap to a positive one.
    Registration registration =
        wireId < Registry.FIRST_ID + ID_SHIFT ? null : getRegistration(wireId - ID_SHIFT);
    if (registration == null) {
      throw new MalformedMessageException("no message has the id " + (wireId - ID_SHIFT));
    }
    return registration;
  }

  private Registration registration(Class<?> type) {
    // Constants of an enum with a body have a class of their own.
    Class<?> registered =
        Enum.class.isAssignableFrom(type) && !type.isEnum() ? type.getSuperclass() : type;
    Registration registration = getRegistration(registered);
    if (registration == null || registration.getId() < Registry.FIRST_ID) {
      throw new IllegalArgumentException(
          type.getName()
              + " is not registered: add it, with a new id, to a KryoRegistrations that"
              + " starling.kryo.registrations names");
    }
    return registration;
  }
}
