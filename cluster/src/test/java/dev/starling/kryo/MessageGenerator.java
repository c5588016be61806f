package dev.starling.kryo;

import akka.actor.typed.ActorRef;
import dev.starling.random.RandomStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Makes messages that their records accept, by drawing components until they do. Used by one
 * thread.
 */
final class MessageGenerator {
  private static final int MAX_ATTEMPTS = 10_000;
  private static final int MAX_ELEMENTS = 4;

  /** One text or list in so many is long. */
  private static final int LONG_OF = 64;

  private static final int LONG_REPEATS = 2_000;

  private static final double[] NUMBERS = {
    0, 0.001, 0.05, 0.5, 1, 7, 20, 1000, 1e9, -1, Double.NaN
  };
  private static final String[] TEXTS = {
    "", "run", "starling", "127.0.0.1", "127.0.0.1:25520", "digits", "mlp:64", "ß→θ", "no such host"
  };

  /** What components of these names may say; others say anything. */
  private static final Map<String, String[]> WORDS =
      Map.of(
          "schedule", new String[] {"constant", "cosine"},
          "protocol", new String[] {"push", "exchange"},
          "capacity", new String[] {"law", "fixed", "own-model", "freshest", "last-updater"},
          "mixing", new String[] {"uniform", "age", "staleness"},
          "kind", new String[] {"natural", "paced"},
          "delay", new String[] {"none", "fixed:0.05", "uniform:0,0.1", "exponential:0.05"},
          "links", new String[] {"", "*>*", "0>0-0", "0,0-0>*;*>0", "0-1000000>*"});

  private final RandomStream random;
  private final Collection<Class<?>> registered;
  private final List<ActorRef<?>> actors;

  /**
   * @param registered what may stand where an interface is asked for
   * @param actors whose references messages carry
   */
  MessageGenerator(RandomStream random, Collection<Class<?>> registered, List<ActorRef<?>> actors) {
    this.random = random;
    this.registered = registered;
    this.actors = actors;
  }

  /** A message, which is a record or a constant. */
  Object message(Class<?> type) {
    return value(type, "");
  }

  private Object value(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(generic.getActualTypeArguments()[0], name)
          : value(generic.getRawType(), name);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == ActorRef.class) {
      return actors.get(random.nextInt(actors.size()));
    }
    if (plain == String.class) {
      return text(name);
    }
    if (plain.isArray()) {
      return array(plain.getComponentType());
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain.isInterface()) {
      return value(pick(registered.stream().filter(plain::isAssignableFrom).toList()), name);
    }
    return number(plain);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    String refusal = "";
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Object[] values =
          Arrays.stream(components)
              .map(component -> value(component.getGenericType(), component.getName()))
              .toArray();
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
      } catch (InvocationTargetException refused) {
        refusal = String.valueOf(refused.getCause());
      } catch (ReflectiveOperationException broken) {
        throw new IllegalStateException("cannot make a " + type.getName(), broken);
      }
    }
    throw new IllegalStateException(
        "no " + type.getName() + " after " + MAX_ATTEMPTS + " attempts, at last: " + refusal);
  }

  private List<?> list(Type element, String name) {
    List<Object> elements = new ArrayList<>();
    for (int left = random.nextInt(MAX_ELEMENTS); left > 0; left--) {
      elements.add(value(element, name));
    }
    return List.copyOf(elements);
  }

  private String text(String name) {
    String[] words = WORDS.getOrDefault(name, TEXTS);
    String word = words[random.nextInt(words.length)];
    if (random.nextInt(LONG_OF) > 0) {
      return word;
    }
    return words == TEXTS ? word.repeat(LONG_REPEATS) : "0,".repeat(LONG_REPEATS) + "1>0";
  }

  private Object array(Class<?> element) {
    Object array = Array.newInstance(element, random.nextInt(MAX_ELEMENTS));
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, number(element));
    }
    return array;
  }

  private Object number(Class<?> type) {
    double drawn = NUMBERS[random.nextInt(NUMBERS.length)];
    if (type == boolean.class || type == Boolean.class) {
      return drawn >= 1;
    }
    if (type == double.class || type == Double.class) {
      return drawn;
    }
    if (type == float.class || type == Float.class) {
      return (float) drawn;
    }
    if (type == long.class || type == Long.class) {
      return (long) drawn;
    }
    if (type == int.class || type == Integer.class) {
      return (int) drawn;
    }
    if (type == byte.class) {
      return (byte) drawn;
    }
    throw new IllegalStateException("nobody has said how a " + type.getName() + " is drawn");
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
