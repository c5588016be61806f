package dev.starling.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * What messages look like as bytes, in one number: two builds with the same one read each other's
 * messages. It covers the ids, the order and types of the components, and the constants of enums;
 * names of records and components may change, since they do not travel. Stateless.
 */
public final class MessageFingerprint {
  private MessageFingerprint() {}

  /** The fingerprint of all messages of these modules, as 8 hexadecimal digits. */
  public static String of(KryoRegistrations... modules) {
    Registry registry = new Registry(new FieldCodecs(new ActorRefs(null)));
    for (KryoRegistrations module : modules) {
      module.register(registry);
    }
    registry.seal();
    Map<Integer, Class<?>> types = new TreeMap<>(registry.typesById());
    Map<Class<?>, Integer> ids =
        types.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    CRC32C sum = new CRC32C();
    types.forEach((id, type) -> sum.update((id + ":" + shape(type, ids) + "\n").getBytes(UTF_8)));
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  private static String shape(Class<?> type, Map<Class<?>, Integer> ids) {
    return type.isEnum()
        ? constants(type)
        : Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getGenericType)
            .map(component -> name(component, ids))
            .collect(Collectors.joining(","));
  }

  private static String name(Type type, Map<Class<?>, Integer> ids) {
    if (type instanceof ParameterizedType list) {
      return name(list.getRawType(), ids)
          + Arrays.stream(list.getActualTypeArguments())
              .map(argument -> name(argument, ids))
              .collect(Collectors.joining(",", "<", ">"));
    }
    if (type instanceof Class<?> plain) {
      if (plain.isEnum()) {
        return constants(plain);
      }
      // A message within a message travels with its id; an interface stands for several.
      return ids.containsKey(plain)
          ? "#" + ids.get(plain)
          : plain.isInterface() ? "#" : plain.getName();
    }
    return "?";
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .collect(Collectors.joining("|"));
  }
}
