package dev.starling.ops;

import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsSeries;
import dev.starling.sim.report.RunDirectory;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemEpochClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code starling train}: turns what was typed into a training run. */
@Command(
    name = "train",
    header = "Trains gossiping learners on real data and shows what came of it.",
    description = {
      "",
      "Each learner has its own model and its own part of the data, trains on its own clock, and"
          + " pushes its model to a random peer, which mixes it in. There is no server and no"
          + " barrier. Without options, 16 learners with very different data train a small network"
          + " on fashion-mini, which is built in; it takes less than a minute.",
      ""
    },
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling train",
      "  starling train --learners 4 --data digits --model softmax --updates 500",
      "  starling train --data fashion-mnist --model mlp:100 --until accuracy:0.85",
      "  starling train --learners 32 --update-rate 20 --gossip-rate 80 --seconds 60",
      "  starling train --data csv:mine.csv --set steps.momentum=0.9 --step-size 0.03",
      "  starling train --config my.conf --format json > summary.json",
      "",
      "Ctrl-C ends training and writes the results; pressed again it ends everything.",
      "All keys of a configuration: starling config"
    })
final class TrainCommand implements Callable<Integer> {
  private static final String RUNS = "runs";

  private final Console console;
  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration file (HOCON); --set and options override it.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets any key of the configuration; may be repeated.")
  private List<String> sets = List.of();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "json: prints summary.json and nothing else on standard output.",
      defaultValue = "text")
  private Format format;

  @Option(names = "--quiet", description = "Prints the summary only.")
  private boolean quiet;

  @Option(
      names = "--average",
      description = "Also writes the mean of all models, as model-average.npy.")
  private boolean average;

  @Option(
      names = "--compare",
      paramLabel = "RUN",
      description = "Directory of an earlier run to draw beside this one; may be repeated.")
  private List<Path> compared = List.of();

  TrainCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  /** How the outcome is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<RunOption, String> given = RunOption.given(spec.commandLine().getParseResult());
    return new TrainingRun(request(given), console, interruption).execute().number();
  }

  private TrainRequest request(Map<RunOption, String> given) {
    RunConfig config;
    RunDescription run;
    try {
      config = RunConfig.load(Optional.ofNullable(file), RunOption.overrides(sets, given));
      long seed = config.describe("unnamed").seed();
      run = config.describe(RunId.of(SystemEpochClock.INSTANCE, ZoneId.systemDefault(), seed));
    } catch (IllegalArgumentException fault) {
      throw namingTheOption(fault, given);
    }
    config.warnings().forEach(line -> console.people().println("starling: " + line));
    return new TrainRequest(
        config,
        run,
        config.outputDirectory().orElse(Path.of(RUNS, run.id())),
        format == Format.JSON,
        quiet,
        average,
        compared.stream().map(TrainCommand::series).toList(),
        command());
  }

  /** Messages name keys; who typed an option should read its name too. */
  private static IllegalArgumentException namingTheOption(
      IllegalArgumentException fault, Map<RunOption, String> given) {
    String message = String.valueOf(fault.getMessage());
    return given.keySet().stream()
        .filter(option -> message.contains(option.key()))
        .findFirst()
        .map(
            option ->
                new IllegalArgumentException(
                    message + " (" + option.option() + " sets " + option.key() + ")", fault))
        .orElse(fault);
  }

  private static MetricsSeries series(Path directory) {
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return new MetricsSeries(String.valueOf(name), RunDirectory.open(directory).readMetrics());
  }

  private String command() {
    return Stream.concat(
            Stream.of("starling", "train"),
            spec.commandLine().getParseResult().originalArgs().stream())
        .map(TrainCommand::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
