package dev.starling.ops;

/** A run is not followed any more, and may go on without that; the message is one line. */
final class LostSightException extends RunFailedException {
  private static final long serialVersionUID = 1L;

  private final boolean isFollowed;

  private LostSightException(String message, boolean isFollowed, Throwable cause) {
    super(message, cause);
    this.isFollowed = isFollowed;
  }

  /**
   * Nothing was heard for so long.
   *
   * @param cause null when none is known
   */
  static LostSightException ofSilent(long seconds, Throwable cause) {
    return new LostSightException(
        "nothing was heard of the run for " + seconds + " s: it was given up", false, cause);
  }

  /**
   * Another process follows the run.
   *
   * @param cause null when none is known
   */
  static LostSightException ofSuperseded(Throwable cause) {
    return new LostSightException(
        "another process follows the run from now on, and will write its results", true, cause);
  }

  /** Whether another process follows the run. */
  boolean isFollowed() {
    return isFollowed;
  }
}
