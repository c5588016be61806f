package dev.starling.learning;

import dev.starling.params.ParameterVector;

/**
 * θ, and what is known of it and decided by it, as far as gossip goes: what a {@link
 * GossipProtocol} works on. Owns nothing; used by one thread.
 */
final class MixedModel {
  private final ParameterVector theta;
  private final VersionVector versions;
  private final MixingRule mixing;
  private final FirstModels firstModels;
  private final DivergenceGuard guard;
  private final ModelCheck check;
  private final RateEstimator rates;
  private final GossipProcess gossip;
  private final LearnerCounters counters;

  MixedModel(
      ParameterVector theta,
      VersionVector versions,
      MixingRule mixing,
      FirstModels firstModels,
      DivergenceGuard guard,
      ModelCheck check,
      RateEstimator rates,
      GossipProcess gossip,
      LearnerCounters counters) {
    this.theta = theta;
    this.versions = versions;
    this.mixing = mixing;
    this.firstModels = firstModels;
    this.guard = guard;
    this.check = check;
    this.rates = rates;
    this.gossip = gossip;
    this.counters = counters;
  }

  ParameterVector theta() {
    return theta;
  }

  int parameters() {
    return theta.length();
  }

  VersionVector versions() {
    return versions;
  }

  DivergenceGuard guard() {
    return guard;
  }

  ModelCheck check() {
    return check;
  }

  GossipProcess gossip() {
    return gossip;
  }

  LearnerCounters counters() {
    return counters;
  }

  /** w of a model of which {@code news} tells. */
  double weightOf(SourceNews news) {
    return firstModels.isGathering()
        ? firstModels.nextWeight()
        : mixing.weight(versions, news.sourceVersion(), news.versions());
  }

  /**
   * A model was mixed in whole.
   *
   * @param weight w with which it was
   * @param replaced whether it took the place of θ, with the versions of the others
   */
  void learn(SourceNews news, double weight, boolean replaced, LearnerEffects effects) {
    counters.pushesMixed++;
    int column = versions.origins().columnOf(news.source());
    boolean isTracked = column >= 0;
    if (!gossip.relaysVersions()) {
      news.keepOnly(column);
    }
    boolean isSample = isTracked && news.isWithoutGap();
    if (isSample) {
      effects.record(LearnerEffects.Measure.STALENESS_SAMPLE, (double) news.staleness());
    }
    // Of a source never heard before all of its past counts: no measure of the gossip rate.
    boolean isTelling = isSample && news.wasHeardBefore();
    gossip.onMixed(isTelling ? news.staleness() : Double.NaN, weight, news.trim());
    if (replaced) {
      versions.replace(news.versions());
    } else {
      boolean catchesUp = versions.isCatchingUp();
      versions.raise(news.versions());
      if (catchesUp) {
        rates.onCaughtUp(versions);
      } else {
        rates.onMixed(versions);
      }
    }
  }
}
