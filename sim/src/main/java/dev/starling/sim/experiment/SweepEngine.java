package dev.starling.sim.experiment;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What runs the points of an experiment: which keys, checks and figures there are. */
interface SweepEngine {
  /** All keys that an experiment may set, in the order in which lists are gone through. */
  List<String> known();

  /** The keys of the tables of an experiment that sets those of {@code mentioned}. */
  List<SweepKey> keys(Set<String> mentioned);

  /** The key of the number of learners, which "from" goes by. */
  String learnersKey();

  /** What holds where a file is silent; keys without an entry are not swept there. */
  Map<String, String> fallbacks();

  /** Whether this is the list of one value, rather than a list of values. */
  boolean isOneValue(String key, ConfigValue value);

  List<SweptFigure> figures();

  /** Name and meaning of what a row tells besides its figures. */
  List<SweepCheck> checks();

  /**
   * A point of the sweep.
   *
   * @param settings by key
   * @param place tells where a value stands; of null, where to look for what the file leaves out
   * @throws RunConfigException when it cannot be run; with place and key
   */
  Trial trial(
      Map<String, ConfigValue> settings,
      long seed,
      Set<SweptFigure> wanted,
      Function<ConfigOrigin, String> place);

  /** A column of the rows that is no figure. */
  record SweepCheck(String column, String meaning) {}
}
