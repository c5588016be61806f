package dev.starling.sim.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import dev.starling.run.RunDescription;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The configuration of a run: defaults, under a user's file, under overrides; read once and checked
 * as a whole, so that what is wrong is said before anything starts. Which keys there are stands in
 * {@code starling-run.conf}. Immutable.
 */
public final class RunConfig {
  private static final int MAX_PORT = 65_535;
  private static final String RECORDED = "record.learner";
  private static final String NOBODY = "none";
  private static final List<String> TLS =
      List.of("cluster.tls.key", "cluster.tls.certificate", "cluster.tls.authority");

  private final RunKeys keys;
  private final Settings settings;

  private RunConfig(RunKeys keys, Settings settings) {
    this.keys = keys;
    this.settings = settings;
  }

  /**
   * Reads a configuration.
   *
   * @param file HOCON, of which JSON is a part; names only what it changes
   * @param overrides such as {@code run.model=mlp:64}; of two for one key the later wins
   * @throws RunConfigException when it cannot be used; the message is one line
   */
  public static RunConfig load(Optional<Path> file, List<String> overrides) {
    RunKeys keys = RunKeys.load();
    Settings settings = new Settings(keys, SettingLayers.read(keys, file, overrides));
    RunConfig config = new RunConfig(keys, settings);
    config.requireValid();
    return config;
  }

  /** Every key that there is, in the order in which people should see them. */
  public static List<KeyDoc> keys() {
    return RunKeys.load().docs();
  }

  /** What decides how the run goes. */
  public RunDescription describe(String runId) {
    return new DescriptionReader(settings).read(runId);
  }

  /** What only a run in virtual time asks for. */
  public VirtualConfig virtual() {
    return new VirtualConfig(settings);
  }

  /** Name that all nodes of the cluster share. */
  public String clusterName() {
    return settings.text("cluster.name");
  }

  /** Address of this node. */
  public String clusterHost() {
    return settings.text("cluster.host");
  }

  /** Port of the control plane; 0 for a free one. */
  public int clusterPort() {
    return settings.wholeWithin("cluster.port", 0, MAX_PORT);
  }

