package dev.starling.sim;

/**
 * A hash of all that happened in a run: which learner was woken, by what and when, who pushed to
 * whom at which version, and which frames arrived. Times, peers and versions are computed with
 * integers and {@link StrictMath}, so one seed gives one hash on every JDK and machine. Models are
 * not in it: their last bits depend on the BLAS kernel. Words are folded in by multiplication and
 * shift, in the manner of FNV-1a over 64-bit words. Used by one thread.
 */
public final class TraceHash {
  private static final long OFFSET_BASIS = 0xCBF29CE484222325L;
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private long hash = OFFSET_BASIS;

  /** Folds in one word. */
  public void add(long word) {
    long mixed = (hash ^ word) * PRIME;
    hash = mixed ^ (mixed >>> 32);
  }

  /** The hash of all words so far, which depends on their order. */
  public long value() {
    return hash;
  }
}
