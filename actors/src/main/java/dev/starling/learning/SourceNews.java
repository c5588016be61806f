package dev.starling.learning;

/**
 * What a model on its way in says of its source: the versions, which come in frames and in order,
 * and the header. Reused; used by one thread.
 */
final class SourceNews {
  private int source;
  private long[] versions;
  private long sourceVersion;
  private long staleness;
  private boolean wasHeardBefore;
  private boolean isWithoutGap;
  private double trim;
  private int next;

  /** Begins with a first frame, which arrives at a learner that knows {@code known}. */
  void begin(FrameView frame, VersionVector known) {
    if (versions == null || versions.length != known.count()) {
      versions = new long[known.count()];
    }
    source = frame.source();
    sourceVersion = frame.sourceVersion();
    trim = frame.capacityTrim();
    long knownVersion = known.of(source);
    wasHeardBefore = knownVersion != Version.NONE;
    isWithoutGap = !known.isCatchingUp();
    staleness = Version.behind(knownVersion, sourceVersion);
    next = 0;
  }

  /** Whether a frame of versions is the one that follows. */
  boolean expects(FrameView frame) {
    return frame.offset() == next && !isComplete();
  }

  /** Takes over the versions of {@code frame}. */
  void take(FrameView frame) {
    frame.copyVersions(versions, next);
    next += frame.length();
  }

  /** Forgets all versions but the source's own, in {@code column} or in none if below 0. */
  void keepOnly(int column) {
    for (int i = 0; i < versions.length; i++) {
      versions[i] = i == column ? sourceVersion : Version.NONE;
    }
  }

  boolean isComplete() {
    return versions != null && next == versions.length;
  }

  int source() {
    return source;
  }

  /** Versions by column; whole once {@link #isComplete()}. */
  long[] versions() {
    return versions;
  }

  /** The source's own version as it began to send. */
  long sourceVersion() {
    return sourceVersion;
  }

  /** Updates of the source that the receiver lacked as the first frame came in. */
  long staleness() {
    return staleness;
  }

  /** Whether the receiver had heard of the source before. */
  boolean wasHeardBefore() {
    return wasHeardBefore;
  }

  /** Whether the receiver was there while the source made what is new to it. */
  boolean isWithoutGap() {
    return isWithoutGap;
  }

  /** The source's capacity trim. */
  double trim() {
    return trim;
  }
}
