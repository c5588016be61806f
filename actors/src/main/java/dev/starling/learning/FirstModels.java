package dev.starling.learning;

/**
 * What a learner begins with that has come back and lost its model: the mean of the first {@value
 * #WANTED} models that peers push to it, or of as many as there are peers. One model alone has just
 * been trained on one peer's data, and where data are uneven it may be worse by many points than
 * the learner's own was. Gathering ends {@value #MAX_GATHERING_NS} ns after the first. A proposal
 * of this project. Used by one thread.
 */
final class FirstModels {
  /** For how long a learner without a model waits for one. */
  static final long MAX_AWAIT_NS = 30_000_000_000L;

  static final int WANTED = 8;
  static final long MAX_GATHERING_NS = 2_000_000_000;

  /** {@link #giver()} of a learner that no peer has given a model. */
  static final int NOBODY = -1;

  private final int wanted;
  private int taken;
  private boolean gathering;
  private long deadlineNs;
  private int giver = NOBODY;

  FirstModels(LearnerSettings.Gossip gossip) {
    // An exchange keeps the sum of two models: what it takes is not the learner's to choose.
    wanted = gossip.protocol() == LearnerSettings.Gossip.Protocol.EXCHANGE ? 1 : WANTED;
  }

  /**
   * Nothing has been taken yet.
   *
   * @return until when the first is waited for
   */
  long begin(long nowNs) {
    gathering = true;
    deadlineNs = nowNs + MAX_AWAIT_NS;
    return deadlineNs;
  }

  /** Whether the next model is one of those of which the mean is taken. */
  boolean isGathering() {
    return gathering;
  }

  /** Whether θ holds none of them yet. */
  boolean isEmpty() {
    return taken == 0;
  }

  /** w of the next model, as it is to weigh as much as each before it. */
  double nextWeight() {
    return 1.0 / (taken + 1);
  }

  /**
   * One more has been mixed in whole.
   *
   * @param peers learners that can be reached
   * @return until when the next is waited for; {@code nowNs} when there are enough
   */
  long take(int source, int peers, long nowNs) {
    giver = source;
    taken++;
    if (taken == 1) {
      deadlineNs = nowNs + MAX_GATHERING_NS;
    }
    return taken >= Math.min(wanted, peers) ? nowNs : deadlineNs;
  }

  /** No more is waited for. */
  void end() {
    gathering = false;
  }

  /** The peer that gave the last of them. */
  int giver() {
    return giver;
  }
}
