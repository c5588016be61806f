package dev.starling.ops;

import dev.starling.sim.experiment.RunConfig;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code starling config}: every key that a configuration file or {@code --set} may name. */
@Command(
    name = "config",
    header = "Prints every key of a run's configuration with its default and what it does.",
    description = {
      "",
      "The output is a configuration file that changes nothing: copy what you want to change into a"
          + " file of your own for 'starling train --config FILE', or name single keys with --set.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class)
final class ConfigCommand implements Callable<Integer> {
  private static final String REFERENCE = "/starling-run.conf";

  private final Console console;

  ConfigCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream in = RunConfig.class.getResourceAsStream(REFERENCE)) {
      if (in == null) {
        throw new FileNotFoundException("no resource " + REFERENCE + " in this installation");
      }
      console.result().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      console.result().flush();
    }
    return ExitCode.OK.number();
  }
}
