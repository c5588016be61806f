package dev.starling.learning;

/**
 * The answering side of {@link ExchangeProtocol}: a bounded table of tickets. A request that finds
 * no free slot is refused. A slot is freed by the receipt of its difference, by a newer request of
 * the same peer (who has one exchange at a time, so the older one is over), by the peer's
 * departure, or, when nothing was added under it, by time. Used by one thread.
 */
final class AnsweredExchanges implements AutoCloseable {
  private final MixedModel model;
  private final ExchangeOutbox outbox;
  private final ExchangeCounters counters;
  private final FrameJudge judge;
  private final long timeoutNs;
  private final AnsweredExchange[] slots;
  private long lastTicket;

  /** The slot that the host still reads from: not to be used anew before it is through. */
  private AnsweredExchange reading;

  AnsweredExchanges(
      LearnerSettings.Gossip settings,
      MixedModel model,
      ExchangeOutbox outbox,
      FrameJudge judge,
      int incarnation) {
    this.model = model;
    this.outbox = outbox;
    this.counters = model.counters().exchanges();
    this.judge = judge;
    this.timeoutNs = settings.exchangeTimeoutNs();
    this.lastTicket = Version.of(incarnation, 0);
    slots = new AnsweredExchange[settings.exchangeSlots()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new AnsweredExchange();
    }
  }

  long lastTicket() {
    return lastTicket;
  }

  /** Goes on above {@code saved}, unless this incarnation is above it already. */
  void restoreTicket(long saved) {
    lastTicket = Math.max(lastTicket, saved);
  }

  void onRequest(FrameView frame, long nowNs) {
    int source = frame.source();
    for (AnsweredExchange slot : slots) {
      if (slot.isFrom(source)) {
        if (frame.pushSequence() < slot.id()) {
          counters.stale++;
          return;
        }
        if (frame.pushSequence() == slot.id()) {
          outbox.add(ExchangeMessage.Type.GRANT, source, slot.id(), slot.ticket());
          return;
        }
        end(slot);
      }
    }
    AnsweredExchange free = free(nowNs);
    if (free == null) {
      counters.turnedAway++;
      outbox.add(ExchangeMessage.Type.REFUSAL, source, frame.pushSequence(), 0);
      return;
    }
    counters.granted++;
    free.open(source, frame.pushSequence(), ++lastTicket, nowNs);
    outbox.add(ExchangeMessage.Type.GRANT, source, frame.pushSequence(), lastTicket);
  }

  GossipProtocol.Mixed onModel(
      FrameView frame, boolean replacing, long nowNs, LearnerEffects effects) {
    AnsweredExchange slot = find(frame);
    if (slot == null || slot.isSettled()) {
      counters.stale++;
      return GossipProtocol.Mixed.NOTHING;
    }
    slot.touch(nowNs);
    if (frame.kind() == FrameKind.MODEL_VERSIONS) {
      takeVersions(slot, frame);
      return GossipProtocol.Mixed.NOTHING;
    }
    takeParameters(slot, frame, replacing);
    if (!slot.isWhole(model.parameters())) {
      return GossipProtocol.Mixed.NOTHING;
    }
    boolean replaced = slot.isReplacing();
    model.learn(slot.news(), replaced ? 1 : ExchangeProtocol.WEIGHT, replaced, effects);
    settle(slot);
    return replaced ? GossipProtocol.Mixed.REPLACEMENT : GossipProtocol.Mixed.MODEL;
  }

  void onQuery(FrameView frame, long nowNs) {
    AnsweredExchange slot = find(frame);
    if (slot == null) {
      outbox.add(ExchangeMessage.Type.GONE, frame.source(), frame.pushSequence(), 0);
    } else if (!slot.isSettled()) {
      settlePartly(slot);
    } else if (frame.value() <= slot.added()) {
      slot.touch(nowNs);
      outbox.add(ExchangeMessage.Type.DIFFERENCE, slot.initiator(), slot.ticket(), frame.value());
    } else {
      model.counters().framesMalformed++;
    }
  }

  void onReceipt(FrameView frame) {
    AnsweredExchange slot = find(frame);
    if (slot == null) {
      counters.stale++;
    } else {
      end(slot);
    }
  }

