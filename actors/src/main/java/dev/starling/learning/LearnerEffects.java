package dev.starling.learning;

/**
 * What a learner asks of its host. The learner decides, the host acts: it sends, wakes the learner,
 * and writes down what was measured. Called on the host's thread, inside an input of the learner;
 * primitives only, since at a million inputs a second there is no room for an object each.
 */
public interface LearnerEffects {

  /**
   * Send the whole model to {@code peer}. The host captures the version vector now, sends it first,
   * and then θ as it is while each frame leaves. It answers with {@link Learner#onPushSent} exactly
   * once, after this input has returned or inside a later one; until then the learner asks for no
   * other push.
   */
  void push(int peer);

  /**
   * Send {@code message}, which is one of the difference exchange. The host answers with {@link
   * Learner#onPushSent} exactly once, as for a push; until then it may read the message, and the
   * learner asks for no other. A host that carries pushes only has no learners that exchange.
   */
  default void send(ExchangeMessage message) {
    throw new UnsupportedOperationException(
        "this host carries pushes only, and was asked to send " + message);
  }

  /**
   * Wake the learner with the input of {@code kind} at {@code deadlineNs}, or at once when that has
   * passed. A kind has one deadline; a new one replaces it.
   */
  void wakeAt(Wake kind, long deadlineNs);

  /** Write down one measured value. */
  void record(Measure measure, double value);

  /** The learner has found itself diverged and is quarantined; {@code reason} is one line. */
  void quarantined(String reason);

  /** What is measured inside the learner. */
  enum Measure {
    /** By how many nanoseconds an update ended after its scheduled end (paced clock only). */
    UPDATE_LATENESS_NS,
    /** N_p[p] − N_self[p] as the first frame of a push from p came, in updates. */
    STALENESS_SAMPLE,
    /** Mean loss of one mini-batch, before its step. */
    BATCH_LOSS
  }
}
