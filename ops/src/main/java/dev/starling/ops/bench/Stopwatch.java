package dev.starling.ops.bench;

import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** Repeats work for a time and tells how much of it was done per second. */
final class Stopwatch {
  private static final double NANOS = 1e9;
  private static final NanoClock CLOCK = SystemNanoClock.INSTANCE;

  private Stopwatch() {}

  /** A piece of work, long against the time that it takes to read a clock. */
  @FunctionalInterface
  interface Work {
    /** Returns how many units were done. */
    double run();
  }

  /** Units per second, over {@code seconds} or one piece of work if that takes longer. */
  static double rate(double seconds, Work work) {
    long begun = CLOCK.nanoTime();
    long enough = begun + (long) (seconds * NANOS);
    double done = 0;
    long now;
    do {
      done += work.run();
      now = CLOCK.nanoTime();
    } while (now < enough);
    return done * NANOS / (now - begun);
  }
}
