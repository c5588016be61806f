package dev.starling.ops;

import dev.starling.sim.experiment.Experiment;
import dev.starling.sim.experiment.ExperimentCatalogue;
import dev.starling.sim.experiment.ExperimentRun;
import dev.starling.sim.trial.VirtualTrials;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemNanoClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling experiment}: a sweep in virtual time, held against theory. */
@Command(
    name = "experiment",
    header = "Runs an experiment in virtual time and holds it against theory.",
    description = {
      "",
      "An experiment is a file that states a claim, what would refute it, and what to sweep. Each"
          + " run adds its row as it ends, so an experiment that was stopped goes on where it was"
          + " when it is started again.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling experiment list",
      "  starling experiment staleness-law",
      "  starling experiment staleness-law --set 'sweep.learners=[10, 100]' --seeds 5 --out small",
      "  starling experiment mine.conf --jobs 4"
    })
final class ExperimentCommand implements Callable<Integer> {
  private static final String LIST = "list";
  private static final String RUNS = "runs";

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME|FILE|list",
      description = "A bundled experiment, a file, or 'list' to see what is bundled.")
  private String name;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets any key of the file; may be repeated.")
  private List<String> sets = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Runs at every point; what the file says when it is left out.")
  private Integer seeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Runs at a time (default: ${DEFAULT-VALUE}); results do not depend on it.",
      defaultValue = "2")
  private int jobs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results go (default: runs/NAME).")
  private Path out;

  ExperimentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (name.equals(LIST)) {
      list();
      return ExitCode.OK.number();
    }
    if (seeds != null && seeds < 1) {
      throw new IllegalArgumentException("--seeds must be at least 1, was " + seeds);
    }
    if (jobs < 1) {
      throw new IllegalArgumentException("--jobs must be at least 1, was " + jobs);
    }
    Experiment experiment =
        ExperimentCatalogue.open(
            name,
            sets,
            seeds == null ? OptionalInt.empty() : OptionalInt.of(seeds),
            new VirtualTrials());
    Path directory = out == null ? Path.of(RUNS, experiment.name()) : out;
    SweepProgress progress = new SweepProgress(console, SystemNanoClock.INSTANCE);
    List<String> table = ExperimentRun.run(experiment, directory, jobs, command(), progress);
    console.result().println(experiment.claim());
    console.result().println();
    table.forEach(console.result()::println);
    console.result().println();
    console.result().println("report: " + directory.resolve("report.html"));
    console.result().flush();
    return ExitCode.OK.number();
  }

  private void list() {
    for (String each : ExperimentCatalogue.names()) {
      Experiment experiment =
          ExperimentCatalogue.open(each, List.of(), OptionalInt.empty(), new VirtualTrials());
      console.result().println(each + " (" + experiment.runs() + " runs)");
      console.result().println("    " + experiment.claim());
    }
    console.result().flush();
  }

  private String command() {
    return Stream.concat(
            Stream.of("starling"),
            spec.commandLine().getParent() == null ? Stream.empty() : typed())
        .collect(Collectors.joining(" "));
  }

  private Stream<String> typed() {
    return Stream.concat(
        Stream.of("experiment"),
        spec.commandLine().getParseResult().originalArgs().stream()
            .filter(word -> !word.equals("experiment"))
            .map(
                word ->
                    word.matches("[\\w./:=,@%+-]+")
                        ? word
                        : "'" + word.replace("'", "'\\''") + "'"));
  }
}
