package dev.starling.ops;

import dev.starling.sim.experiment.KeyDoc;
import dev.starling.sim.experiment.RunConfig;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * Defaults of configuration keys, for help texts. They are read only when a text is shown, because
 * no other command should wait for it.
 */
final class KeyDefaults extends ResourceBundle {
  private static final String EMPTY = "none";

  private Map<String, String> defaults;

  @Override
  protected Object handleGetObject(String key) {
    if (defaults == null) {
      defaults =
          RunConfig.keys().stream().collect(Collectors.toMap(KeyDoc::key, KeyDefaults::defaultOf));
    }
    return defaults.get(key);
  }

  private static String defaultOf(KeyDoc doc) {
    return doc.defaultValue().isEmpty() ? EMPTY : doc.defaultValue();
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(Arrays.stream(RunOption.values()).map(RunOption::key).toList());
  }
}
