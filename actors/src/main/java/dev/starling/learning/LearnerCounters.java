package dev.starling.learning;

/**
 * What a learner has done and what it has refused, as plain counts since its creation. Each count
 * belongs to one event: a frame that is refused counts once, under its first fault. Written by the
 * learner's thread; others take a {@link #snapshot()} on that thread.
 */
public final class LearnerCounters {
  long steps;
  long updates;
  long gossipTicks;
  long ticksBehind;
  long pushesAsked;
  long pushesSent;
  long pushesNotConnected;
  long pushesAbandoned;
  long pushesBusy;
  long pushesWithoutPeer;
  long pushesMixed;
  long pushesPartial;
  long slotsEvicted;
  long framesMixed;
  long framesMisdirected;
  long framesMalformed;
  long framesOutOfOrder;
  long framesInsane;
  long framesImpossible;
  long framesOutlived;
  long framesInQuarantine;
  long framesAfterStop;
  long scaleCapped;
  long quarantines;
  long restarts;

  private final ExchangeCounters exchanges = new ExchangeCounters();

  LearnerCounters() {}

  /** Mini-batches trained on. */
  public long steps() {
    return steps;
  }

  /** Updates made. */
  public long updates() {
    return updates;
  }

  /** Ticks of the gossip clock, whatever came of them. */
  public long gossipTicks() {
    return gossipTicks;
  }

  /** Ticks that ran when the following one was already due. */
  public long ticksBehind() {
    return ticksBehind;
  }

  /** Pushes asked of the host. */
  public long pushesAsked() {
    return pushesAsked;
  }

  /** Pushes that were handed to the transport whole. */
  public long pushesSent() {
    return pushesSent;
  }

  /** Pushes of which nothing could be sent. */
  public long pushesNotConnected() {
    return pushesNotConnected;
  }

  /** Pushes that were given up half-way. */
  public long pushesAbandoned() {
    return pushesAbandoned;
  }

  /** Ticks skipped because the last push was still being sent. */
  public long pushesBusy() {
    return pushesBusy;
  }

  /** Ticks skipped because no neighbour was alive. */
  public long pushesWithoutPeer() {
    return pushesWithoutPeer;
  }

  /** Pushes received and mixed whole. */
  public long pushesMixed() {
    return pushesMixed;
  }

  /** Pushes received of which frames were missing or refused; what was mixed of them stays. */
  public long pushesPartial() {
    return pushesPartial;
  }

  /** Pushes given up because more were under way than there are slots; also partial. */
  public long slotsEvicted() {
    return slotsEvicted;
  }

  /** Parameter frames mixed. */
  public long framesMixed() {
    return framesMixed;
  }

  /** Frames for another learner. */
  public long framesMisdirected() {
    return framesMisdirected;
  }

  /** Frames with a source, offset, length or trim that cannot be. */
  public long framesMalformed() {
    return framesMalformed;
  }

  /** Frames that did not follow the last one of their push: duplicates, gaps, leftovers. */
  public long framesOutOfOrder() {
    return framesOutOfOrder;
  }

  /** Frames with parameters that are not finite or too large. */
  public long framesInsane() {
    return framesInsane;
  }

  /** Frames that claim an update of this learner that it has not made. */
  public long framesImpossible() {
    return framesImpossible;
  }

  /** Frames of a source that is known to live again, as a higher incarnation. */
  public long framesOutlived() {
    return framesOutlived;
  }

  /**
   * Frames refused because the learner is diverged and stays out, or has diverged or recovered
   * since the exchange began that they are part of.
   */
  public long framesInQuarantine() {
    return framesInQuarantine;
  }

  /** Frames that came after the clocks had stopped. */
  public long framesAfterStop() {
    return framesAfterStop;
  }

  /** Frames refused for whatever reason. */
  public long framesRefused() {
    return framesMisdirected
        + framesMalformed
        + framesOutOfOrder
        + framesInsane
        + framesImpossible
        + framesOutlived
        + framesInQuarantine
        + framesAfterStop
        + exchanges.stale;
  }

  /** Updates whose objective scale was cut to the cap. */
  public long scaleCapped() {
    return scaleCapped;
  }

  /** How often the learner found itself diverged. */
  public long quarantines() {
    return quarantines;
  }

  /** How often it took over a peer's model to start again. */
  public long restarts() {
    return restarts;
  }

