package dev.starling.sim.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads an experiment from HOCON, and refuses what it does not know with file, line and key. The
 * keys: {@code claim}, {@code refuted-by}, {@code engine} (staleness), {@code measure} (figures),
 * {@code across} (the horizontal axis), {@code vertical} (linear or logarithmic), {@code seed},
 * {@code seeds}, {@code sweep} ({@link SweepKey}s, each a value or a list of values), {@code arms}
 * (blocks with a {@code label}, {@code seeds} and sweep keys that stand over those of the sweep)
 * and {@code from} (blocks with {@code learners}, and what holds instead from that many on). Used
 * by one thread.
 */
final class ExperimentFile {
  private static final List<String> KEYS =
      List.of(
          "claim",
          "refuted-by",
          "engine",
          "measure",
          "across",
          "vertical",
          "seed",
          "seeds",
          "sweep",
          "arms",
          "from");
  private static final String LABEL = "label";
  private static final String SEEDS = "seeds";
  private static final int MAX_POINTS = 10_000;

  private final String name;
  private final Config config;
  private final OptionalInt seedsForAll;
  private final String source;

  private ExperimentFile(String name, Config config, OptionalInt seedsForAll, String source) {
    this.name = name;
    this.config = config;
    this.seedsForAll = seedsForAll;
    this.source = source;
  }

  static Experiment read(Path file, List<String> sets, OptionalInt seeds) {
    String base = String.valueOf(file.getFileName()).replaceFirst("\\.conf$", "");
    try {
      return read(base, ConfigFactory.parseFile(file.toFile(), options()), sets, seeds, "");
    } catch (ConfigException e) {
      throw unreadable(e, "");
    }
  }

  static Experiment readResource(
      String name, String resource, List<String> sets, OptionalInt seeds) {
    try {
      Config parsed =
          ConfigFactory.parseResources(ExperimentFile.class.getClassLoader(), resource, options());
      return read(name, parsed, sets, seeds, name + ".conf");
    } catch (ConfigException e) {
      throw unreadable(e, name + ".conf");
    }
  }

  private static Experiment read(
      String name, Config parsed, List<String> sets, OptionalInt seeds, String source) {
    Config config = parsed;
    for (String set : sets) {
      config = overridden(config, set);
    }
    return new ExperimentFile(name, config.resolve(), seeds, source).experiment();
  }

  private static ConfigParseOptions options() {
    return ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
  }

  private static Config overridden(Config config, String set) {
    int equals = set.indexOf('=');
    if (equals < 1) {
      throw new RunConfigException(
          "cannot set '" + set + "': write key=value, such as sweep.learners=[10, 100]");
    }
    String key = set.substring(0, equals).strip();
    try {
      ConfigUtil.splitPath(key);
      return config.withValue(key, OverrideValue.of(set.substring(equals + 1)));
    } catch (ConfigException.BadPath e) {
      throw new RunConfigException("cannot set '" + key + "': no key looks like that", e);
    }
  }

  private Experiment experiment() {
    requireKnown(config.root(), KEYS, "");
    choice("engine", "staleness", List.of("staleness"));
    List<SweptFigure> figures = new ArrayList<>();
    ConfigValue measure = needed("measure");
    if (entries(measure).isEmpty()) {
      throw refused(measure, "measure", "name at least one figure, such as mean");
    }
    for (ConfigValue value : entries(measure)) {
      SweptFigure figure = SweptFigure.named(text(value));
      if (figure == null) {
        throw refused(value, "measure", oneOf(SweptFigure.all()));
      }
      figures.add(figure);
    }
    SweepKey across = SweepKey.named(choice("across", SweepKey.LEARNERS.key(), SweepKey.all()));
    String vertical = choice("vertical", "linear", List.of("linear", "logarithmic"));
    PointMaker maker =
        new PointMaker(
            whole(config.root(), "seed", 1, Integer.MIN_VALUE),
            figures.stream().anyMatch(SweptFigure::needsAges),
            this::place);
    return new Experiment(
        name,
        text(needed("claim")),
        text(needed("refuted-by")),
        figures,
        across,
        vertical.equals("logarithmic"),
        points(maker),
        config
            .root()
            .render(
                ConfigRenderOptions.defaults()
                    .setOriginComments(false)
                    .setJson(false)
                    .setFormatted(true)));
  }

  private List<SweepPoint> points(PointMaker maker) {
    ConfigObject sweep = object(optional("sweep"), "sweep");
    requireKnown(sweep, SweepKey.all(), "sweep.");
    List<ConfigObject> rules = blocks("from", List.of());
    for (ConfigObject rule : rules) {
      requireKnown(rule, plus(SweepKey.all(), SEEDS), "from.");
      if (!rule.containsKey(SweepKey.LEARNERS.key())) {
        throw new RunConfigException(
            place(rule.origin())
                + "from: say from how many learners on, such as learners = 100000");
      }
    }
    List<SweepPoint> points = new ArrayList<>();
    for (ConfigObject arm : blocks("arms", List.of(ConfigValueFactory.fromMap(Map.of())))) {
      requireKnown(arm, plus(plus(SweepKey.all(), SEEDS), LABEL), "arms.");
      String label = arm.containsKey(LABEL) ? text(arm.get(LABEL)) : "measured";
      int seeds = whole(arm, SEEDS, whole(config.root(), SEEDS, 20, 1), 0);
      for (Map<SweepKey, ConfigValue> settings : product(sweep, arm)) {
        points.add(point(maker, label, settings, rules, seeds));
        if (points.size() > MAX_POINTS) {
          throw new RunConfigException(
              place(sweep.origin()) + "sweep: more than " + MAX_POINTS + " points; shorten a list");
        }
      }
    }
    return points;
  }

