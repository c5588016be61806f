package dev.starling.sim.experiment;

import java.util.BitSet;
import java.util.regex.Pattern;

/** Learners as people name them: {@code 0-7,12}. Stateless. */
public final class LearnerRanges {
  private static final Pattern RANGES = Pattern.compile("\\d+(-\\d+)?(,\\d+(-\\d+)?)*");

  private LearnerRanges() {}

  /**
   * The learners that {@code text} names.
   *
   * @param learners n; those that are named must be below it
   * @throws IllegalArgumentException when one is not, or the text names none
   */
  public static BitSet parse(String text, int learners) {
    if (!RANGES.matcher(text).matches()) {
      throw new IllegalArgumentException("learners are named like 0-7,12, was '" + text + "'");
    }
    BitSet named = new BitSet(learners);
    for (String range : text.split(",", -1)) {
      String[] ends = range.split("-", 2);
      int first = learner(ends[0], learners);
      int last = learner(ends[ends.length - 1], learners);
      if (last < first) {
        throw new IllegalArgumentException(
            "learners are named from the lower to the higher, was '" + range + "'");
      }
      named.set(first, last + 1);
    }
    return named;
  }

  /** One learner by its number. */
  static int learner(String text, int learners) {
    try {
      int learner = Integer.parseInt(text);
      if (learner >= 0 && learner < learners) {
        return learner;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a learner is a whole number, was '" + text + "'", e);
    }
    throw new IllegalArgumentException(
        "there is no learner " + text + ": they are 0 to " + (learners - 1));
  }
}
