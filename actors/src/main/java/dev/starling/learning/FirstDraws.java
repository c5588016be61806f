package dev.starling.learning;

/**
 * A hash of the first {@value #COMPARED} draws of a sequence, so that two runs can be held against
 * each other without keeping what they drew. Later draws do not change it: how many there are in
 * real time is chance. Words are folded in by multiplication and shift, in the manner of FNV-1a.
 * Used by one thread.
 */
public final class FirstDraws {
  /** Draws that are compared. */
  public static final int COMPARED = 100;

  private static final long OFFSET_BASIS = 0xCBF29CE484222325L;
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private long hash = OFFSET_BASIS;
  private int count;

  /** Whether as many have been drawn as are compared. */
  public boolean isComplete() {
    return count == COMPARED;
  }

  /** One more draw. */
  public void add(long word) {
    if (!isComplete()) {
      hash = fold(hash, word);
      count++;
    }
  }

  /** One more draw, of several numbers: {@code values[from]} and those after it. */
  public void add(int[] values, int from, int numbers) {
    if (!isComplete()) {
      add(hashOf(values, from, numbers));
    }
  }

  /** The hash of the draws so far, which depends on their order. */
  public long value() {
    return hash;
  }

  /** A hash of {@code numbers} values in their order. */
  public static long hashOf(int[] values, int from, int numbers) {
    long all = OFFSET_BASIS;
    for (int i = from; i < from + numbers; i++) {
      all = fold(all, values[i]);
    }
    return all;
  }

  static long fold(long hash, long word) {
    long mixed = (hash ^ word) * PRIME;
    return mixed ^ (mixed >>> 32);
  }
}
