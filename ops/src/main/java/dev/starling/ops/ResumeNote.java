package dev.starling.ops;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import dev.starling.sim.report.RunDirectory;
import java.util.Locale;

/**
 * What the directory of a run says to those who resume it, beside its configuration. It is on disk
 * before a part of the run starts, so no two parts have one number.
 *
 * @param id of the run
 * @param version of Starling that ran it
 * @param part that was started last, from 0
 */
record ResumeNote(String id, String version, int part) {

  /**
   * Reads the note of a stopped run.
   *
   * @throws IllegalArgumentException when it is none
   */
  static ResumeNote read(RunDirectory directory) {
    try {
      Config note = ConfigFactory.parseFile(directory.resume().toFile());
      return new ResumeNote(note.getString("id"), note.getString("version"), note.getInt("part"));
    } catch (ConfigException fault) {
      throw new IllegalArgumentException(
          directory.resume() + " cannot be read: " + fault.getMessage(), fault);
    }
  }

  void write(RunDirectory directory) {
    directory.write(
        directory.resume(),
        String.format(
            Locale.ROOT,
            "# For starling train --resume.%nid = %s%nversion = %s%npart = %d%n",
            ConfigUtil.quoteString(id),
            ConfigUtil.quoteString(version),
            part));
  }
}
