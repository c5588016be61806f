package dev.starling.sim.experiment;

import dev.starling.run.RunDescription;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys that only virtual time knows, by their type: {@code virtual}, {@code network} and some
 * of {@code churn}. Their ranges are checked by what is made of them, which must be made by {@link
 * #make}, so that the message tells the place of the key. Immutable.
 */
public final class VirtualConfig {
  private static final List<String> SECTIONS = List.of("virtual.", "network.", "churn.");

  /** Of these sections, what real time knows too. */
  private static final Set<String> IN_BOTH =
      Set.of("churn.events", "churn.trace", "churn.detection");

  private static final int MANY = Integer.MAX_VALUE;

  private final Settings settings;

  VirtualConfig(Settings settings) {
    this.settings = settings;
  }

  /**
   * Makes something of these settings.
   *
   * @throws RunConfigException when {@code maker} refuses one of them: "FILE:LINE: " before its
   *     message, if that begins with the key
   */
  public <T> T make(Function<VirtualConfig, T> maker) {
    return settings.checked(() -> maker.apply(this));
  }

  /** The same for one key, which the message of {@code maker} does not begin with. */
  public <T> T make(String key, Function<String, T> maker) {
    return settings.checked(key, () -> maker.apply(settings.text(key)));
  }

  /** Refuses data that nodes keep to themselves: virtual time has none. */
  public void requireSharedData(RunDescription run) {
    RunConfig.requireShared(run, settings);
  }

  public double stepSeconds() {
    return settings.seconds("virtual.step-time");
  }

  public double stepJitter() {
    return settings.number("virtual.step-jitter");
  }

  public int evaluatedLearners() {
    return settings.wholeWithin("virtual.evaluated-learners", 1, MANY);
  }

  /** A law of latency, as it was typed. */
  public String latency() {
    return settings.text("network.latency");
  }

  public double bytesPerSecond() {
    return settings.number("network.bandwidth");
  }

  public int frameParameters() {
    return settings.wholeWithin("network.frame", 0, MANY);
  }

  public double loss() {
    return settings.number("network.loss");
  }

  public double frameLoss() {
    return settings.number("network.frame-loss");
  }

  public double duplication() {
    return settings.number("network.duplication");
  }

  public double reordering() {
    return settings.number("network.reordering");
  }

  public double reorderingSeconds() {
    return settings.seconds("network.reordering-delay");
  }

  public double meanUpSeconds() {
    return settings.seconds("churn.mean-up");
  }

  public double meanDownSeconds() {
    return settings.seconds("churn.mean-down");
  }

  public boolean crashes() {
    return settings.flag("churn.crashes");
  }

  public double checkpointSeconds() {
    return settings.seconds("churn.checkpoint");
  }

  /** Refuses what has the wrong type, also where nobody is going to use it. */
  void requireReadable() {
    stepSeconds();
    stepJitter();
    evaluatedLearners();
    latency();
    bytesPerSecond();
    frameParameters();
    loss();
    frameLoss();
    duplication();
    reordering();
    reorderingSeconds();
    settings.text("network.partitions");
    meanUpSeconds();
    meanDownSeconds();
    crashes();
    checkpointSeconds();
  }

  static List<String> warnings(Settings settings, RunKeys keys) {
    return keys.all().stream()
        .filter(key -> SECTIONS.stream().anyMatch(key::startsWith))
        .filter(key -> !IN_BOTH.contains(key))
        .filter(key -> !settings.shown(key).equals(keys.defaultOf(key)))
        .map(
            key ->
                settings.place(key)
                    + key
                    + " = "
                    + settings.shown(key)
                    + " has no effect: it is for virtual time alone")
        .toList();
  }
}
