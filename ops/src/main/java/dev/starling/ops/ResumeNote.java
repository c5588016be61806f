package dev.starling.ops;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import dev.starling.run.RunDescription;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.ResumeSummary;
import java.util.Optional;

/**
 * What the directory of a run says to those who resume it, beside its configuration. It is on disk
 * before a part of the run starts, so no two parts have one number.
 *
 * @param id of the run
 * @param version of Starling that ran it
 * @param part that was started last, from 0
 * @param resumed how that part went on; empty for the first
 */
record ResumeNote(String id, String version, int part, Optional<ResumeSummary> resumed) {

  /** Of a part that is about to start. */
  static ResumeNote of(RunDescription run, Optional<ResumeSummary> resumed) {
    return new ResumeNote(run.id(), Versions.starling(), run.checkpoints().part(), resumed);
  }

  /**
   * Reads the note of a stopped run.
   *
   * @throws IllegalArgumentException when it is none
   */
  static ResumeNote read(RunDirectory directory) {
    try {
      Config note = ConfigFactory.parseFile(directory.resume().toFile());
      int part = note.getInt("part");
      return new ResumeNote(
          note.getString("id"),
          note.getString("version"),
          part,
          part == 0
              ? Optional.empty()
              : Optional.of(
                  new ResumeSummary(
                      part,
                      note.getDouble("at-seconds"),
                      note.getInt("from-checkpoint"),
                      note.getInt("from-push"),
                      note.getLong("updates-lost"))));
    } catch (ConfigException fault) {
      throw new IllegalArgumentException(
          directory.resume() + " cannot be read: " + fault.getMessage(), fault);
    }
  }

  void write(RunDirectory directory) {
    StringBuilder text = new StringBuilder("# For starling train --resume.\n");
    line(text, "id", ConfigUtil.quoteString(id));
    line(text, "version", ConfigUtil.quoteString(version));
    line(text, "part", part);
    resumed.ifPresent(
        how -> {
          line(text, "at-seconds", how.atSeconds());
          line(text, "from-checkpoint", how.fromCheckpoint());
          line(text, "from-push", how.fromPush());
          line(text, "updates-lost", how.updatesLost());
        });
    directory.write(directory.resume(), text.toString());
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(" = ").append(value).append('\n');
  }

  /**
   * Requires that this Starling ran it.
   *
   * @throws IllegalArgumentException when another did
   */
  void requireThisVersion(RunDirectory directory) {
    if (!version.equals(Versions.starling())) {
      throw new IllegalArgumentException(
          "%s was saved by Starling %s, and this is %s: resume it with that one"
              .formatted(directory.root(), version, Versions.starling()));
    }
  }
}
