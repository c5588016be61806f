package dev.starling.ops.doctor;

/**
 * What one check has found.
 *
 * @param subject what was looked at, in a word or two
 * @param text what it is like
 * @param remedy what to do about it, or what to type; empty when there is nothing to do
 */
public record Finding(Level level, String subject, String text, String remedy) {

  /** How bad it is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** A node runs, but worse than it could, or not for sure. */
    WARNING,
    /** A node would not run, or the others could not reach it. */
    FAULT
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  static Finding warning(String subject, String text, String remedy) {
    return new Finding(Level.WARNING, subject, text, remedy);
  }

  static Finding fault(String subject, String text, String remedy) {
    return new Finding(Level.FAULT, subject, text, remedy);
  }
}
