package dev.starling.sim.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The values of all keys by their type. Every number is read from text, so that a file, a quoted
 * value and an override obey one rule: 16, "16" and 1.6e1 are the same whole number, 16.5 is none.
 * Immutable.
 */
final class Settings {
  private static final String AUTO = "auto";
  private static final Pattern BARE_NUMBER = Pattern.compile("[-+0-9.eE]+");
  private static final double NANOS = 1e9;

  private final RunKeys keys;
  private final Config config;

  /**
   * @param config holds every key
   */
  Settings(RunKeys keys, Config config) {
    this.keys = keys;
    this.config = config;
  }

  Config config() {
    return config;
  }

  String text(String key) {
    ConfigValueType type = config.getValue(key).valueType();
    if (type == ConfigValueType.LIST || type == ConfigValueType.OBJECT) {
      throw refused(key, "must be text, such as " + keys.defaultOf(key));
    }
    return config.getString(key);
  }

  /** Text, or nothing where the program is to choose. */
  Optional<String> unlessAuto(String key) {
    String text = text(key);
    return text.equals(AUTO) ? Optional.empty() : Optional.of(text);
  }

  /** One of {@code choices}. */
  String choice(String key, String... choices) {
    String text = text(key);
    if (!Arrays.asList(choices).contains(text)) {
      throw refused(key, "must be one of " + String.join(", ", choices));
    }
    return text;
  }

  boolean flag(String key) {
    return choice(key, "true", "false").equals("true");
  }

  long whole(String key) {
    try {
      return decimal(key, "must be a whole number, such as ").longValueExact();
    } catch (ArithmeticException e) {
      throw refused(key, "must be a whole number, such as " + keys.defaultOf(key));
    }
  }

  /** A whole number within [least, most]. */
  int wholeWithin(String key, int least, int most) {
    return wholeWithin(key, text(key), least, most);
  }

  /** A whole number within [least, most], or nothing where the program is to choose. */
  Optional<Integer> wholeUnlessAuto(String key, int least, int most) {
    return unlessAuto(key).map(text -> wholeWithin(key, text, least, most));
  }

  double number(String key) {
    return decimal(key, "must be a number, such as ").doubleValue();
  }

  /** A list of numbers; one number alone and numbers parted by commas are lists too. */
  List<Double> numbers(String key) {
    ConfigValue value = config.getValue(key);
    List<String> texts =
        value instanceof ConfigList list
            ? list.stream().map(entry -> String.valueOf(entry.unwrapped())).toList()
            : Arrays.asList(text(key).split(",", -1));
    try {
      return texts.stream().map(text -> new BigDecimal(text.strip()).doubleValue()).toList();
    } catch (NumberFormatException e) {
      throw refused(key, "must be a list of numbers, such as [0.5, 1.5]");
    }
  }

  /** A length of time, in seconds; must be written with its unit. */
  double seconds(String key) {
    String text = text(key);
    String right = "must be a time with its unit, such as " + keys.defaultOf(key);
    if (BARE_NUMBER.matcher(text).matches() && !text.equals("0")) {
      throw refused(key, right);
    }
    try {
      Duration time = config.getDuration(key);
      return time.getSeconds() + time.getNano() / NANOS;
    } catch (ConfigException | ArithmeticException e) {
      throw refused(key, right);
    }
  }

  /** "FILE:LINE: " of a key that a file has set. */
  String place(String key) {
    return Place.prefix(config.getValue(key).origin());
  }

  /** A value as people typed it. */
  String shown(String key) {
    ConfigValue value = config.getValue(key);
    return value.valueType() == ConfigValueType.LIST
        ? value.unwrapped().toString()
        : config.getString(key);
  }

  RunConfigException refused(String key, String right) {
    return new RunConfigException(place(key) + key + " = " + shown(key) + ": " + right);
  }

  /**
   * Makes something of settings. What refuses one of them begins its message with the key, by which
   * the place is found.
   */
  <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (RunConfigException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String first = e.getMessage().split(" ", 2)[0];
      throw new RunConfigException((keys.contains(first) ? place(first) : "") + e.getMessage(), e);
    }
  }

  /** Makes something of one setting, whose key the message of what refuses it does not name. */
  <T> T checked(String key, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new RunConfigException(place(key) + key + ": " + e.getMessage(), e);
    }
  }

  private int wholeWithin(String key, String text, int least, int most) {
    try {
      int whole = new BigDecimal(text.strip()).intValueExact();
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw refused(key, wholeNeeded(least, most));
    }
    throw refused(key, wholeNeeded(least, most));
  }

  private static String wholeNeeded(int least, int most) {
    return most == Integer.MAX_VALUE
        ? "must be a whole number of at least " + least
        : "must be a whole number in [" + least + ", " + most + "]";
  }

  private BigDecimal decimal(String key, String right) {
    try {
      return new BigDecimal(text(key).strip());
    } catch (NumberFormatException e) {
      throw refused(key, right + keys.defaultOf(key));
    }
  }
}
