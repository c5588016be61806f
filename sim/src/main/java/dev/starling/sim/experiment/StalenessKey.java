package dev.starling.sim.experiment;

import java.util.Locale;

/** What an experiment with the version engine may sweep, in the order of going through lists. */
enum StalenessKey implements SweepKey {
  SCHEME("push", "who sends what to whom"),
  TOPOLOGY("complete", "who is whose neighbour"),
  UPDATE_RATE("1", "rate of the exponential part of an update, per time unit"),
  UPDATE_SHIFT("0", "fixed part of an update, in time units"),
  GOSSIP_RATE("ln n", "rate λ of the exponential part between two pushes, per time unit"),
  GOSSIP_SHIFT("0", "fixed part between two pushes, in time units"),
  HOP_DELAY("0", "time that a model is under way, in time units"),
  TRACKED_ORIGINS("64", "origins whose versions are followed"),
  BURN_IN("auto", "time before the measurement, in time units; auto: 5 mean ages"),
  DURATION("20", "time measured, in time units"),
  INTERVAL("auto", "time between two looks, in time units; auto: a quarter of the mean age"),
  LEARNERS("100", "learners, n");

  private final String fallback;
  private final String meaning;

  StalenessKey(String fallback, String meaning) {
    this.fallback = fallback;
    this.meaning = meaning;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public boolean isTechnical() {
    return this == DURATION || this == TRACKED_ORIGINS;
  }

  /** What holds where a file is silent. */
  String fallback() {
    return fallback;
  }
}
