package dev.starling.learning;

/**
 * What a learner says to a peer when its gossip clock ticks, and what it does with what peers say:
 * the part of a learner that can be replaced. The learner keeps the clocks and the life cycle; a
 * protocol decides what is sent, mixes what comes into a {@link MixedModel}, and keeps what it
 * needs to know of conversations under way, in bounded memory. Used by one thread.
 */
interface GossipProtocol extends AutoCloseable {

  /**
   * The protocol that {@code settings} ask for.
   *
   * @param blocks where pushes on their way in are kept
   */
  static GossipProtocol of(
      LearnerSettings settings, PushBlocks blocks, MixedModel model, int incarnation) {
    return switch (settings.gossip().protocol()) {
      case PUSH -> new PushProtocol(settings.slotCount(), blocks, model, incarnation);
      case EXCHANGE -> new ExchangeProtocol(settings.gossip(), model, incarnation);
    };
  }

  /** Whether the next conversation has to wait, because the last one is not over. */
  boolean isBusy();

  /** Whether the host is sending something for this learner. */
  boolean isSending();

  /** Number of the conversation begun last. */
  long sequence();

  /** A tick of the gossip clock, before {@link #isBusy()} is asked: time passes. */
  void onTick(long nowNs, LearnerEffects effects);

  /** Turns to {@code peer}; only when not busy. */
  void begin(int peer, long nowNs, LearnerEffects effects);

  /**
   * A frame for this learner has come.
   *
   * @param replacing whether θ has diverged and is to be replaced, not mixed
   */
  Mixed onFrame(FrameView frame, boolean replacing, long nowNs, LearnerEffects effects);

  /** What the host was asked to send last has been dealt with. */
  void onSent(Offer outcome, long nowNs, LearnerEffects effects);

  /** Who can be reached has changed. */
  void onPeersChanged(LivePeers peers);

  /** Gives up all that is under way, because θ is gone or changes no more. */
  void abandonAll();

  /** Saves what keeps numbers unique; conversations under way are lost with their learner. */
  void save(StateWriter out);

  /** Goes on above the numbers saved, which may be those of an earlier incarnation. */
  void restore(StateReader in);

  @Override
  void close();

  /** What a frame brought about. */
  enum Mixed {
    /** Nothing that is whole. */
    NOTHING,
    /** A model was mixed in whole. */
    MODEL,
    /** A model has replaced one that had diverged. */
    REPLACEMENT
  }
}
