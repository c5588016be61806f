package dev.starling.ops;

import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.run.Workspace;
import dev.starling.sim.InputReplay;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.RunDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Replays what a run in real time has recorded of one learner. */
final class RecordedLearner {
  private RecordedLearner() {}

  /**
   * Prints what came of it, and tells whether the learner repeated itself.
   *
   * @throws IllegalArgumentException when there is no recording, or one of another run
   */
  static boolean replay(RunDirectory directory, String runId, Console console) {
    RunConfig config = RunConfig.load(Optional.of(directory.config()), List.of());
    Path recording =
        config.recordedLearner().stream()
            .mapToObj(directory::inputs)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        directory.root()
                            + " is a run in real time without a recording: replay takes what"
                            + " 'starling train --record LEARNER' or 'starling simulate' leaves"));
    InputReplay.Result result = replay(recording, config.describe(runId));
    console
        .result()
        .println(
            "learner %d: %s inputs fed again, %s effects compared: %s"
                .formatted(
                    result.learner(),
                    Figures.count(result.inputs()),
                    Figures.count(result.effects()),
                    verdict(result)));
    return result.isEqual();
  }

  private static InputReplay.Result replay(Path recording, RunDescription run) {
    RunAssembly assembly = RunAssembly.open(run);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(recording));
        Workspace workspace = assembly.newWorkspace()) {
      return InputReplay.run(
          in, (id, incarnation) -> assembly.newLearner(id, incarnation, workspace));
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot read " + recording + ": " + fault, fault);
    }
  }

  private static String verdict(InputReplay.Result result) {
    if (!result.difference().isEmpty()) {
      return result.difference();
    }
    return result.complete()
        ? "all equal, and θ and the versions bit by bit"
        : "equal so far, but the recording breaks off there";
  }
}
