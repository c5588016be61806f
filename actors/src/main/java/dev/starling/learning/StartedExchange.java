package dev.starling.learning;

import dev.starling.params.Kernels;

/**
 * The asking side of {@link ExchangeProtocol}: at most one exchange at a time. It keeps no model of
 * its own, only how much of the difference it has taken from θ, so that every part is taken once.
 * Used by one thread.
 */
final class StartedExchange {
  private static final int UNKNOWN = -1;

  private final MixedModel model;
  private final ExchangeOutbox outbox;
  private final ExchangeCounters counters;
  private final FrameJudge judge;
  private final long timeoutNs;
  private final SourceNews news = new SourceNews();

  private Phase phase = Phase.IDLE;
  private int peer;
  private long id;
  private long ticket;
  private long begunNs;
  private long heardNs;
  private int taken;
  private int end;
  private boolean hasNews;

  StartedExchange(
      MixedModel model, ExchangeOutbox outbox, FrameJudge judge, long timeoutNs, int incarnation) {
    this.model = model;
    this.outbox = outbox;
    this.counters = model.counters().exchanges();
    this.judge = judge;
    this.timeoutNs = timeoutNs;
    this.id = Version.of(incarnation, 0);
  }

  boolean isOpen() {
    return phase != Phase.IDLE;
  }

  /** Number of the exchange begun last; higher each time, over all incarnations. */
  long id() {
    return id;
  }

  /** Goes on above {@code saved}, unless this incarnation is above it already. */
  void restoreId(long saved) {
    id = Math.max(id, saved);
  }

  void begin(int newPeer, long nowNs) {
    peer = newPeer;
    id++;
    phase = Phase.ASKING;
    begunNs = nowNs;
    heardNs = nowNs;
    counters.begun++;
    outbox.add(ExchangeMessage.Type.REQUEST, peer, id, 0);
  }

  /** Gives up a request, asks again for a difference. */
  void onTick(long nowNs) {
    if (nowNs - heardNs <= timeoutNs) {
      return;
    }
    if (phase == Phase.ASKING) {
      counters.unanswered++;
      phase = Phase.IDLE;
    } else if (phase == Phase.GRANTED) {
      counters.queries++;
      heardNs = nowNs;
      outbox.add(ExchangeMessage.Type.QUERY, peer, ticket, taken);
    }
  }

  void onGrant(FrameView frame, long nowNs) {
    if (phase == Phase.ASKING && isAnswer(frame)) {
      phase = Phase.GRANTED;
      ticket = frame.value();
      heardNs = nowNs;
      taken = 0;
      end = UNKNOWN;
      hasNews = false;
      outbox.add(ExchangeMessage.Type.MODEL, peer, ticket, 0);
    } else {
      counters.stale++;
      if (!holds(frame.source(), frame.value())) {
        // It was granted too late, and the slot is better given to another.
        outbox.add(ExchangeMessage.Type.RECEIPT, frame.source(), frame.value(), 0);
      }
    }
  }

  void onRefusal(FrameView frame) {
    if (phase == Phase.ASKING && isAnswer(frame)) {
      counters.refused++;
      phase = Phase.IDLE;
    } else {
      counters.stale++;
    }
  }

  void onGone(FrameView frame) {
    if (holds(frame.source(), frame.pushSequence())) {
      counters.voided++;
      phase = Phase.IDLE;
    } else {
      counters.stale++;
    }
  }

  /** The model left, or could not. */
  void onModelSent(long nowNs) {
    heardNs = nowNs;
  }

  /** The request could not be sent. */
  void onRequestUnsent() {
    if (phase == Phase.ASKING) {
      counters.unanswered++;
      phase = Phase.IDLE;
    }
  }

  GossipProtocol.Mixed onDifference(FrameView frame, long nowNs, LearnerEffects effects) {
    if (!holds(frame.source(), frame.pushSequence())) {
      counters.stale++;
      if (frame.kind() == FrameKind.DIFFERENCE) {
        // Ours it was once, or it would not be: its end has not reached the peer.
        outbox.add(ExchangeMessage.Type.RECEIPT, frame.source(), frame.pushSequence(), 0);
      }
      return GossipProtocol.Mixed.NOTHING;
    }
    heardNs = nowNs;
    switch (frame.kind()) {
      case DIFFERENCE -> learnEnd(frame);
      case DIFFERENCE_VERSIONS -> takeVersions(frame);
      default -> takeParameters(frame);
    }
    return taken == end ? finish(nowNs, effects) : GossipProtocol.Mixed.NOTHING;
  }

  /** Gives up what is under way unless its peer is among {@code peers}. */
  void keepOnly(LivePeers peers) {
    if (isOpen() && !peers.contains(peer)) {
      abandon();
    }
  }

  void abandon() {
    if (phase == Phase.GRANTED) {
      counters.abandoned++;
    }
    phase = Phase.IDLE;
  }

  /** Whether {@code message}, the model, is still wanted. */
  boolean isStillOffered(ExchangeMessage message) {
    return holds(message.target(), message.sequence()) && end == UNKNOWN && taken == 0;
  }

  private boolean isAnswer(FrameView frame) {
    return frame.source() == peer && frame.pushSequence() == id;
  }

  private boolean holds(int source, long itsTicket) {
    return phase == Phase.GRANTED && source == peer && itsTicket == ticket;
  }

  private void learnEnd(FrameView frame) {
    if (frame.value() >= taken && frame.value() <= model.parameters()) {
      end = (int) frame.value();
    } else {
      model.counters().framesMalformed++;
    }
  }

  private void takeVersions(FrameView frame) {
    if (!hasNews) {
      news.begin(frame, model.versions());
      hasNews = true;
    }
    if (judge.claimsOurFuture(frame)) {
      model.counters().framesImpossible++;
    } else if (news.expects(frame)) {
      news.take(frame);
    } else {
      counters.stale++;
    }
  }

  private void takeParameters(FrameView frame) {
    if (frame.offset() != taken) {
      // Seen before, or one before it was lost, which is asked for again.
      counters.stale++;
    } else if (!model.guard().isSane(frame.parameters())) {
      model.counters().framesInsane++;
    } else {
      Kernels.axpy(-1, frame.parameters(), model.theta(), taken);
      taken += frame.length();
      model.counters().framesMixed++;
    }
  }

  private GossipProtocol.Mixed finish(long nowNs, LearnerEffects effects) {
    phase = Phase.IDLE;
    counters.completed++;
    model.gossip().onSent(nowNs - begunNs);
    outbox.add(ExchangeMessage.Type.RECEIPT, peer, ticket, 0);
    if (end < model.parameters() || !hasNews || !news.isComplete()) {
      model.counters().pushesPartial++;
      return GossipProtocol.Mixed.NOTHING;
    }
    model.learn(news, ExchangeProtocol.WEIGHT, false, effects);
    return GossipProtocol.Mixed.MODEL;
  }

  private enum Phase {
    /** Nothing is under way. */
    IDLE,
    /** A request is out; nothing has changed anywhere. */
    ASKING,
    /** The model is out or on its way, and the peer may have added a difference to its own. */
    GRANTED
  }
}
