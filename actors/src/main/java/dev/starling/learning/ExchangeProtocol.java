package dev.starling.learning;

/**
 * The difference exchange: two learners average their models so that the sum of all models stays
 * what it is, to rounding, whatever happens between the messages. The asker i sends x_i, and keeps
 * nothing; the answerer j takes each slice as it comes,
 *
 * <pre>  e = (x_i − x_j)/2      x_j ← x_j + e      and returns e:      x_i ← x_i − e</pre>
 *
 * <p>Local steps and other exchanges may change both models meanwhile: they add to them, and so do
 * ±e, so all orders give one sum. What remains is that each slice of e is added once and taken once
 * although messages are lost, delayed, doubled and overtake each other:
 *
 * <ol>
 *   <li>i asks (REQUEST, numbered by i). Nothing has changed yet, so a lost request costs nothing.
 *   <li>j grants with a ticket that it has never used (GRANT), or refuses, its slots being taken.
 *       The ticket is why an old frame can do no harm: it names a ticket that is no more.
 *   <li>i sends its versions and x_i under the ticket. j takes slices in order, each once, and adds
 *       up e in the slot. At a gap it settles: e then ends where x_i did.
 *   <li>j settles once all is taken, tells how much e there is (DIFFERENCE) and sends it with its
 *       versions. i takes slices in order, each once.
 *   <li>i acknowledges (RECEIPT), and only then j forgets e.
 * </ol>
 *
 * <p>Whatever is missing is asked for: i asks from where on e is missing (QUERY), j reminds i of a
 * difference without a receipt. Both do so at ticks of their own gossip clock once a timeout has
 * passed. If nothing was added under a ticket, j says so (GONE) and both are free. Only where a
 * peer has left for good, or one of the two models has diverged, is an exchange given up half-way,
 * and counted as abandoned.
 *
 * <p>N ← max on both sides, where both models were taken whole; N of the other is as it was before
 * its first slice was read, a lower bound. Each event informs both, so staleness is r·H(n−1)/(2λ),
 * and models contract at κ = λn/(n−1) (both our derivations). Memory: one model per slot, from its
 * first use on, and {@value ExchangeOutbox#CAPACITY} short messages. Used by one thread.
 */
final class ExchangeProtocol implements GossipProtocol {
  /** What each side takes of the other. */
  static final float WEIGHT = 0.5f;

  private final MixedModel model;
  private final LearnerCounters counters;
  private final FrameJudge judge;
  private final ExchangeOutbox outbox;
  private final StartedExchange started;
  private final AnsweredExchanges answered;
  private final ExchangeMessage message = new ExchangeMessage();
  private final long[] versions;
  private boolean sending;

  ExchangeProtocol(LearnerSettings.Gossip settings, MixedModel model, int incarnation) {
    this.model = model;
    this.counters = model.counters();
    this.judge = new FrameJudge(model.versions(), model.parameters());
    this.outbox = new ExchangeOutbox(counters.exchanges());
    this.started =
        new StartedExchange(model, outbox, judge, settings.exchangeTimeoutNs(), incarnation);
    this.answered = new AnsweredExchanges(settings, model, outbox, judge, incarnation);
    this.versions = new long[model.versions().count()];
  }

  @Override
  public boolean isBusy() {
    return started.isOpen();
  }

  @Override
  public boolean isSending() {
    return sending;
  }

  @Override
  public long sequence() {
    return started.id();
  }

  @Override
  public void onTick(long nowNs, LearnerEffects effects) {
    if (!sending) {
      // With one message held back there is no use in asking for more.
      started.onTick(nowNs);
      answered.onTick(nowNs);
      sendNext(effects);
    }
  }

  @Override
  public void begin(int peer, long nowNs, LearnerEffects effects) {
    counters.pushesAsked++;
    started.begin(peer, nowNs);
    sendNext(effects);
  }

  @Override
  public Mixed onFrame(FrameView frame, boolean replacing, long nowNs, LearnerEffects effects) {
    if (!judge.isWellFormed(frame)) {
      counters.framesMalformed++;
      return Mixed.NOTHING;
    }
    if (frame.kind() == FrameKind.REQUEST && judge.isOutlived(frame)) {
      counters.framesOutlived++;
      return Mixed.NOTHING;
    }
    // A difference is added to a θ that has moved since it was formed.
    model.check().forget();
    Mixed mixed = Mixed.NOTHING;
    switch (frame.kind()) {
      case REQUEST -> answered.onRequest(frame, nowNs);
      case GRANT -> started.onGrant(frame, nowNs);
      case REFUSAL -> started.onRefusal(frame);
      case MODEL_VERSIONS, MODEL_PARAMETERS ->
          mixed = answered.onModel(frame, replacing, nowNs, effects);
      case DIFFERENCE, DIFFERENCE_VERSIONS, DIFFERENCE_PARAMETERS ->
          mixed = started.onDifference(frame, nowNs, effects);
      case QUERY -> answered.onQuery(frame, nowNs);
      case RECEIPT -> answered.onReceipt(frame);
      case GONE -> started.onGone(frame);
      case PUSH_VERSIONS, PUSH_PARAMETERS -> counters.framesMalformed++;
    }
    sendNext(effects);
    return mixed;
  }

  @Override
  public void onSent(Offer outcome, long nowNs, LearnerEffects effects) {
    if (!sending) {
      throw new IllegalStateException(
          "learner " + model.versions().owner() + " has no message under way");
    }
    sending = false;
    answered.onSent();
    if (outcome != Offer.SENT && message.type() == ExchangeMessage.Type.REQUEST) {
      started.onRequestUnsent();
    } else if (message.type() == ExchangeMessage.Type.MODEL) {
      started.onModelSent(nowNs);
    }
    // A push is what stands for it: of an exchange, the asker's model.
    if (outcome != Offer.SENT || message.type() == ExchangeMessage.Type.MODEL) {
      counters.count(outcome);
    }
    sendNext(effects);
  }

  @Override
  public void onPeersChanged(LivePeers peers) {
    started.keepOnly(peers);
    answered.keepOnly(peers);
  }

  @Override
  public void abandonAll() {
    started.abandon();
    answered.abandonAll();
    outbox.clear();
  }

  @Override
  public void save(StateWriter out) {
    out.putLong(started.id());
    out.putLong(answered.lastTicket());
  }

  @Override
  public void restore(StateReader in) {
    started.restoreId(in.getLong());
    answered.restoreTicket(in.getLong());
  }

  @Override
  public void close() {
    answered.close();
  }

  private void sendNext(LearnerEffects effects) {
    while (!sending && !outbox.isEmpty()) {
      outbox.poll(message);
      if (isStillDue()) {
        sending = true;
        effects.send(message);
      }
    }
  }

  /** Completes the message with what is so now, unless that has come to nothing. */
  private boolean isStillDue() {
    switch (message.type()) {
      case MODEL -> {
        if (!started.isStillOffered(message)) {
          return false;
        }
        model.versions().copyTo(versions);
        message.carryVersions(versions, model.versions().own(), model.gossip().trim());
        message.carryParameters(model.theta(), 0, model.parameters());
        return true;
      }
      case DIFFERENCE -> {
        return answered.fill(message);
      }
      default -> {
        return true;
      }
    }
  }
}
