package dev.starling.sim.experiment;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sweeps of the version engine. Stateless. */
final class StalenessSweep implements SweepEngine {
  private static final List<SweepCheck> CHECKS =
      List.of(
          new SweepCheck("coverage", "share of pairs in which the holder had heard of the origin"),
          new SweepCheck("first_half", "mean staleness in the first half of the window (updates)"),
          new SweepCheck("second_half", "the same in the second: equal if the burn-in sufficed"),
          new SweepCheck("gossip_events", "ticks of the gossip clocks, burn-in included"));

  @Override
  public List<String> known() {
    return Stream.of(StalenessKey.values()).map(StalenessKey::key).toList();
  }

  @Override
  public List<SweepKey> keys(Set<String> mentioned) {
    return List.of(StalenessKey.values());
  }

  @Override
  public String learnersKey() {
    return StalenessKey.LEARNERS.key();
  }

  @Override
  public Map<String, String> fallbacks() {
    return Stream.of(StalenessKey.values())
        .collect(Collectors.toMap(StalenessKey::key, StalenessKey::fallback));
  }

  @Override
  public boolean isOneValue(String key, ConfigValue value) {
    return false;
  }

  @Override
  public List<SweptFigure> figures() {
    return List.of(StalenessFigure.values());
  }

  @Override
  public List<SweepCheck> checks() {
    return CHECKS;
  }

  @Override
  public Trial trial(
      Map<String, ConfigValue> settings,
      long seed,
      Set<SweptFigure> wanted,
      Function<ConfigOrigin, String> place) {
    boolean ages =
        Stream.of(StalenessFigure.values())
            .anyMatch(figure -> figure.needsAges() && wanted.contains(figure));
    return new StalenessReader(settings, seed, ages, place).trial();
  }
}
