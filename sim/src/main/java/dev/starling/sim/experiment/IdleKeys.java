package dev.starling.sim.experiment;

import java.util.List;
import java.util.stream.Stream;

/** Finds keys that were set but that another key keeps from having an effect. */
final class IdleKeys {
  private static final List<Rule> RULES =
      List.of(
          new Rule("gossip.rate", "gossip.capacity", "fixed"),
          new Rule("gossip.staleness-target", "gossip.capacity", "law"),
          new Rule("gossip.feedback", "gossip.capacity", "law"),
          new Rule("gossip.feedback-gain", "gossip.capacity", "law"),
          new Rule("gossip.weight", "gossip.mixing", "uniform"),
          new Rule("clock.update-rate", "clock.kind", "paced"),
          new Rule("clock.compute-delay", "clock.kind", "paced"),
          new Rule("clock.speeds", "clock.kind", "paced"),
          new Rule("bounds.cache", "bounds.enabled", "true"));

  private IdleKeys() {}

  /** One line for each. */
  static List<String> warnings(Settings settings, RunKeys keys) {
    return RULES.stream().flatMap(rule -> rule.warning(settings, keys)).toList();
  }

  /** {@code key} has an effect only where {@code ruler} is {@code wanted}. */
  private record Rule(String key, String ruler, String wanted) {

    Stream<String> warning(Settings settings, RunKeys keys) {
      boolean isSet = !settings.shown(key).equals(keys.defaultOf(key));
      String ruling = settings.text(ruler);
      if (!isSet || ruling.equals(wanted)) {
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
              + wanted);
    }
  }
}
