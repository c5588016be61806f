package dev.starling.sim.experiment;

import com.typesafe.config.ConfigOrigin;

/** Tells where a value stands, for the beginning of a message. */
final class Place {
  private Place() {}

  /**
   * "FILE:LINE: ", or nothing for what came from the command line or is a default.
   *
   * @param origin may be null
   */
  static String prefix(ConfigOrigin origin) {
    if (origin == null || origin.filename() == null || origin.resource() != null) {
      return "";
    }
    String line = origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "";
    return origin.filename() + line + ": ";
  }
}
