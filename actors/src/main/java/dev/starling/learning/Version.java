package dev.starling.learning;

/**
 * How far a model contains a learner's work, in one {@code long} that is compared as a whole: the
 * incarnation in the upper 23 bits (below the sign) and the count of updates in the lower 40. A
 * learner that comes back without its newest count takes a higher incarnation, so versions never
 * run backwards.
 */
public final class Version {
  /** Nothing of that learner was ever heard. */
  public static final long NONE = 0;

  private static final int COUNT_BITS = 40;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  private Version() {}

  /** The version of {@code count} updates in {@code incarnation}, which starts at 0. */
  public static long of(int incarnation, long count) {
    if (incarnation < 0 || incarnation >= 1 << 23) {
      throw new IllegalArgumentException("incarnation out of [0, 2^23): " + incarnation);
    }
    if (count < 0 || count > COUNT_MASK) {
      throw new IllegalArgumentException("count out of [0, 2^40): " + count);
    }
    return ((long) incarnation << COUNT_BITS) | count;
  }

  public static int incarnation(long version) {
    return (int) (version >>> COUNT_BITS);
  }

  /** Updates in this incarnation. */
  public static long count(long version) {
    return version & COUNT_MASK;
  }

  /**
   * Updates of {@code newer} that {@code known} lacks, 0 or more. Across incarnations all updates
   * of the new one count.
   */
  public static long behind(long known, long newer) {
    if (newer <= known) {
      return 0;
    }
    return incarnation(newer) == incarnation(known) ? count(newer) - count(known) : count(newer);
  }
}
