package dev.starling.cluster;

import java.time.Duration;
import org.agrona.concurrent.NanoClock;

/** The time of a run, as its keeper has it: seconds since its clocks were started. */
final class RunClock {
  private static final double NANOS = 1e9;

  private final NanoClock clock;
  private long startNs;

  /** A run whose clocks stand still; until they start, its time counts from now. */
  RunClock(NanoClock clock) {
    this.clock = clock;
    startNs = clock.nanoTime();
  }

  /** The clocks start now, at that run time: 0 unless the run is resumed. */
  void start(double atSeconds) {
    startNs = clock.nanoTime() - (long) (atSeconds * NANOS);
  }

  /** The clocks have run for so long on some node; the longest of all nodes counts. */
  void adopt(long elapsedNs) {
    startNs = Math.min(startNs, clock.nanoTime() - elapsedNs);
  }

  long elapsedNs() {
    return clock.nanoTime() - startNs;
  }

  double nowSeconds() {
    return elapsedNs() / NANOS;
  }

  /** The run time of a moment of the node's clock; NaN of {@link Membership#NEVER}. */
  double secondsAt(long atNs) {
    return atNs == Membership.NEVER ? Double.NaN : (atNs - startNs) / NANOS;
  }

  /** How long until that run time; zero when it is past. */
  Duration until(double dueSeconds) {
    return Duration.ofNanos((long) (Math.max(0, dueSeconds - nowSeconds()) * NANOS));
  }
}
