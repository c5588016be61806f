package dev.starling.ops;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Says what was typed where a message names a key: commands without a configuration have options
 * alone. Stateless.
 */
final class OptionWords {
  private static final String ANY_KEY = "--set";

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("cluster.name", "--cluster-name"),
          Map.entry("cluster.host", "--bind"),
          Map.entry("cluster.port", "--port"),
          Map.entry("cluster.data-port", "--data-port"),
          Map.entry("cluster.lanes", "--lanes"),
          Map.entry("cluster.tls.key", "--tls-key"),
          Map.entry("cluster.tls.certificate", "--tls-certificate"),
          Map.entry("cluster.tls.authority", "--tls-authority"),
          Map.entry("aeron.mtu", "--mtu"),
          Map.entry("aeron.directory", "--aeron-directory"));

  private OptionWords() {}

  /** {@code line} with the options of {@code command} in place of the keys that they set. */
  static String in(String line, CommandSpec command) {
    if (command.findOption(ANY_KEY) != null) {
      return line;
    }
    String said = line;
    for (Map.Entry<String, String> each : OPTIONS.entrySet()) {
      if (command.findOption(each.getValue()) != null) {
        said = said.replace(each.getKey(), each.getValue());
      }
    }
    return said;
  }
}
