package dev.starling.ops;

import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemEpochClock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of a command that makes a run: its file, its keys, and what is told of it. With those
 * of {@link RunOption} they are all that {@code train} and {@code simulate} take, so that a run
 * moves between real and virtual time by one word.
 */
final class RunRequestOptions {
  private static final String RUNS = "runs";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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
      names = "--resume",
      paramLabel = "RUN_DIR",
      description =
          "Goes on with a run that was stopped, by whatever, from its learners' checkpoints. With"
              + " --cluster it follows, into RUN_DIR, the run that was submitted from there, when"
              + " that is under way or was the last to end. Takes no option that changes the run;"
              + " train only.")
  private Path resumed;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "json: prints summary.json and nothing else on standard output.",
      defaultValue = "text")
  private OutputFormat format;

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

  /**
   * What was asked for, checked.
   *
   * @throws IllegalArgumentException when it cannot be; the message is one line
   */
  TrainRequest request(Console console) {
    return resumed == null ? newRun(console) : goingOn(StoppedRun.find(resumed));
  }

  /**
   * The run that is to go on, as it was submitted to a cluster.
   *
   * @return empty when its results are there, so that it cannot be followed
   * @throws IllegalArgumentException as {@link #request}
   */
  Optional<TrainRequest> abandoned() {
    return AbandonedRun.find(resumed).map(this::goingOn);
  }

  /** Whether a run is to go on that was stopped. */
  boolean isResume() {
    return resumed != null;
  }

  private TrainRequest newRun(Console console) {
    Map<RunOption, String> given = RunOption.given(spec.commandLine().getParseResult());
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
    Path directory = config.outputDirectory().orElse(Path.of(RUNS, run.id()));
    return request(
        config, run.with(StoppedRun.inside(directory, run.checkpoints())), directory, null);
  }

  /** All that decides how a run goes on is in its directory: no option may say something else. */
  private TrainRequest goingOn(BegunRun begun) {
    Stream<String> typed =
        Stream.concat(
            RunOption.given(spec.commandLine().getParseResult()).keySet().stream()
                .map(RunOption::option),
            Stream.of("--config", "--set")
                .filter(spec.commandLine().getParseResult()::hasMatchedOption));
    typed
        .findFirst()
        .ifPresent(
            option -> {
              throw new IllegalArgumentException(
                  option
                      + " cannot go with --resume: the run goes on as "
                      + begun.directory().config()
                      + " has it");
            });
    return request(begun.config(), begun.run(), begun.directory().root(), begun);
  }

  private TrainRequest request(
      RunConfig config, RunDescription run, Path directory, BegunRun begun) {
    ComparedRuns runs = ComparedRuns.of(directory, run.steps().schedule(), compared);
    return new TrainRequest(
        config,
        run,
        directory,
        format == OutputFormat.JSON,
        quiet,
        average,
        runs.name(),
        runs.others(),
        command(),
        begun);
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

  private String command() {
    return Stream.concat(
            Stream.of(spec.root().name()),
            // These begin with the name of the command.
            spec.commandLine().getParseResult().originalArgs().stream())
        .map(RunRequestOptions::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