  /** Threads that run learners; empty for one per core. */
  public OptionalInt lanes() {
    return settings
        .wholeUnlessAuto("cluster.lanes", 1, Integer.MAX_VALUE)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** Where the media driver keeps its files; empty when the program is to choose. */
  public Optional<Path> aeronDirectory() {
    return settings.unlessAuto("aeron.directory").map(text -> path("aeron.directory", text));
  }

  /** Files for the control plane over TLS; empty when it is to run without. */
  public Optional<TlsFiles> tls() {
    List<String> absent = TLS.stream().filter(key -> settings.text(key).isEmpty()).toList();
    if (absent.size() == TLS.size()) {
      return Optional.empty();
    }
    if (!absent.isEmpty()) {
      String set = TLS.stream().filter(key -> !absent.contains(key)).findFirst().orElseThrow();
      throw settings.refused(set, "needs " + String.join(" and ", absent) + " beside it");
    }
    return Optional.of(new TlsFiles(tlsFile(0), tlsFile(1), tlsFile(2)));
  }

  private Path tlsFile(int index) {
    return path(TLS.get(index), settings.text(TLS.get(index)));
  }

  /** The run directory; empty when the program is to choose. */
  public Optional<Path> outputDirectory() {
    return settings.unlessAuto("output.directory").map(text -> path("output.directory", text));
  }

  /** The learner whose inputs are recorded in real time; empty for none. */
  public OptionalInt recordedLearner() {
    String text = settings.text(RECORDED);
    int last = settings.wholeWithin("run.learners", 1, Integer.MAX_VALUE) - 1;
    return text.equals(NOBODY)
        ? OptionalInt.empty()
        : OptionalInt.of(settings.wholeWithin(RECORDED, 0, last));
  }

  public boolean boundsEnabled() {
    return settings.flag("bounds.enabled");
  }

  /** Where computed bounds are kept; empty for {@link BoundsCache#defaultDirectory}. */
  public Optional<Path> boundsCache() {
    String text = settings.text("bounds.cache");
    return text.isEmpty() ? Optional.empty() : Optional.of(path("bounds.cache", text));
  }

  /** The user's {@code akka} block, with {@code akka} at its root; empty when there is none. */
  public Config akka() {
    return settings.config().withOnlyPath(SettingLayers.AKKA);
  }

  /** One line for each key that was set but has no effect, because another key rules it out. */
  public List<String> warnings() {
    return IdleKeys.warnings(settings, keys);
  }

  /**
   * Refuses what virtual time alone can do.
   *
   * @throws RunConfigException naming the key
   */
  public void requireRealTime() {
    RunDescription run = describe("unnamed");
    if (run.churn().changesSpeeds() && !run.clock().isPaced()) {
      throw settings.refused(
          settings.text("churn.events").contains("speed") ? "churn.events" : "churn.trace",
          "a learner with a natural clock goes as fast as the machine; speeds change in real time"
              + " with clock.kind = paced alone");
    }
  }

  /**
   * Refuses data that nodes keep to themselves, where there are no such nodes.
   *
   * @throws RunConfigException naming the key
   */
  public void requireSharedData() {
    requireShared(describe("unnamed"), settings);
  }

  static void requireShared(RunDescription run, Settings settings) {
    if (run.data().placement().isLocal()) {
      throw settings.refused(
          "data.placement",
          "is for a standing cluster alone, whose nodes were started with data of their own"
              + " (--data): submit the run with starling train --cluster HOST");
    }
  }

  /** One line for each key that was set but has an effect in virtual time alone. */
  public List<String> warningsInRealTime() {
    return VirtualConfig.warnings(settings, keys);
  }

  /** One line for each key that was set but has an effect in real time alone. */
  public List<String> warningsInVirtualTime() {
    return IdleKeys.warningsInVirtualTime(settings, keys);
  }

  /**
   * All keys with their values as HOCON, in the order of {@link #keys()}; can be loaded again, from
   * any directory.
   */
  public String render() {
    StringBuilder text = new StringBuilder();
    String section = "";
    for (String key : keys.all()) {
      int dot = key.indexOf('.');
      if (!key.substring(0, dot).equals(section)) {
        text.append(section.isEmpty() ? "" : "}\n\n");
        section = key.substring(0, dot);
        text.append(section).append(" {\n");
      }
      text.append("  ").append(key, dot + 1, key.length()).append(" = ");
      text.append(rendered(key)).append('\n');
    }
    return text.append("}\n").append(renderedAkka()).toString();
  }

  private String rendered(String key) {
    ConfigValueType type = keys.typeOf(key);
    if (type == ConfigValueType.LIST) {
      return settings.numbers(key).stream()
          .map(Object::toString)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    String text = FilePaths.absolute(key, settings.text(key));
    return type == ConfigValueType.STRING ? ConfigUtil.quoteString(text) : text;
  }

  private String renderedAkka() {
    Config akka = akka();
    return akka.isEmpty()
        ? ""
        : "\n"
            + akka.root()
                .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
  }

  private Path path(String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new RunConfigException(settings.refused(key, "must be a path").getMessage(), e);
    }
  }

  private void requireValid() {
    DescriptionReader reader = new DescriptionReader(settings);
    reader.requireUsable(reader.read("unnamed"));
    requireText("cluster.name", clusterName());
    requireText("cluster.host", clusterHost());
    requireText("aeron.directory", settings.text("aeron.directory"));
    requireText("output.directory", settings.text("output.directory"));
    clusterPort();
    lanes();
    tls();
    aeronDirectory();
    outputDirectory();
    recordedLearner();
    boundsEnabled();
    boundsCache();
    virtual().requireReadable();
  }

  private void requireText(String key, String text) {
    if (text.isBlank()) {
      throw settings.refused(key, "must not be empty");
    }
  }
}