  private SweepPoint point(
      PointMaker maker,
      String label,
      Map<SweepKey, ConfigValue> settings,
      List<ConfigObject> rules,
      int seeds) {
    int learners = maker.learners(settings);
    Map<SweepKey, ConfigValue> chosen = new LinkedHashMap<>(settings);
    int runs = seeds;
    for (ConfigObject rule : rules) {
      if (learners < whole(rule, SweepKey.LEARNERS.key(), 1, 1)) {
        continue;
      }
      // An arm of theory alone stays one.
      runs = seeds == 0 ? 0 : whole(rule, SEEDS, runs, 1);
      for (SweepKey key : SweepKey.values()) {
        if (key != SweepKey.LEARNERS && rule.containsKey(key.key())) {
          chosen.put(key, rule.get(key.key()));
        }
      }
    }
    return maker.make(label, chosen, runs == 0 ? 0 : seedsForAll.orElse(runs));
  }

  private List<Map<SweepKey, ConfigValue>> product(ConfigObject sweep, ConfigObject arm) {
    List<Map<SweepKey, ConfigValue>> all = List.of(Map.of());
    for (SweepKey key : SweepKey.values()) {
      ConfigObject from = arm.containsKey(key.key()) ? arm : sweep;
      ConfigValue values =
          from.containsKey(key.key())
              ? from.get(key.key())
              : ConfigValueFactory.fromAnyRef(key.fallback());
      List<Map<SweepKey, ConfigValue>> longer = new ArrayList<>();
      for (Map<SweepKey, ConfigValue> settings : all) {
        if (entries(values).isEmpty()) {
          throw refused(values, key.key(), "an empty list leaves nothing to run");
        }
        for (ConfigValue value : entries(values)) {
          Map<SweepKey, ConfigValue> one = new LinkedHashMap<>(settings);
          one.put(key, value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  private void requireKnown(ConfigObject block, List<String> known, String path) {
    List<Map.Entry<String, ConfigValue>> inOrder =
        block.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()))
            .toList();
    for (Map.Entry<String, ConfigValue> entry : inOrder) {
      if (!known.contains(entry.getKey())) {
        throw new RunConfigException(
            place(entry.getValue().origin())
                + "unknown key "
                + path
                + entry.getKey()
                + "; did you mean "
                + path
                + NearestKey.of(entry.getKey(), known)
                + "?");
      }
    }
  }

  private List<ConfigObject> blocks(String key, List<ConfigObject> fallback) {
    ConfigValue value = optional(key);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof ConfigList list) || list.isEmpty()) {
      throw refused(value, key, "must be a list of blocks: " + key + " = [{ … }, { … }]");
    }
    return list.stream().map(each -> object(each, key)).toList();
  }

  private ConfigObject object(ConfigValue value, String key) {
    if (value == null) {
      return ConfigFactory.empty().root();
    }
    if (!(value instanceof ConfigObject object)) {
      throw refused(value, key, "must be a block: { … }");
    }
    return object;
  }

  private int whole(ConfigObject block, String key, int fallback, int least) {
    if (!block.containsKey(key)) {
      return fallback;
    }
    ConfigValue value = block.get(key);
    try {
      int whole = new BigDecimal(text(value).strip()).intValueExact();
      if (whole >= least) {
        return whole;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new RunConfigException(refused(value, key, "must be a whole number").getMessage(), e);
    }
    throw refused(value, key, "must be at least " + least);
  }

  private String choice(String key, String fallback, List<String> choices) {
    ConfigValue value = optional(key);
    if (value == null) {
      return fallback;
    }
    if (!choices.contains(text(value))) {
      throw refused(value, key, oneOf(choices));
    }
    return text(value);
  }

  private ConfigValue needed(String key) {
    ConfigValue value = optional(key);
    if (value == null) {
      throw new RunConfigException(place(config.root().origin()) + key + " is missing");
    }
    return value;
  }

  private ConfigValue optional(String key) {
    return config.root().get(key);
  }

  private static List<ConfigValue> entries(ConfigValue value) {
    return value instanceof ConfigList list ? list : List.of(value);
  }

  private static List<String> plus(List<String> keys, String more) {
    List<String> all = new ArrayList<>(keys);
    all.add(more);
    return all;
  }

  private static String oneOf(List<String> choices) {
    return "must be one of " + String.join(", ", choices);
  }

  static String text(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? (String) value.unwrapped()
        : value.render(ConfigRenderOptions.concise());
  }

  private RunConfigException refused(ConfigValue value, String key, String right) {
    return new RunConfigException(place(value.origin()) + key + " = " + text(value) + ": " + right);
  }

  private String place(ConfigOrigin origin) {
    // A bundled file has no path that people could open, but it has a name.
    return !source.isEmpty() && origin.resource() != null
        ? source + ":" + origin.lineNumber() + ": "
        : Place.prefix(origin);
  }

  private static RunConfigException unreadable(ConfigException e, String source) {
    String line = e.getMessage().lines().findFirst().orElse("cannot be read");
    ConfigOrigin origin = e.origin();
    if (origin == null) {
      return new RunConfigException((source.isEmpty() ? "" : source + ": ") + line, e);
    }
    String told = origin.description() + ": ";
    String bare = line.startsWith(told) ? line.substring(told.length()) : line;
    // The library's advice for people who may choose another format.
    int advice = bare.indexOf(", or you may be able to rename the file");
    String place = source.isEmpty() ? Place.prefix(origin) : source + ": ";
    return new RunConfigException(place + (advice < 0 ? bare : bare.substring(0, advice) + ")"), e);
  }
}
