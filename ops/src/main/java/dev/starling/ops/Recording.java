package dev.starling.ops;

import dev.starling.learning.Learner;
import dev.starling.run.InputLog;
import dev.starling.run.InputLogs;
import dev.starling.sim.InputRecorder;
import dev.starling.sim.RecordingFile;
import dev.starling.sim.report.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Records the inputs of one learner of a real run, or of none. A learner that takes a second seat,
 * as one that comes back does, is recorded in its first alone. Opened and closed by the main
 * thread, while no lane runs; in between used by the learner's lane.
 */
final class Recording implements InputLogs, AutoCloseable {
  private final Console console;
  private final int learner;
  private final Path path;
  private final RecordingFile file;
  private boolean taken;

  private Recording(Console console, int learner, Path path) {
    this.console = console;
    this.learner = learner;
    this.path = path;
    file = RecordingFile.create(path);
  }

  /**
   * Of {@code learner}, in the directory of its run.
   *
   * @return null when nobody is to be recorded
   */
  static Recording of(Console console, RunDirectory directory, OptionalInt learner) {
    return learner.isEmpty()
        ? null
        : new Recording(console, learner.getAsInt(), directory.inputs(learner.getAsInt()));
  }

  @Override
  public Optional<InputLog> of(Learner fresh, int incarnation) {
    if (fresh.id() != learner || taken) {
      return Optional.empty();
    }
    taken = true;
    return Optional.of(new InputRecorder(file, fresh, incarnation));
  }

  /** Waits for the disk, and says so when the recording is not whole. */
  @Override
  public void close() {
    String reason =
        "the disk did not follow, and %d bytes are missing".formatted(file.droppedBytes());
    try {
      file.close();
    } catch (IOException fault) {
      reason = fault.getMessage();
    }
    if (file.hasBrokenOff()) {
      console
          .people()
          .println(
              "starling: the recording of learner %d in %s breaks off after %d bytes: %s"
                  .formatted(learner, path, file.takenBytes(), reason));
    }
  }
}
