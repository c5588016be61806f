package dev.starling.sim.experiment;

import java.util.List;
import java.util.stream.Stream;

/** Finds keys that were set but that another key keeps from having an effect. */
final class IdleKeys {
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "gossip.rate", "gossip.capacity", "fixed", "own-model", "freshest", "last-updater"),
          new Rule(
              "gossip.staleness-target",
              "gossip.capacity",
              "law",
              "own-model",
              "freshest",
              "last-updater"),
          new Rule("gossip.feedback", "gossip.capacity", "law"),
          new Rule("gossip.feedback-gain", "gossip.capacity", "law"),
          new Rule("gossip.weight", "gossip.mixing", "uniform"),
          new Rule("clock.update-rate", "clock.kind", "paced"),
          new Rule("clock.compute-delay", "clock.kind", "paced"),
          new Rule("clock.speeds", "clock.kind", "paced"),
          new Rule("bounds.cache", "bounds.enabled", "true"));

  /** Of the opportunistic schemes, which take either; the other capacities have rules above. */
  private static final Rule TARGET_BESIDE_RATE =
      new Rule("gossip.staleness-target", "gossip.rate", "0");

  private static final List<String> REAL_TIME_ALONE =
      List.of("faults.delay", "faults.duplication", "faults.links", "faults.egress");

  private static final List<String> CHURN = List.of("churn.events", "churn.trace", "churn.mean-up");

  private IdleKeys() {}

  /** One line for each fault that is put in on real lanes alone, and for idle checkpoints. */
  static List<String> warningsInVirtualTime(Settings settings, RunKeys keys) {
    Stream<String> faults =
        REAL_TIME_ALONE.stream()
            .filter(key -> isSet(key, settings, keys))
            .map(
                key ->
                    settings.place(key)
                        + key
                        + " = "
                        + settings.shown(key)
                        + " has no effect: it is for real time alone, network has its like");
    Stream<String> saved =
        Stream.of("checkpoint.dir")
            .filter(key -> isSet(key, settings, keys))
            .map(
                key ->
                    settings.place(key)
                        + key
                        + " = "
                        + settings.shown(key)
                        + " has no effect: it is for real time alone, churn.checkpoint is its like");
    return Stream.of(faults, saved, idleCheckpoints(settings, keys))
        .flatMap(lines -> lines)
        .toList();
  }

  /** One line for each. */
  static List<String> warnings(Settings settings, RunKeys keys) {
    boolean isOpportunistic = !List.of("law", "fixed").contains(settings.text("gossip.capacity"));
    Stream<String> byRule =
        Stream.concat(RULES.stream(), Stream.of(TARGET_BESIDE_RATE).filter(rule -> isOpportunistic))
            .flatMap(rule -> rule.warning(settings, keys));
    return Stream.concat(byRule, idleInterval(settings, keys)).toList();
  }

  private static Stream<String> idleCheckpoints(Settings settings, RunKeys keys) {
    String key = "churn.checkpoint";
    boolean churns = CHURN.stream().anyMatch(churn -> isSet(churn, settings, keys));
    return churns || !isSet(key, settings, keys)
        ? Stream.empty()
        : Stream.of(
            settings.place(key)
                + key
                + " = "
                + settings.shown(key)
                + " has no effect: nobody comes back without churn.events, churn.trace or"
                + " churn.mean-up");
  }

  private static Stream<String> idleInterval(Settings settings, RunKeys keys) {
    String key = "checkpoint.interval";
    return isSet(key, settings, keys) && !isSet("checkpoint.dir", settings, keys)
        ? Stream.of(
            settings.place(key)
                + key
                + " = "
                + settings.shown(key)
                + " has no effect: checkpoint.dir names no directory")
        : Stream.empty();
  }

  private static boolean isSet(String key, Settings settings, RunKeys keys) {
    return !settings.shown(key).equals(keys.defaultOf(key));
  }

  /** {@code key} has an effect only where {@code ruler} is one of {@code wanted}. */
  private record Rule(String key, String ruler, List<String> wanted) {
    Rule(String key, String ruler, String... wanted) {
      this(key, ruler, List.of(wanted));
    }

    Stream<String> warning(Settings settings, RunKeys keys) {
      String ruling = settings.text(ruler);
      if (!isSet(key, settings, keys) || wanted.contains(ruling)) {
        return Stream.empty();
      }
      return Stream.of(
          settings.place(key)
              + key
              + " = "
              + settings.shown(key)
              + " has no effect: "
              + ruler
              + " is "
              + ruling
              + ", not "
              + String.join(" or ", wanted));
    }
  }
}
