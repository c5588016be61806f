package dev.starling.ops.bench;

import java.util.List;

/**
 * What came of a contest.
 *
 * @param benchmark its name
 * @param contest what was measured
 * @param lines one for each contender, Starling's first
 */
record ContestResult(String benchmark, Contest contest, List<Line> lines) {

  /**
   * One contender.
   *
   * @param figure in the contest's unit
   * @param ratio Starling's figure over this one's, round by round; 1 for Starling itself
   * @param note on the last round; empty for none
   */
  record Line(String contender, Samples figure, Samples ratio, String note) {}

  /** Copies the list. */
  ContestResult {
    lines = List.copyOf(lines);
  }

  /** Starling's figure. */
  Samples own() {
    return lines.get(0).figure();
  }

  boolean isReached() {
    return contest.target().isReached(this);
  }
}
