package dev.starling.sim.report;

/** What a curve is drawn against. */
public enum XAxis {
  /** Run time in the host's seconds. */
  SECONDS("seconds"),
  /** Updates per learner, mean over learners. */
  UPDATES("updates per learner"),
  /** Bytes moved by all pushes since the start; a row without gossip stands at 0. */
  BYTES("bytes moved");

  private final String words;

  XAxis(String words) {
    this.words = words;
  }

  /** As a sentence says it: "against …". */
  public String words() {
    return words;
  }

  double of(MetricsRow row) {
    return switch (this) {
      case SECONDS -> row.seconds();
      case UPDATES -> row.updates().mean();
      case BYTES -> row.gossip() == null ? 0 : row.gossip().bytes();
    };
  }
}