  /** Reminds peers of differences whose receipt does not come. */
  void onTick(long nowNs) {
    for (AnsweredExchange slot : slots) {
      if (slot.isOpen() && slot.isSettled() && nowNs - slot.usedNs() > timeoutNs) {
        counters.reminders++;
        slot.touch(nowNs);
        outbox.add(ExchangeMessage.Type.DIFFERENCE, slot.initiator(), slot.ticket(), slot.added());
      }
    }
  }

  /**
   * Puts the difference that {@code message} names into it.
   *
   * @return false when its receipt has come meanwhile
   */
  boolean fill(ExchangeMessage message) {
    for (AnsweredExchange slot : slots) {
      if (slot.isOf(message.target(), message.sequence()) && slot.isSettled()) {
        slot.fill(message, (int) message.value());
        reading = slot;
        return true;
      }
    }
    return false;
  }

  /** The host has no more use for the message filled last. */
  void onSent() {
    reading = null;
  }

  /** Ends all whose peer is not among {@code peers}. */
  void keepOnly(LivePeers peers) {
    for (AnsweredExchange slot : slots) {
      if (slot.isOpen() && !peers.contains(slot.initiator())) {
        abandon(slot);
      }
    }
  }

  void abandonAll() {
    for (AnsweredExchange slot : slots) {
      abandon(slot);
    }
  }

  @Override
  public void close() {
    for (AnsweredExchange slot : slots) {
      slot.close();
    }
  }

  private void takeVersions(AnsweredExchange slot, FrameView frame) {
    if (judge.claimsOurFuture(frame)) {
      model.counters().framesImpossible++;
      settlePartly(slot);
    } else if (slot.expectsVersions(frame, model.versions())) {
      slot.news().take(frame);
    } else {
      counters.stale++;
    }
  }

  private void takeParameters(AnsweredExchange slot, FrameView frame, boolean replacing) {
    if (!slot.expectsParameters(frame)) {
      counters.stale++;
      if (slot.misses(frame)) {
        settlePartly(slot);
      }
    } else if (!model.guard().isSane(frame.parameters())) {
      model.counters().framesInsane++;
      settlePartly(slot);
    } else if (slot.isAtOddsWith(replacing) || (!replacing && !slot.isSaneUnder(frame, model))) {
      model.counters().framesInQuarantine++;
      settlePartly(slot);
    } else {
      if (replacing) {
        slot.replace(frame, model);
      } else {
        slot.add(frame, model);
      }
      model.counters().framesMixed++;
    }
  }

  private void settlePartly(AnsweredExchange slot) {
    model.counters().pushesPartial++;
    settle(slot);
  }

  /** Takes no more, and lets the peer know what there is to take from its own model. */
  private void settle(AnsweredExchange slot) {
    slot.settle();
    if (slot.added() == 0) {
      slot.release();
      outbox.add(ExchangeMessage.Type.GONE, slot.initiator(), slot.ticket(), 0);
    } else {
      outbox.add(ExchangeMessage.Type.DIFFERENCE, slot.initiator(), slot.ticket(), 0);
    }
  }

  /** The peer is done with it. */
  private void end(AnsweredExchange slot) {
    if (slot.isSettled()) {
      counters.answered++;
      slot.release();
    } else {
      abandon(slot);
    }
  }

  private void abandon(AnsweredExchange slot) {
    if (slot.isOpen()) {
      counters.abandoned += slot.added() > 0 ? 1 : 0;
      slot.release();
    }
  }

  private AnsweredExchange find(FrameView frame) {
    for (AnsweredExchange slot : slots) {
      if (slot.isOf(frame.source(), frame.pushSequence())) {
        return slot;
      }
    }
    return null;
  }

  /** A slot for a new exchange, or null. */
  private AnsweredExchange free(long nowNs) {
    for (AnsweredExchange slot : slots) {
      if (!slot.isOpen() && slot != reading) {
        return slot;
      }
    }
    for (AnsweredExchange slot : slots) {
      if (slot.added() == 0 && nowNs - slot.usedNs() > timeoutNs) {
        return slot;
      }
    }
    return null;
  }
}
