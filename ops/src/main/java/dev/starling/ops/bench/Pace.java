package dev.starling.ops.bench;

/**
 * How long it is measured.
 *
 * @param rounds in which each contender is measured once, at least 1
 * @param warmups rounds before them that do not count
 * @param seconds of one measurement, above 0
 * @param small whether the work is made tiny: to see that it runs, not how fast
 */
record Pace(int rounds, int warmups, double seconds, boolean small) {
  /** Everything once, for a moment. */
  static final Pace SMOKE = new Pace(1, 0, 0.01, true);

  private static final int WARMUPS = 2;

  Pace {
    if (rounds < 1 || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "a benchmark takes at least one round of more than 0 s, was asked for "
              + rounds
              + " of "
              + seconds
              + " s");
    }
  }

  static Pace of(int rounds, double seconds) {
    return new Pace(rounds, WARMUPS, seconds, false);
  }

  /** {@code large}, or {@code tiny} when the work is to be small. */
  int size(int large, int tiny) {
    return small ? tiny : large;
  }
}
