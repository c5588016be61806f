package dev.starling.ops;

import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.sim.VirtualOptions;
import dev.starling.sim.VirtualOptionsReader;
import dev.starling.sim.VirtualOutcome;
import dev.starling.sim.VirtualRun;
import dev.starling.sim.VirtualRunListener;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.RunIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code starling replay}: whether a run, or what was recorded of one, can be had again. */
@Command(
    name = "replay",
    header = "Runs a simulated run, or a recorded learner, again and compares.",
    description = {
      "",
      "Reads the configuration in the directory of a run of 'starling simulate', runs it again"
          + " without writing anything, and compares both hashes: that of the trace (times, peers,"
          + " versions) must be equal on every machine, that of the parameters on the same kind of"
          + " processor.",
      "",
      "Of a run of 'starling train --record LEARNER' it feeds what was recorded to a fresh learner"
          + " in virtual time, and compares every effect in its order and, bit by bit, the model at"
          + " the end.",
      "",
      "Exit code 0 when all is equal, 1 when something differs.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class)
final class ReplayCommand implements Callable<Integer> {
  private static final String VIRTUAL = "virtual";
  private static final String INTERRUPTED = "interrupted";

  private final Console console;
  private final Interruption interruption;

  @Parameters(paramLabel = "RUN_DIR", description = "The directory of a run.")
  private Path folder;

  @Option(names = "--quiet", description = "Prints the comparison only.")
  private boolean quiet;

  ReplayCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(folder);
    RunIdentity first = directory.readSummary().run();
    if (!first.host().equals(VIRTUAL)) {
      boolean same = RecordedLearner.replay(directory, first.id(), console);
      return (same ? ExitCode.OK : ExitCode.FAILED).number();
    }
    Optional<RunHashes> hashes = RunHashes.read(directory);
    if (hashes.isEmpty()) {
      throw new IllegalArgumentException(directory.versions() + " holds no hashes to compare with");
    }
    VirtualOutcome again = again(directory, first);
    if (interruption.isRequested()) {
      return ExitCode.INTERRUPTED.number();
    }
    boolean same = compare(hashes.get(), RunHashes.of(again));
    return (same ? ExitCode.OK : ExitCode.FAILED).number();
  }

  private VirtualOutcome again(RunDirectory directory, RunIdentity first) {
    RunConfig config = RunConfig.load(Optional.of(directory.config()), List.of());
    RunDescription run = config.describe(first.id());
    VirtualOptions options = VirtualOptionsReader.read(config.virtual(), run);
    interruption.note();
    try (ShareView view = ShareView.on(console, "replay", quiet)) {
      return VirtualRun.run(RunAssembly.open(run), options, new Follower(first, view));
    }
  }

  /** Prints both pairs, and tells whether they are equal. */
  private boolean compare(RunHashes then, RunHashes now) {
    boolean trace = line("trace hash", then.trace(), now.trace());
    boolean parameters = line("parameter hash", then.parameters(), now.parameters());
    if (trace && !parameters) {
      console
          .people()
          .println(
              "starling: the same pushes, other models: another processor, BLAS library or model"
                  + " code than then");
    }
    return trace && parameters;
  }

  private boolean line(String name, long then, long now) {
    boolean same = then == now;
    console
        .result()
        .println(
            "%-15s %s  %s"
                .formatted(
                    name,
                    RunHashes.hex(then),
                    same ? "equal" : "differs: now " + RunHashes.hex(now)));
    return same;
  }

  /** Ends the run where the first one was interrupted, if it was. */
  private final class Follower implements VirtualRunListener {
    private final double endSeconds;
    private final ShareView view;
    private boolean atEnd;

    private Follower(RunIdentity first, ShareView view) {
      endSeconds = first.exit().equals(INTERRUPTED) ? first.seconds() : Double.POSITIVE_INFINITY;
      this.view = view;
    }

    @Override
    public void onRow(MetricsRow row, double share) {
      atEnd = row.seconds() >= endSeconds;
      view.show(share, VirtualTrainer.line(row));
    }

    @Override
    public boolean isInterrupted() {
      return atEnd || interruption.isRequested();
    }
  }
}
