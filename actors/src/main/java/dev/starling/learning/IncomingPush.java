package dev.starling.learning;

/**
 * One push on its way in: what its first frames said, and how far it has come. Frames of a push
 * come in order, all versions before the first parameter. Reused for push after push; used by one
 * thread.
 */
final class IncomingPush {
  private final SourceNews news = new SourceNews();

  private int parameters;
  private double weight;
  private int nextParameter;

  /**
   * Begins with a push's first frame, which arrives at a learner that knows {@code known}.
   *
   * @param length of θ
   */
  void begin(FrameView frame, VersionVector known, int length) {
    news.begin(frame, known);
    parameters = length;
    weight = 0;
    nextParameter = 0;
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
