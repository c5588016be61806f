package dev.starling.learning;

/**
 * One push on its way in: what its first frames said, and how far it has come. Frames of a push
 * come in order, all versions before the first parameter. It is kept after its end, so that frames
 * that come twice are known. Reused for push after push; used by one thread.
 */
final class IncomingPush {
  private final int parameters;

  private boolean used;
  private boolean open;
  private int session;
  private int source;
  private long sequence;
  private long lastUse;

  private long[] versions;
  private long sourceVersion;
  private long staleness;
  private boolean wasHeardBefore;
  private double trim;
  private double weight;
  private int nextVersion;
  private int nextParameter;

  IncomingPush(int parameters) {
    this.parameters = parameters;
  }

  /** Begins with a push's first frame, which arrives at a learner that knows {@code known}. */
  void begin(FrameView frame, VersionVector known) {
    if (versions == null) {
      versions = new long[known.count()];
    }
    used = true;
    open = true;
    session = frame.session();
    source = frame.source();
    sequence = frame.pushSequence();
    sourceVersion = frame.sourceVersion();
    trim = frame.capacityTrim();
    long knownVersion = known.of(source);
    wasHeardBefore = knownVersion != Version.NONE;
    staleness = Version.behind(knownVersion, sourceVersion);
    weight = 0;
    nextVersion = 0;
    nextParameter = 0;
  }

  boolean isFrom(int otherSession, int otherSource) {
    return used && session == otherSession && source == otherSource;
  }

  boolean isUsed() {
    return used;
  }

  /** Whether frames are still to come. */
  boolean isOpen() {
    return open;
  }

  /** Takes no more frames. */
  void close() {
    open = false;
  }

  long sequence() {
    return sequence;
  }

  int source() {
    return source;
  }

  /** When it was last used, as a count of frames. */
  long lastUse() {
    return lastUse;
  }

  void touch(long frameCount) {
    lastUse = frameCount;
  }

  boolean expects(FrameView frame) {
    return frame.carriesVersions()
        ? frame.offset() == nextVersion && !hasAllVersions()
        : frame.offset() == nextParameter && hasAllVersions();
  }

  /** Takes over the versions of {@code frame}. */
  void takeVersions(FrameView frame) {
    for (int i = 0; i < frame.length(); i++) {
      versions[nextVersion + i] = frame.version(i);
    }
    nextVersion += frame.length();
  }

  /** Counts {@code count} parameters as mixed. */
  void advanceParameters(int count) {
    nextParameter += count;
  }

  boolean hasAllVersions() {
    return nextVersion == versions.length;
  }

  boolean isComplete() {
    return hasAllVersions() && nextParameter == parameters;
  }

  /** Versions by column; whole once {@link #hasAllVersions()}. */
  long[] versions() {
    return versions;
  }

  /** The source's own version as the push began. */
  long sourceVersion() {
    return sourceVersion;
  }

  /** Updates of the source that the receiver lacked as the push came in. */
  long staleness() {
    return staleness;
  }

  /** Whether the receiver had heard of the source before this push. */
  boolean wasHeardBefore() {
    return wasHeardBefore;
  }

  /** The source's capacity trim. */
  double trim() {
    return trim;
  }

  /** w of this push, fixed once its versions are known. */
  double weight() {
    return weight;
  }

  void fixWeight(double fixed) {
    weight = fixed;
  }
}
