package dev.starling.cluster.aeron;

import dev.starling.learning.FrameView;
import dev.starling.random.RandomStream;
import dev.starling.run.Latency;
import dev.starling.run.LinkSelection;
import dev.starling.run.RunDescription;

/**
 * What a test or an experiment does to the pushes that a node receives. Every fate is drawn from
 * the run's seed and the identity of the push, so that all its frames share it and a second run
 * with the same pushes has the same faults. Immutable; any thread may ask.
 */
final class InjectedFaults {
  /** So much later than the last frame of a push, delayed as that is, comes its second copy. */
  static final long SECOND_COPY_LAG_NS = 1_000_000;

  private final long seed;
  private final int learners;
  private final double loss;
  private final double duplication;
  private final Latency delay;
  private final LinkSelection links;

  InjectedFaults(RunDescription run) {
    seed = run.seed();
    learners = run.learners();
    loss = run.faults().loss();
    duplication = run.faults().duplication();
    delay = run.faults().delayOfPush();
    links = run.faults().selectedLinks();
  }

  /** Whether frames may have to be held for later. */
  boolean hold() {
    return duplication > 0 || !delay.isNone();
  }

  /** Whether the push that {@code frame} belongs to gets lost. */
  boolean isLost(FrameView frame) {
    return loss > 0 && happens(frame, "loss", loss);
  }

  /** Whether the push that {@code frame} belongs to arrives twice. */
  boolean isDoubled(FrameView frame) {
    return duplication > 0 && happens(frame, "duplication", duplication);
  }

  /** For how long the push that {@code frame} belongs to is held back. */
  long delayNs(FrameView frame) {
    return delay.isNone() || !links.contains(frame.source(), frame.target())
        ? 0
        : delay.drawNs(draw(frame, "delay"));
  }

  private boolean happens(FrameView frame, String fault, double share) {
    return links.contains(frame.source(), frame.target())
        && draw(frame, fault).nextDouble() < share;
  }

  private RandomStream draw(FrameView frame, String fault) {
    return RandomStream.named(seed, fault, frame.pushSequence() * learners + frame.source());
  }
}
