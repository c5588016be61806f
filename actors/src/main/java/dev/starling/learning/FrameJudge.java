package dev.starling.learning;

/**
 * Refuses frames that cannot be: with a source, offset, length, trim or version out of range, or
 * with an update of the receiver that it has not made; and those of a learner that lives elsewhere
 * by now. Stateless but for what it compares with.
 */
final class FrameJudge {
  private final VersionVector known;
  private final int parameters;

  FrameJudge(VersionVector known, int parameters) {
    this.known = known;
    this.parameters = parameters;
  }

  boolean isWellFormed(FrameView frame) {
    return frame.source() >= 0
        && frame.source() < known.origins().learners()
        && frame.source() != known.owner()
        && frame.sourceVersion() >= 0
        && Math.abs(frame.capacityTrim()) <= LogCapacity.TRIM_LIMIT
        && frame.length() > 0
        && frame.offset() >= 0
        && switch (frame.kind().payload()) {
          case VERSIONS -> hasVersions(frame);
          case PARAMETERS ->
              frame.offset() <= parameters - frame.length()
                  && frame.parameters().length() == frame.length();
          case VALUE -> frame.offset() == 0 && frame.length() == 1 && frame.value() >= 0;
        };
  }

  /** Whether versions claim an update of the receiver that it has not made. */
  boolean claimsOurFuture(FrameView frame) {
    int index = known.ownColumn() - frame.offset();
    return known.ownColumn() >= 0
        && index >= 0
        && index < frame.length()
        && frame.version(index) > known.own();
  }

  /**
   * Whether the source has come to live again since, as a higher incarnation: this is who it was,
   * on a host that stood still or was cut off, and knows nothing of what the others did meanwhile.
   * Of a source that is not tracked nobody can tell.
   */
  boolean isOutlived(FrameView frame) {
    return Version.incarnation(frame.sourceVersion())
        < Version.incarnation(known.of(frame.source()));
  }

  private boolean hasVersions(FrameView frame) {
    if (frame.offset() > known.count() - frame.length()) {
      return false;
    }
    long signs = 0;
    for (int i = 0; i < frame.length(); i++) {
      signs |= frame.version(i);
    }
    return signs >= 0;
  }
}
