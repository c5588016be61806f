package dev.starling.sim.experiment;

import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.Offer;
import dev.starling.learning.Wake;

/**
 * A host, for tests, of one learner that gossips as in a real run, but whose frames and those of
 * others are all lost: its pushes leave, none arrives. Steps take some time on a natural clock.
 */
final class DeafHost implements LearnerEffects {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long STEP_TAKES_NS = 700_000;

  private long stepDueNs = NEVER;
  private long gossipDueNs = NEVER;
  private boolean pushAsked;
  private long nowNs;

  void train(Learner learner, long updates) {
    learner.start(0, this);
    while (learner.counters().updates() < updates) {
      boolean isStep = stepDueNs <= gossipDueNs;
      nowNs = Math.max(nowNs, Math.min(stepDueNs, gossipDueNs));
      if (isStep) {
        stepDueNs = NEVER;
        learner.onStep(nowNs, this);
      } else {
        gossipDueNs = NEVER;
        learner.onGossipTick(nowNs, this);
      }
      if (pushAsked) {
        pushAsked = false;
        learner.onPushSent(Offer.SENT, nowNs, this);
      }
    }
  }

  @Override
  public void push(int peer) {
    pushAsked = true;
  }

  @Override
  public void wakeAt(Wake kind, long deadlineNs) {
    if (kind == Wake.STEP) {
      // At once on a natural clock, but the step before took its time.
      stepDueNs = deadlineNs == nowNs ? nowNs + STEP_TAKES_NS : deadlineNs;
    } else {
      gossipDueNs = deadlineNs;
    }
  }

  @Override
  public void record(Measure measure, double value) {
    // Not looked at.
  }

  @Override
  public void quarantined(String reason) {
    throw new AssertionError(reason);
  }
}
