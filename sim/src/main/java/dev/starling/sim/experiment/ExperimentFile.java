package dev.starling.sim.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads an experiment from HOCON, and refuses what it does not know with file, line and key. The
 * keys: {@code claim}, {@code refuted-by}, {@code remark} (for readers of the results), {@code
 * engine} (staleness, or learners for the learners themselves), {@code measure} (figures), {@code
 * across} (the horizontal axis), {@code horizontal} and {@code vertical} (linear or logarithmic; a
 * figure of more than two decades is logarithmic anyway), {@code seed}, {@code seeds}, {@code
 * sweep} (keys of the {@link SweepEngine}, each a value or a list of values), {@code arms} (blocks
 * with a {@code label}, which several may share, {@code seeds} and sweep keys that stand over those
 * of the sweep) and {@code from} (blocks with a number of learners, and what holds instead from
 * that many on). Used by one thread.
 */
final class ExperimentFile {
  private static final List<String> KEYS =
      List.of(
          "claim",
          "refuted-by",
          "remark",
          "engine",
          "measure",
          "across",
          "horizontal",
          "vertical",
          "seed",
          "seeds",
          "sweep",
          "arms",
          "from");
  private static final List<String> SCALES = List.of("linear", "logarithmic");

  private final String name;
  private final ExperimentText file;
  private final OptionalInt seedsForAll;
  private final Map<String, SweepEngine> engines;

  private ExperimentFile(
      String name, ExperimentText file, OptionalInt seedsForAll, Map<String, SweepEngine> engines) {
    this.name = name;
    this.file = file;
    this.seedsForAll = seedsForAll;
    this.engines = engines;
  }

  /**
   * Reads a file.
   *
   * @param sets overrides, such as {@code sweep.learners=[10, 100]}
   * @param seeds runs at every point that is run; empty for what the file says
   * @param engines by the names that the key engine may have
   */
  static Experiment read(
      Path file, List<String> sets, OptionalInt seeds, Map<String, SweepEngine> engines) {
    String base = String.valueOf(file.getFileName()).replaceFirst("\\.conf$", "");
    try {
      Config parsed = ConfigFactory.parseFile(file.toFile(), options());
      return new ExperimentFile(base, new ExperimentText(with(parsed, sets), ""), seeds, engines)
          .experiment();
    } catch (ConfigException e) {
      throw unreadable(e, "");
    }
  }

  /** Reads a file that comes with Starling. */
  static Experiment readResource(
      String name,
      String resource,
      List<String> sets,
      OptionalInt seeds,
      Map<String, SweepEngine> engines) {
    String source = name + ".conf";
    try {
      Config parsed =
          ConfigFactory.parseResources(ExperimentFile.class.getClassLoader(), resource, options());
      return new ExperimentFile(
              name, new ExperimentText(with(parsed, sets), source), seeds, engines)
          .experiment();
    } catch (ConfigException e) {
      throw unreadable(e, source);
    }
  }

  private static Config with(Config parsed, List<String> sets) {
    Config config = parsed;
    for (String set : sets) {
      config = overridden(config, set);
    }
    return config.resolve();
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
    file.requireKnown(file.root(), KEYS, "");
    SweepEngine engine =
        engines.get(file.choice("engine", "staleness", List.copyOf(engines.keySet())));
    List<SweptFigure> figures = figures(engine);
    SweepPoints made = new SweepPoints(file, engine, Set.copyOf(figures), seedsForAll);
    List<SweepPoint> points = made.all();
    List<SweepKey> keys = engine.keys(made.mentioned());
    String across =
        file.choice("across", engine.learnersKey(), keys.stream().map(SweepKey::key).toList());
    return new Experiment(
        name,
        ExperimentText.text(file.needed("claim")),
        ExperimentText.text(file.needed("refuted-by")),
        file.optional("remark") == null ? "" : ExperimentText.text(file.optional("remark")),
        engine,
        keys,
        figures,
        keys.stream().filter(key -> key.key().equals(across)).findFirst().orElseThrow(),
        new Experiment.Scales(
            file.choice("horizontal", "logarithmic", SCALES).equals("logarithmic"),
            file.choice("vertical", "linear", SCALES).equals("logarithmic")),
        points,
        file.root()
            .render(
                ConfigRenderOptions.defaults()
                    .setOriginComments(false)
                    .setJson(false)
                    .setFormatted(true)));
  }

  private List<SweptFigure> figures(SweepEngine engine) {
    ConfigValue measure = file.needed("measure");
    if (ExperimentText.entries(measure).isEmpty()) {
      throw file.refused(measure, "measure", "name at least one figure");
    }
    List<SweptFigure> figures = new ArrayList<>();
    for (ConfigValue value : ExperimentText.entries(measure)) {
      figures.add(
          engine.figures().stream()
              .filter(figure -> figure.key().equals(ExperimentText.text(value)))
              .findFirst()
              .orElseThrow(
                  () ->
                      file.refused(
                          value,
                          "measure",
                          ExperimentText.oneOf(
                              engine.figures().stream().map(SweptFigure::key).toList()))));
    }
    return figures;
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
