package dev.starling.sim.experiment;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Sweeps over any key of a run's configuration, with the learners themselves in virtual time; the
 * keys of {@code trial} say how they are looked at. A number may be a {@link RateFormula}. Of a key
 * that takes a list, several values are a list of lists. Immutable.
 */
final class LearnerSweep implements SweepEngine {
  static final String METHOD = "trial.method";
  static final String BURN_IN = "trial.burn-in";
  static final String REPEATS = "trial.repeats";

  private static final String LEARNERS = "run.learners";
  private static final Map<String, String> OWN =
      Map.of(
          METHOD, "gossip, isolated, centralised or synchronous",
          BURN_IN, "seconds before averages over time begin",
          REPEATS, "runs whose mean is the result of one seed");

  private final RunKeys keys = RunKeys.load();
  private final TrialHost host;

  LearnerSweep(TrialHost host) {
    this.host = host;
  }

  @Override
  public List<String> known() {
    List<String> known = new ArrayList<>(keys.all());
    known.remove("run.seed");
    // The number of learners varies fastest, so that the points of a curve stand together.
    known.remove(LEARNERS);
    known.addAll(List.of(METHOD, BURN_IN, REPEATS, LEARNERS));
    return known;
  }

  @Override
  public List<SweepKey> keys(Set<String> mentioned) {
    return known().stream()
        .filter(key -> mentioned.contains(key) || key.equals(LEARNERS))
        .<SweepKey>map(key -> new RunKey(key, meaning(key)))
        .toList();
  }

  @Override
  public String learnersKey() {
    return LEARNERS;
  }

  @Override
  public Map<String, String> fallbacks() {
    return Map.of(LEARNERS, keys.defaultOf(LEARNERS));
  }

  @Override
  public boolean isOneValue(String key, ConfigValue value) {
    return keys.contains(key)
        && keys.typeOf(key) == ConfigValueType.LIST
        && value instanceof ConfigList list
        && list.stream().noneMatch(ConfigList.class::isInstance);
  }

  @Override
  public List<SweptFigure> figures() {
    return List.of(LearnerFigure.values());
  }

  @Override
  public List<SweepCheck> checks() {
    return List.of();
  }

  @Override
  public Trial trial(
      Map<String, ConfigValue> settings,
      long seed,
      Set<SweptFigure> wanted,
      Function<ConfigOrigin, String> place) {
    LearnerTrial trial =
        new LearnerReader(keys, settings, place)
            .trial(
                host,
                Arrays.stream(LearnerFigure.values()).filter(wanted::contains).toList(),
                seed);
    return trial;
  }

  private String meaning(String key) {
    return OWN.containsKey(key)
        ? OWN.get(key)
        : keys.docs().stream()
            .filter(doc -> doc.key().equals(key))
            .findFirst()
            .orElseThrow()
            .comment();
  }

  /** A key of the run's configuration, or one of the trial's own. */
  private record RunKey(String key, String meaning) implements SweepKey {
    private static final Set<String> TECHNICAL =
        Set.of("run.seconds", "data.source", "trial.burn-in", "trial.repeats", "trial.method");

    /** The first thing that is said of it. */
    @Override
    public String title() {
      return meaning.split("[;.] |[;.]$", 2)[0];
    }

    @Override
    public boolean isTechnical() {
      return TECHNICAL.contains(key) || key.startsWith("measuring.");
    }
  }
}
