package dev.starling.sim.experiment;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Makes the points of an experiment of its sweep, its arms and its rules. Used by one thread. */
final class SweepPoints {
  private static final String LABEL = "label";
  private static final String SEEDS = "seeds";
  private static final int MAX_POINTS = 10_000;

  private final ExperimentText file;
  private final SweepEngine engine;
  private final Set<SweptFigure> wanted;
  private final OptionalInt seedsForAll;
  private final Set<String> mentioned = new HashSet<>();

  SweepPoints(
      ExperimentText file, SweepEngine engine, Set<SweptFigure> wanted, OptionalInt seedsForAll) {
    this.file = file;
    this.engine = engine;
    this.wanted = wanted;
    this.seedsForAll = seedsForAll;
  }

  /** The keys that some point sets; after {@link #all}. */
  Set<String> mentioned() {
    return mentioned;
  }

  List<SweepPoint> all() {
    ConfigObject sweepBlock = file.object(file.optional("sweep"), "sweep");
    Map<String, ConfigValue> sweep = ExperimentText.leaves(sweepBlock, "");
    file.requireKnown(sweep, engine.known(), "sweep.");
    List<Map<String, ConfigValue>> rules = rules();
    List<SweepPoint> points = new ArrayList<>();
    for (ConfigObject armBlock :
        file.blocks("arms", List.of(ConfigValueFactory.fromMap(Map.of())))) {
      Map<String, ConfigValue> arm = ExperimentText.leaves(armBlock, "");
      file.requireKnown(arm, plus(plus(engine.known(), SEEDS), LABEL), "arms.");
      String label = arm.containsKey(LABEL) ? ExperimentText.text(arm.get(LABEL)) : "measured";
      int seeds = file.whole(arm, SEEDS, file.whole(file.root(), SEEDS, 20, 1), 0);
      for (Map<String, ConfigValue> settings : product(sweep, arm)) {
        points.add(point(label, settings, rules, seeds));
        if (points.size() > MAX_POINTS) {
          throw new RunConfigException(
              file.place(sweepBlock.origin())
                  + "sweep: more than "
                  + MAX_POINTS
                  + " points; shorten a list");
        }
      }
    }
    return points;
  }

  private List<Map<String, ConfigValue>> rules() {
    List<Map<String, ConfigValue>> rules = new ArrayList<>();
    for (ConfigObject block : file.blocks("from", List.of())) {
      Map<String, ConfigValue> rule = ExperimentText.leaves(block, "");
      file.requireKnown(rule, plus(engine.known(), SEEDS), "from.");
      if (!rule.containsKey(engine.learnersKey())) {
        throw new RunConfigException(
            file.place(block.origin())
                + "from: say from how many learners on, such as "
                + engine.learnersKey()
                + " = 100000");
      }
      rules.add(rule);
    }
    return rules;
  }

  private SweepPoint point(
      String label,
      Map<String, ConfigValue> settings,
      List<Map<String, ConfigValue>> rules,
      int seeds) {
    int learners = file.whole(settings, engine.learnersKey(), 1, 1);
    Map<String, ConfigValue> chosen = new LinkedHashMap<>(settings);
    int runs = seeds;
    for (Map<String, ConfigValue> rule : rules) {
      if (learners < file.whole(rule, engine.learnersKey(), 1, 1)) {
        continue;
      }
      // An arm of theory alone stays one.
      runs = seeds == 0 ? 0 : file.whole(rule, SEEDS, runs, 1);
      chosen.putAll(rule);
    }
    chosen.remove(SEEDS);
    chosen.put(engine.learnersKey(), settings.get(engine.learnersKey()));
    mentioned.addAll(chosen.keySet());
    int seed = file.whole(file.root(), "seed", 1, Integer.MIN_VALUE);
    return new SweepPoint(
        label,
        engine.trial(chosen, seed, wanted, this::place),
        seed,
        runs == 0 ? 0 : seedsForAll.orElse(runs));
  }

  private List<Map<String, ConfigValue>> product(
      Map<String, ConfigValue> sweep, Map<String, ConfigValue> arm) {
    List<Map<String, ConfigValue>> all = List.of(Map.of());
    for (String key : engine.known()) {
      ConfigValue values = arm.containsKey(key) ? arm.get(key) : sweep.get(key);
      if (values == null && engine.fallbacks().containsKey(key)) {
        values = ConfigValueFactory.fromAnyRef(engine.fallbacks().get(key));
      }
      if (values == null) {
        continue;
      }
      List<ConfigValue> each =
          engine.isOneValue(key, values) ? List.of(values) : ExperimentText.entries(values);
      if (each.isEmpty()) {
        throw file.refused(values, key, "an empty list leaves nothing to run");
      }
      List<Map<String, ConfigValue>> longer = new ArrayList<>();
      for (Map<String, ConfigValue> settings : all) {
        for (ConfigValue value : each) {
          Map<String, ConfigValue> one = new LinkedHashMap<>(settings);
          one.put(key, value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  private static List<String> plus(List<String> keys, String more) {
    List<String> all = new ArrayList<>(keys);
    all.add(more);
    return all;
  }

  /** What is asked of a value that the file does not set is asked by what it measures. */
  private String place(ConfigOrigin origin) {
    return file.place(origin == null ? file.needed("measure").origin() : origin);
  }
}
