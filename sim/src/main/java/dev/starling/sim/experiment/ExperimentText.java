package dev.starling.sim.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of an experiment's file, by their type; what is wrong with one is told with file, line
 * and key. Immutable.
 */
final class ExperimentText {
  private final Config config;
  private final String source;

  /**
   * @param source the name of a bundled file, which has no path that people could open; else empty
   */
  ExperimentText(Config config, String source) {
    this.config = config;
    this.source = source;
  }

  ConfigObject root() {
    return config.root();
  }

  ConfigValue needed(String key) {
    ConfigValue value = optional(key);
    if (value == null) {
      throw new RunConfigException(place(config.root().origin()) + key + " is missing");
    }
    return value;
  }

  ConfigValue optional(String key) {
    return config.root().get(key);
  }

  String choice(String key, String fallback, List<String> choices) {
    ConfigValue value = optional(key);
    if (value == null) {
      return fallback;
    }
    if (!choices.contains(text(value))) {
      throw refused(value, key, oneOf(choices));
    }
    return text(value);
  }

  List<ConfigObject> blocks(String key, List<ConfigObject> fallback) {
    ConfigValue value = optional(key);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof ConfigList list) || list.isEmpty()) {
      throw refused(value, key, "must be a list of blocks: " + key + " = [{ … }, { … }]");
    }
    return list.stream().map(each -> object(each, key)).toList();
  }

  ConfigObject object(ConfigValue value, String key) {
    if (value == null) {
      return ConfigFactory.empty().root();
    }
    if (!(value instanceof ConfigObject object)) {
      throw refused(value, key, "must be a block: { … }");
    }
    return object;
  }

  int whole(Map<String, ConfigValue> block, String key, int fallback, int least) {
    if (!block.containsKey(key)) {
      return fallback;
    }
    ConfigValue value = block.get(key);
    try {
      int whole = new BigDecimal(text(value).strip()).intValueExact();
      if (whole >= least) {
        return whole;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new RunConfigException(refused(value, key, "must be a whole number").getMessage(), e);
    }
    throw refused(value, key, "must be at least " + least);
  }

  /** What a block sets, by path. */
  static Map<String, ConfigValue> leaves(ConfigObject block, String path) {
    Map<String, ConfigValue> leaves = new LinkedHashMap<>();
    block.forEach(
        (key, value) -> {
          if (value instanceof ConfigObject inner) {
            leaves.putAll(leaves(inner, path + key + "."));
          } else {
            leaves.put(path + key, value);
          }
        });
    return leaves;
  }

  void requireKnown(Map<String, ConfigValue> block, List<String> known, String path) {
    List<Map.Entry<String, ConfigValue>> inOrder =
        block.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()))
            .toList();
    for (Map.Entry<String, ConfigValue> entry : inOrder) {
      if (!known.contains(entry.getKey())) {
        throw new RunConfigException(
            place(entry.getValue().origin())
                + "unknown key "
                + path
                + entry.getKey()
                + "; did you mean "
                + path
                + NearestKey.of(entry.getKey(), known)
                + "?");
      }
    }
  }

  static List<ConfigValue> entries(ConfigValue value) {
    return value instanceof ConfigList list ? list : List.of(value);
  }

  static String oneOf(List<String> choices) {
    return "must be one of " + String.join(", ", choices);
  }

  static String text(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }

  RunConfigException refused(ConfigValue value, String key, String right) {
    return new RunConfigException(place(value.origin()) + key + " = " + text(value) + ": " + right);
  }

  String place(ConfigOrigin origin) {
    return !source.isEmpty() && origin.resource() != null
        ? source + ":" + origin.lineNumber() + ": "
        : Place.prefix(origin);
  }
}
