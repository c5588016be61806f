package dev.starling.ops;

/** How many threads of this machine learners run on when nobody says. */
final class LaneCount {
  private LaneCount() {}

  /** One core stays free for the rest of the JVM and of the machine. */
  static int spared() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }
}
