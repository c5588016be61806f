package dev.starling.learning;

/**
 * One push on its way in: what its first frames said, and how far it has come. Frames of a push
 * come in order, all versions before the first parameter. It is kept after its end, so that frames
 * that come twice are known. Reused for push after push; used by one thread.
 */
final class IncomingPush {
  private final int parameters;
  private final SourceNews news = new SourceNews();

  private boolean used;
  private boolean open;
  private int session;
  private int source;
  private long sequence;
  private long lastUse;

  private double weight;
  private int nextParameter;

  IncomingPush(int parameters) {
    this.parameters = parameters;
  }

  /** Begins with a push's first frame, which arrives at a learner that knows {@code known}. */
  void begin(FrameView frame, VersionVector known) {
    used = true;
    open = true;
    session = frame.session();
    source = frame.source();
    sequence = frame.pushSequence();
    news.begin(frame, known);
    weight = 0;
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

  /** When it was last used, as a count of frames. */
  long lastUse() {
    return lastUse;
  }

  void touch(long frameCount) {
    lastUse = frameCount;
  }

  boolean expects(FrameView frame) {
    return frame.kind() == FrameKind.PUSH_VERSIONS
        ? news.expects(frame)
        : frame.offset() == nextParameter && news.isComplete();
  }

  /** Counts {@code count} parameters as mixed. */
  void advanceParameters(int count) {
    nextParameter += count;
  }

  boolean isComplete() {
    return news.isComplete() && nextParameter == parameters;
  }

  /** What it says of its source. */
  SourceNews news() {
    return news;
  }

  /** w of this push, fixed once its versions are known. */
  double weight() {
    return weight;
  }

  void fixWeight(double fixed) {
    weight = fixed;
  }
}
