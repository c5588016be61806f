package dev.starling.ops.bench;

/**
 * The ceiling of the version engine: draws a sender and a receiver, each in proportion to equal
 * rates, and raises one row of counts by the other. No time, no clocks, no graph, nothing measured.
 * Rows too many for the cache are touched some pushes ahead, as far memory asks for it.
 */
final class BareGossip implements Contender {
  private static final int BLOCK = 32;
  private static final int BLOCKS_PER_CALL = 300;
  private static final int CACHE_LINE = 16;
  private static final int COUNTS_IN_CACHE = 1 << 18;

  /** Behind the header of a large array, this many counts on, a cache line begins. */
  private static final int ALIGNED = 12;

  private final int learners;
  private final int width;
  private final boolean touches;
  private final int[] rows;
  private final int[] carried;
  private final int[] sources = new int[BLOCK];
  private final int[] targets = new int[BLOCK];
  private long random = 1;
  private int touched;

  BareGossip(int learners, int width) {
    this.learners = learners;
    this.width = width;
    rows = new int[ALIGNED + learners * width];
    carried = new int[width];
    touches = rows.length > COUNTS_IN_CACHE;
  }

  @Override
  public String name() {
    return "bare loop";
  }

  @Override
  public double measure(double seconds) {
    double rate = Stopwatch.rate(seconds, this::pushBlocks);
    if (touched != 0) {
      throw new IllegalStateException("rows of zeros do not add up to " + touched);
    }
    return rate;
  }

  private double pushBlocks() {
    for (int block = 0; block < BLOCKS_PER_CALL; block++) {
      draw();
      for (int i = 0; i < BLOCK; i++) {
        push(ALIGNED + sources[i] * width, ALIGNED + targets[i] * width);
      }
    }
    return (double) BLOCKS_PER_CALL * BLOCK;
  }

  private void draw() {
    int read = 0;
    for (int i = 0; i < BLOCK; i++) {
      long bits = next();
      sources[i] = (int) (((bits >>> 32) * learners) >>> 32);
      targets[i] = (int) (((bits & 0xFFFFFFFFL) * learners) >>> 32);
      for (int c = ALIGNED; touches && c < ALIGNED + width; c += CACHE_LINE) {
        read += rows[sources[i] * width + c] + rows[targets[i] * width + c];
      }
    }
    touched += read;
  }

  private void push(int source, int target) {
    System.arraycopy(rows, source, carried, 0, width);
    for (int c = 0; c < width; c++) {
      rows[target + c] = Math.max(rows[target + c], carried[c]);
    }
  }

  /** SplitMix64, as the engine has it. */
  private long next() {
    random += 0x9E3779B97F4A7C15L;
    long z = (random ^ (random >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
