package dev.starling.sim.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays the overrides over the user's file and that over the defaults, and refuses every key that
 * does not exist. What values mean is not looked at here.
 */
final class SettingLayers {
  /** The block that is Akka's business. */
  static final String AKKA = "akka";

  private final RunKeys keys;

  private SettingLayers(RunKeys keys) {
    this.keys = keys;
  }

  static Config read(RunKeys keys, Optional<Path> file, List<String> overrides) {
    SettingLayers layers = new SettingLayers(keys);
    Config config = file.map(SettingLayers::parse).orElse(ConfigFactory.empty());
    for (String override : overrides) {
      config = layers.override(override).withFallback(config);
    }
    config = resolved(config.withFallback(keys.defaults()));
    layers.requireKnown(config.root(), "");
    return config;
  }

  private static Config parse(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new RunConfigException("there is no configuration file " + file);
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(),
          ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false));
    } catch (ConfigException e) {
      throw unreadable(e);
    }
  }

  private static Config resolved(Config config) {
    try {
      return config.resolve();
    } catch (ConfigException e) {
      throw unreadable(e);
    }
  }

  private static RunConfigException unreadable(ConfigException e) {
    String message = e.getMessage().lines().findFirst().orElse("cannot be read");
    String bare =
        e.origin() != null && message.startsWith(e.origin().description() + ": ")
            ? message.substring(e.origin().description().length() + 2)
            : message;
    // The library's advice for people who may choose another format.
    int advice = bare.indexOf(", or you may be able to rename the file");
    return new RunConfigException(
        Place.prefix(e.origin()) + (advice < 0 ? bare : bare.substring(0, advice) + ")"), e);
  }

  private Config override(String text) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? "" : text.substring(0, equals).strip();
    if (key.isEmpty()) {
      throw new RunConfigException(
          "cannot set '" + text + "': write key=value, such as run.learners=8");
    }
    try {
      ConfigUtil.splitPath(key);
      return ConfigFactory.empty().withValue(key, OverrideValue.of(text.substring(equals + 1)));
    } catch (ConfigException.BadPath e) {
      throw new RunConfigException(
          "cannot set '" + key + "': a key looks like " + NearestKey.of(key, keys.all()), e);
    }
  }

  private void requireKnown(ConfigObject tree, String path) {
    // In the order of the file: the first fault is the one that people fix first.
    List<Map.Entry<String, ConfigValue>> entries =
        tree.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, ConfigValue> entry) ->
                            entry.getValue().origin().lineNumber())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    for (Map.Entry<String, ConfigValue> entry : entries) {
      String name = ConfigUtil.joinPath(entry.getKey());
      requireKnown(entry.getValue(), path.isEmpty() ? name : path + "." + name);
    }
  }

  private void requireKnown(ConfigValue value, String key) {
    boolean branches = value.valueType() == ConfigValueType.OBJECT;
    String place = Place.prefix(value.origin());
    if (key.equals(AKKA) || keys.isSection(key)) {
      if (!branches) {
        throw new RunConfigException(
            place + key + " is a section: write " + key + " { … } with its keys inside");
      }
      if (!key.equals(AKKA)) {
        requireKnown((ConfigObject) value, key);
      }
    } else if (!keys.contains(key)) {
      throw new RunConfigException(
          place + "unknown key " + key + "; did you mean " + NearestKey.of(key, keys.all()) + "?");
    } else if (branches || value.valueType() == ConfigValueType.NULL) {
      throw new RunConfigException(place + key + " needs a value, such as " + keys.defaultOf(key));
    }
  }
}
