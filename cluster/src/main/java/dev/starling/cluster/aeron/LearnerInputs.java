package dev.starling.cluster.aeron;

import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.Offer;
import dev.starling.learning.StateReader;
import dev.starling.run.InputLog;
import java.util.BitSet;

/**
 * The way of a learner's inputs from its host: each is logged, where there is a log, and then
 * handed to the learner with the effects of its host. Used by the learner's thread.
 */
final class LearnerInputs {
  private final Learner learner;

  /** Null for most learners. */
  private final InputLog log;

  private final LearnerEffects effects;

  /**
   * @param learner stays the caller's
   * @param log null when nobody logs the inputs of this learner
   * @param host performs what the learner wants done
   */
  LearnerInputs(Learner learner, InputLog log, LearnerEffects host) {
    this.learner = learner;
    this.log = log;
    effects = log == null ? host : log.recording(host);
  }

  void start(long nowNs) {
    if (log != null) {
      log.onStart(nowNs);
    }
    learner.start(nowNs, effects);
  }

  /** See {@link Learner#awaitModel}. */
  void awaitModel(long updatesMade, long elapsedNs, long nowNs) {
    if (log != null) {
      log.onAwaitModel(updatesMade, elapsedNs, nowNs);
    }
    learner.awaitModel(updatesMade, elapsedNs, nowNs, effects);
  }

  /** See {@link Learner#onRestored}; a log has to begin with its learner, so there is none. */
  void onRestored(StateReader saved, long nowNs) {
    learner.onRestored(saved, nowNs, effects);
  }

  void onStep(long nowNs) {
    if (log != null) {
      log.onStep(nowNs);
    }
    learner.onStep(nowNs, effects);
  }

  void onGossipTick(long nowNs) {
    if (log != null) {
      log.onGossipTick(nowNs);
    }
    learner.onGossipTick(nowNs, effects);
  }

  /** {@code frame} is borrowed for the length of this call. */
  void onFrame(FrameView frame, long nowNs) {
    if (log != null) {
      log.onFrame(frame, nowNs);
    }
    learner.onFrame(frame, nowNs, effects);
  }

  void onPushSent(Offer outcome, long nowNs) {
    if (log != null) {
      log.onPushSent(outcome, nowNs);
    }
    learner.onPushSent(outcome, nowNs, effects);
  }

  /** {@code live} is copied. */
  void onPeersChanged(BitSet live, long nowNs) {
    if (log != null) {
      log.onPeersChanged(live, nowNs);
    }
    learner.onPeersChanged(live, nowNs, effects);
  }

  void stop(long nowNs) {
    if (log != null) {
      log.onStop(nowNs);
    }
    learner.stop(nowNs);
  }

  /** The learner has stopped, and will be closed: the log is complete. */
  void end() {
    if (log != null) {
      log.onEnd(learner);
    }
  }
}
