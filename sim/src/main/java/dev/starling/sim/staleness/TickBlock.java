package dev.starling.sim.staleness;

import java.util.Arrays;

/**
 * The next ticks of the gossip clocks with their senders and receivers, drawn some ahead. Who
 * pushes to whom does not depend on what anybody knows, so a block is drawn before it is carried
 * out, and the rows that it needs are touched meanwhile: their fetches from memory then run side by
 * side. Used by one thread.
 */
final class TickBlock {
  /** Longer gains nothing more, shorter leaves the memory idle. */
  private static final int LENGTH = 32;

  private final Ticks ticks;

  /** Null when the scheme decides at the tick who sends to whom. */
  private final PeerDraw peers;

  private final boolean pulls;
  private final boolean touches;
  private final VersionMatrix versions;
  private final Population population;

  private final double[] times = new double[LENGTH];
  private final int[] sources = new int[LENGTH];
  private final int[] targets = new int[LENGTH];
  private int at = LENGTH;
  private long blocks = -1;

  /** Written only, so that the compiler does not leave out the reads. */
  @SuppressWarnings("unused")
  private int touched;

  /**
   * @param ticks of the learners' clocks; in an opportunistic scheme of the capacity that they
   *     share
   */
  TickBlock(Scheme scheme, Ticks ticks, PeerDraw peers, Population population) {
    this.ticks = ticks;
    this.peers = scheme.isOpportunistic() ? null : peers;
    pulls = scheme == Scheme.PULL;
    touches = !scheme.movesOneOrigin() && !population.versions().fitsTheCache();
    this.population = population;
    versions = population.versions();
    refill();
  }

  /** When the next tick comes. */
  double nextTime() {
    return times[at];
  }

  /** Carries out the ticks before {@code stop}. */
  void transmitBefore(double stop, Transmission transmission) {
    int next = at;
    while (times[next] < stop) {
      transmission.transmit(sources[next], targets[next], times[next]);
      if (++next == LENGTH) {
        refill();
        next = 0;
      }
    }
    at = next;
  }

  /** Ticks carried out. */
  long count() {
    return blocks * LENGTH + at;
  }

  private void refill() {
    at = 0;
    blocks++;
    if (Double.isInfinite(ticks.time())) {
      Arrays.fill(times, Double.POSITIVE_INFINITY);
      return;
    }
    int read = 0;
    for (int i = 0; i < LENGTH; i++) {
      times[i] = ticks.time();
      if (peers != null) {
        int learner = ticks.slot();
        int peer = peers.next(learner);
        sources[i] = pulls ? peer : learner;
        targets[i] = pulls ? learner : peer;
        if (touches) {
          read += versions.touch(learner) + versions.touch(peer);
          read += population.touch(targets[i]);
        }
      }
      ticks.advance();
    }
    touched = read;
  }
}
