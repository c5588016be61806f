package dev.starling.sim.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys that there are, read from {@code starling-run.conf}: that file alone says which keys
 * exist, in which order people see them, what they mean, and what they are when nobody sets them.
 * Immutable.
 */
final class RunKeys {
  private static final String RESOURCE = "starling-run.conf";

  private final Config defaults;
  private final Map<String, ConfigValue> byKey;

  private RunKeys(Config defaults) {
    this.defaults = defaults;
    byKey =
        defaults.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  static RunKeys load() {
    return new RunKeys(
        ConfigFactory.parseResources(
            RunKeys.class.getClassLoader(),
            RESOURCE,
            ConfigParseOptions.defaults().setAllowMissing(false)));
  }

  Config defaults() {
    return defaults;
  }

  /** All keys, in the order of the file. */
  List<String> all() {
    return List.copyOf(byKey.keySet());
  }

  boolean contains(String key) {
    return byKey.containsKey(key);
  }

  boolean isSection(String path) {
    return defaults.hasPath(path) && !contains(path);
  }

  /** Which kind of value belongs to a key; text that may also be a number counts as text. */
  ConfigValueType typeOf(String key) {
    return byKey.get(key).valueType();
  }

  String defaultOf(String key) {
    ConfigValue value = byKey.get(key);
    return value.valueType() == ConfigValueType.LIST
        ? value.unwrapped().toString()
        : defaults.getString(key);
  }

  List<KeyDoc> docs() {
    return byKey.entrySet().stream()
        .map(entry -> new KeyDoc(entry.getKey(), defaultOf(entry.getKey()), comment(entry)))
        .toList();
  }

  private static String comment(Map.Entry<String, ConfigValue> entry) {
    return entry.getValue().origin().comments().stream()
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }
}
