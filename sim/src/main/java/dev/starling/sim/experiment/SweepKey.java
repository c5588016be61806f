package dev.starling.sim.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an experiment may sweep, in the order in which lists are gone through. */
enum SweepKey {
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

  SweepKey(String fallback, String meaning) {
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** As experiment files name it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As the header of a CSV file names it. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What holds where a file is silent. */
  String fallback() {
    return fallback;
  }

  String meaning() {
    return meaning;
  }

  static List<String> all() {
    return Arrays.stream(values()).map(SweepKey::key).toList();
  }

  /** The key of this name; null when there is none. */
  static SweepKey named(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst().orElse(null);
  }
}
