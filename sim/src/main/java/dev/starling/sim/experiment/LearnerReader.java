package dev.starling.sim.experiment;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a run of learners from the texts of a file. What is wrong with a value is told with its
 * place and key. Used by one thread.
 */
final class LearnerReader {
  private final RunKeys keys;
  private final Map<String, ConfigValue> settings;
  private final Function<ConfigOrigin, String> place;
  private final int learners;
  private final double lambda;

  /**
   * @param settings by key
   * @param place tells where a value stands; of null, where to look for what the file leaves out
   */
  LearnerReader(
      RunKeys keys, Map<String, ConfigValue> settings, Function<ConfigOrigin, String> place) {
    this.keys = keys;
    this.settings = settings;
    this.place = place;
    learners = (int) number("run.learners", 0, Double.NaN);
    lambda = number("gossip.rate", learners, Double.NaN);
  }

  LearnerTrial trial(TrialHost host, List<LearnerFigure> wanted, long seed) {
    Map<String, String> texts = new LinkedHashMap<>();
    settings.forEach((key, value) -> texts.put(key, text(key, value)));
    List<String> overrides = new ArrayList<>();
    texts.forEach(
        (key, text) -> {
          if (keys.contains(key)) {
            overrides.add(key + "=" + text);
          }
        });
    if (!texts.containsKey("measuring.evaluation")) {
      // A row of metrics is of no use here.
      overrides.add("measuring.evaluation=1h");
    }
    try {
      TrialPlan plan =
          new TrialPlan(
              overrides,
              method(),
              number(LearnerSweep.BURN_IN, learners, lambda, 0),
              (int) number(LearnerSweep.REPEATS, learners, lambda, 1),
              Set.copyOf(wanted));
      LearnerTrial trial = new LearnerTrial(host, plan, texts);
      trial.check(seed);
      return trial;
    } catch (IllegalArgumentException e) {
      throw placed(e);
    }
  }

  private TrialMethod method() {
    ConfigValue value = settings.get(LearnerSweep.METHOD);
    try {
      return value == null ? TrialMethod.GOSSIP : TrialMethod.named(ExperimentText.text(value));
    } catch (IllegalArgumentException e) {
      throw refused(LearnerSweep.METHOD, e);
    }
  }

  private String text(String key, ConfigValue value) {
    if (value.valueType() == ConfigValueType.LIST) {
      return value.render(ConfigRenderOptions.concise());
    }
    if (!keys.contains(key) || keys.typeOf(key) != ConfigValueType.NUMBER) {
      return ExperimentText.text(value);
    }
    double number = number(key, learners, lambda);
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private double number(String key, int n, double rate, double fallback) {
    return settings.containsKey(key) ? number(key, n, rate) : fallback;
  }

  private double number(String key, int n, double rate) {
    ConfigValue value = settings.get(key);
    if (value == null) {
      return Double.NaN;
    }
    try {
      return RateFormula.value(ExperimentText.text(value), n, rate);
    } catch (IllegalArgumentException e) {
      throw refused(key, e);
    }
  }

  private RunConfigException refused(String key, IllegalArgumentException e) {
    ConfigValue value = settings.get(key);
    return new RunConfigException(
        place.apply(value.origin())
            + key
            + " = "
            + ExperimentText.text(value)
            + ": "
            + e.getMessage(),
        e);
  }

  /** What refuses a run begins its message with the key, by which the place is found. */
  private RunConfigException placed(IllegalArgumentException e) {
    String key = e.getMessage().split("[ :]", 2)[0];
    ConfigValue value = settings.get(key);
    return new RunConfigException(
        place.apply(value == null ? null : value.origin()) + e.getMessage(), e);
  }
}
