package dev.starling.learning;

import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;

/**
 * Push gossip, after Mitra and Ulukus (arXiv 2404.19749): the whole model goes to a peer, who takes
 * θ ← (1−w)·θ + w·θ_p and, once all of it is mixed, N ← max(N, N_p); the sender stays as it is and
 * hears nothing back. A lost frame makes a push partial: what was mixed of it stays, its versions
 * do not count. The mean of all models is kept on average only. Used by one thread.
 */
final class PushProtocol implements GossipProtocol {
  private final MixedModel model;
  private final LearnerCounters counters;
  private final IncomingPushes incoming;

  private long sequence;
  private boolean underWay;
  private long askedNs;

  PushProtocol(int slotCount, PushBlocks blocks, MixedModel model, int incarnation) {
    this.model = model;
    this.counters = model.counters();
    this.incoming =
        new IncomingPushes(slotCount, blocks, model.versions(), model.parameters(), counters);
    // Unique per source over its incarnations too: a receiver takes an old number for a duplicate.
    this.sequence = Version.of(incarnation, 0);
  }

  @Override
  public boolean isBusy() {
    return underWay;
  }

  @Override
  public boolean isSending() {
    return underWay;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public void onTick(long nowNs, LearnerEffects effects) {
    // A push has no answer to wait for.
  }

  @Override
  public void begin(int peer, long nowNs, LearnerEffects effects) {
    underWay = true;
    askedNs = nowNs;
    sequence++;
    counters.pushesAsked++;
    effects.push(peer);
  }

  @Override
  public Mixed onFrame(FrameView frame, boolean replacing, long nowNs, LearnerEffects effects) {
    IncomingPush push = incoming.accept(frame);
    if (push == null) {
      return Mixed.NOTHING;
    }
    if (frame.kind() == FrameKind.PUSH_VERSIONS) {
      if (push.news().isComplete()) {
        // A diverged model has nothing worth keeping: it is replaced.
        push.fixWeight(replacing ? 1 : model.weightOf(push.news()));
      }
    } else if (!mix(push, frame, replacing)) {
      return Mixed.NOTHING;
    }
    if (!push.isComplete()) {
      return Mixed.NOTHING;
    }
    model.learn(push.news(), push.weight(), replacing, effects);
    incoming.finish();
    return replacing ? Mixed.REPLACEMENT : Mixed.MODEL;
  }

  @Override
  public void onSent(Offer outcome, long nowNs, LearnerEffects effects) {
    if (!underWay) {
      throw new IllegalStateException(
          "learner " + model.versions().owner() + " has no push under way");
    }
    underWay = false;
    counters.count(outcome);
    if (outcome == Offer.SENT) {
      model.gossip().onSent(nowNs - askedNs);
    }
  }

  @Override
  public void onPeersChanged(LivePeers peers) {
    // A push from a learner that has left is as good as any.
  }

  @Override
  public void abandonAll() {
    incoming.abandonAll();
  }

  @Override
  public void save(StateWriter out) {
    out.putLong(sequence);
    out.putLong(0);
  }

  @Override
  public void restore(StateReader in) {
    sequence = Math.max(sequence, in.getLong());
    in.getLong();
  }

  @Override
  public void close() {
    incoming.abandonAll();
  }

  private boolean mix(IncomingPush push, FrameView frame, boolean replacing) {
    if (!model.guard().isSane(frame.parameters())) {
      counters.framesInsane++;
      incoming.abandon();
      return false;
    }
    if (replacing) {
      clear(model.theta(), frame.offset(), frame.length());
    }
    Kernels.mix(model.theta(), frame.offset(), frame.parameters(), (float) push.weight());
    push.advanceParameters(frame.length());
    counters.framesMixed++;
    return true;
  }

  /** Makes room for a model that replaces this one: 0·NaN would still be NaN. */
  static void clear(ParameterVector theta, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      theta.set(i, 0);
    }
  }
}
