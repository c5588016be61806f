package dev.starling.run;

import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.Offer;
import java.util.BitSet;

/**
 * Hears all that one learner hears, so that the same can be fed to a fresh one later. A host calls
 * each method just before it hands the input of that name to the learner, with the same arguments,
 * and gives the learner the effects of {@link #recording}. Called on the learner's thread, from
 * before its start until it has stopped.
 */
public interface InputLog {

  /** The clocks are started. */
  void onStart(long nowNs);

  /** It has come back with nothing but how far it had come, and waits for a model. */
  void onAwaitModel(long updatesMade, long elapsedNs, long nowNs);

  /** It has come back and goes on from a state that was saved, which is not logged. */
  void onRestored(long nowNs);

  /** The next mini-batch is due. */
  void onStep(long nowNs);

  /** The next push is due. */
  void onGossipTick(long nowNs);

  /** A frame has come; it is borrowed for the length of this call. */
  void onFrame(FrameView frame, long nowNs);

  /** What was asked to be sent last has been dealt with. */
  void onPushSent(Offer outcome, long nowNs);

  /** From now on these learners can be reached. */
  void onPeersChanged(BitSet live, long nowNs);

  /** The learner is stopped. */
  void onStop(long nowNs);

  /**
   * Nothing comes any more; the learner has stopped and shows what it has come to.
   *
   * @param learner is closed as soon as this returns
   */
  void onEnd(Learner learner);

  /** Effects that are written down and then handed on to {@code performing}. */
  LearnerEffects recording(LearnerEffects performing);
}