  /** What became of its difference exchanges; none when it pushes. */
  public ExchangeCounters exchanges() {
    return exchanges;
  }

  /** A copy that other threads may read. */
  public LearnerCounters snapshot() {
    LearnerCounters copy = new LearnerCounters();
    copy.add(this, 1);
    return copy;
  }

  /** The sum of this and {@code other}, for totals over learners. */
  public LearnerCounters plus(LearnerCounters other) {
    LearnerCounters sum = snapshot();
    sum.add(other, 1);
    return sum;
  }

  /** What this has counted beyond {@code earlier}. */
  public LearnerCounters minus(LearnerCounters earlier) {
    LearnerCounters rest = snapshot();
    rest.add(earlier, -1);
    return rest;
  }

  /** What became of something that the host was asked to send. */
  void count(Offer outcome) {
    switch (outcome) {
      case SENT -> pushesSent++;
      case NOT_CONNECTED -> pushesNotConnected++;
      case ABANDONED -> pushesAbandoned++;
    }
  }

  void save(StateWriter out) {
    out.putLong(steps);
    out.putLong(updates);
    out.putLong(gossipTicks);
    out.putLong(ticksBehind);
    out.putLong(pushesAsked);
    out.putLong(pushesSent);
    out.putLong(pushesNotConnected);
    out.putLong(pushesAbandoned);
    out.putLong(pushesBusy);
    out.putLong(pushesWithoutPeer);
    out.putLong(pushesMixed);
    out.putLong(pushesPartial);
    out.putLong(slotsEvicted);
    out.putLong(framesMixed);
    out.putLong(framesMisdirected);
    out.putLong(framesMalformed);
    out.putLong(framesOutOfOrder);
    out.putLong(framesInsane);
    out.putLong(framesImpossible);
    out.putLong(framesOutlived);
    out.putLong(framesInQuarantine);
    out.putLong(framesAfterStop);
    out.putLong(scaleCapped);
    out.putLong(quarantines);
    out.putLong(restarts);
    exchanges.save(out);
  }

  void restore(StateReader in) {
    steps = in.getLong();
    updates = in.getLong();
    gossipTicks = in.getLong();
    ticksBehind = in.getLong();
    pushesAsked = in.getLong();
    pushesSent = in.getLong();
    pushesNotConnected = in.getLong();
    pushesAbandoned = in.getLong();
    pushesBusy = in.getLong();
    pushesWithoutPeer = in.getLong();
    pushesMixed = in.getLong();
    pushesPartial = in.getLong();
    slotsEvicted = in.getLong();
    framesMixed = in.getLong();
    framesMisdirected = in.getLong();
    framesMalformed = in.getLong();
    framesOutOfOrder = in.getLong();
    framesInsane = in.getLong();
    framesImpossible = in.getLong();
    framesOutlived = in.getLong();
    framesInQuarantine = in.getLong();
    framesAfterStop = in.getLong();
    scaleCapped = in.getLong();
    quarantines = in.getLong();
    restarts = in.getLong();
    exchanges.restore(in);
  }

  private void add(LearnerCounters other, int times) {
    steps += times * other.steps;
    updates += times * other.updates;
    gossipTicks += times * other.gossipTicks;
    ticksBehind += times * other.ticksBehind;
    pushesAsked += times * other.pushesAsked;
    pushesSent += times * other.pushesSent;
    pushesNotConnected += times * other.pushesNotConnected;
    pushesAbandoned += times * other.pushesAbandoned;
    pushesBusy += times * other.pushesBusy;
    pushesWithoutPeer += times * other.pushesWithoutPeer;
    pushesMixed += times * other.pushesMixed;
    pushesPartial += times * other.pushesPartial;
    slotsEvicted += times * other.slotsEvicted;
    framesMixed += times * other.framesMixed;
    framesMisdirected += times * other.framesMisdirected;
    framesMalformed += times * other.framesMalformed;
    framesOutOfOrder += times * other.framesOutOfOrder;
    framesInsane += times * other.framesInsane;
    framesImpossible += times * other.framesImpossible;
    framesOutlived += times * other.framesOutlived;
    framesInQuarantine += times * other.framesInQuarantine;
    framesAfterStop += times * other.framesAfterStop;
    scaleCapped += times * other.scaleCapped;
    quarantines += times * other.quarantines;
    restarts += times * other.restarts;
    exchanges.add(other.exchanges, times);
  }
}
