package dev.starling.sim.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;

/**
 * The value of an override as people type it on a command line. Lists, blocks and quoted text are
 * HOCON; all else is text as it stands, so that {@code mlp:100,50} and {@code dir//a#b} need no
 * quotes. Numbers stay text too: who reads a number reads it from text.
 */
final class OverrideValue {
  private static final String ORIGIN = "command line";

  private OverrideValue() {}

  static ConfigValue of(String typed) {
    String text = typed.strip();
    if (text.startsWith("[") || text.startsWith("{") || text.startsWith("\"")) {
      try {
        Config parsed = ConfigFactory.parseString("value = " + text);
        // More than one key: the text only began like a value.
        if (parsed.root().size() == 1 && isWhole(parsed.getValue("value"), text)) {
          return parsed.getValue("value");
        }
      } catch (ConfigException e) {
        // Not HOCON after all, and so text.
        return literal(text);
      }
    }
    return literal(text);
  }

  private static boolean isWhole(ConfigValue value, String text) {
    return value.valueType() != ConfigValueType.STRING || text.endsWith("\"");
  }

  private static ConfigValue literal(String text) {
    return ConfigValueFactory.fromAnyRef(text, ORIGIN);
  }
}
