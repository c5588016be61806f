package dev.starling.learning;

/**
 * The opportunistic schemes that gossip at the rate of the law is held against: what they cost in
 * gossip rate for the same staleness. All rates are means, in events per second of one learner.
 *
 * <pre>  scheme          a learner pushes            a push tells of     staleness
 *   OWN_MODEL       at all times, at λ          its source          r·(n−1)/λ
 *   FRESHEST        in its window, at n·λ       its source          r·(n−1)/λ
 *   LAST_UPDATER    in its window, at n·λ       all it knows        r·H(n−1)/λ</pre>
 *
 * <p>All three are our derivations for the model of Mitra and Ulukus (arXiv 2404.19749), whose
 * lower bound of Ω(n) for opportunistic schemes holds where each message refreshes one origin: then
 * λ must grow like n. It does not hold where the model that moves is the whole mixed one, as the
 * third scheme shows.
 *
 * <p><em>A push that tells of its source alone</em> is counted by {@link MixedModel}: the receiver
 * raises the version of the source and no other. θ is mixed as ever, since a model cannot be taken
 * apart again, so it may contain work of others that its versions do not count: they are then a
 * lower bound, and staleness is that of first-hand news.
 *
 * <p><em>The window</em> is, in theory, the time from a learner's update to the next update by
 * anybody, in which the holders of the freshest version share the rate of all, n·λ. A learner
 * cannot see the updates of others, so it draws its window: it ends with the learner's own next
 * update, or after an exponential time of rate (n−1)·r̂, whichever comes first. With Poisson
 * updates that is the very law of the window; but the windows of several learners are drawn apart,
 * and may overlap or leave gaps. Only the updater itself pushes in it. Neither changes FRESHEST:
 * each push goes to a uniformly drawn other learner, whoever sends it, and the staleness of a pair
 * depends on that origin's windows alone, so that P(S = 0) = λ/(λ + r·(n−1)) and E[S] are exact.
 * For LAST_UPDATER the overlaps are an approximation: simulated at λ = ln n, the staleness is
 * within 1 % of the value above at n = 4, 10, 32 and 64. With natural clocks, whose updates are not
 * Poisson, all of it is one.
 *
 * <p>With a target S*, λ follows from the last column; there is no feedback. A learner alone has λ
 * = 0. Used by one thread.
 */
final class OpportunisticCapacity implements CapacityController {
  private final CapacitySettings.Opportunistic settings;
  private final int readersPerEvent;

  OpportunisticCapacity(CapacitySettings.Opportunistic settings, int readersPerEvent) {
    this.settings = settings;
    this.readersPerEvent = readersPerEvent;
  }

  @Override
  public double rate(double updateRate, int live) {
    if (live < 2) {
      return 0;
    }
    if (settings.rate() > 0) {
      return settings.rate();
    }
    double factor = relaysVersions() ? StalenessLaw.harmonic(live - 1) : live - 1;
    return updateRate * factor / (settings.target() * readersPerEvent);
  }

  @Override
  public boolean isWindowed() {
    return settings.scheme() != CapacitySettings.Scheme.OWN_MODEL;
  }

  @Override
  public boolean relaysVersions() {
    return settings.scheme() == CapacitySettings.Scheme.LAST_UPDATER;
  }

  @Override
  public void onMixed(double staleness, double weight, double sourceTrim) {
    // The schemes have no feedback.
  }

  @Override
  public double trim() {
    return 0;
  }

  @Override
  public void restoreTrim(double saved) {
    // There is none.
  }
}
