package dev.starling.sim.experiment;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import dev.starling.sim.staleness.MeasuringWindow;
import dev.starling.sim.staleness.RateProfile;
import dev.starling.sim.staleness.RenewalLaw;
import dev.starling.sim.staleness.Scheme;
import dev.starling.sim.staleness.StalenessExperiment;
import dev.starling.topology.Topologies;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes a run of the version engine from the texts of a file. What is wrong with a value is told
 * with its place and key; of an impossible combination, with those of the value that the message is
 * about. Used by one thread.
 */
final class StalenessReader {
  private final Map<String, ConfigValue> settings;
  private final long seed;
  private final boolean ages;
  private final Function<ConfigOrigin, String> place;

  /**
   * @param settings by key, all of them
   * @param ages whether ages are measured
   * @param place tells where a value stands
   */
  StalenessReader(
      Map<String, ConfigValue> settings,
      long seed,
      boolean ages,
      Function<ConfigOrigin, String> place) {
    this.settings = settings;
    this.seed = seed;
    this.ages = ages;
    this.place = place;
  }

  StalenessTrial trial() {
    int n = read(StalenessKey.LEARNERS, text -> whole(text, "learners"));
    RateProfile gossip = read(StalenessKey.GOSSIP_RATE, text -> rate(text, n));
    double lambda = gossip.isEqual() ? gossip.first() : Double.NaN;
    Function<String, Double> time = text -> time(text, n, lambda);
    Scheme scheme = read(StalenessKey.SCHEME, Scheme::parse);
    String topology = read(StalenessKey.TOPOLOGY, text -> topology(text, n));
    RateProfile updates = read(StalenessKey.UPDATE_RATE, text -> rate(text, n));
    double updateShift = read(StalenessKey.UPDATE_SHIFT, time);
    double gossipShift = read(StalenessKey.GOSSIP_SHIFT, time);
    double hopDelay = read(StalenessKey.HOP_DELAY, time);
    int tracked = read(StalenessKey.TRACKED_ORIGINS, text -> whole(text, "tracked origins"));
    double burnIn = read(StalenessKey.BURN_IN, text -> derivable(text, n, lambda));
    double duration = read(StalenessKey.DURATION, time);
    double interval = read(StalenessKey.INTERVAL, text -> derivable(text, n, lambda));
    try {
      return new StalenessTrial(
          new StalenessExperiment(
              n,
              tracked,
              topology,
              scheme,
              new RenewalLaw(updates, updateShift),
              new RenewalLaw(gossip, gossipShift),
              hopDelay,
              new MeasuringWindow(burnIn, duration, interval),
              ages,
              seed));
    } catch (IllegalArgumentException e) {
      throw refused(about(e.getMessage()), e);
    }
  }

  private <T> T read(StalenessKey key, Function<String, T> reader) {
    try {
      return reader.apply(ExperimentText.text(settings.get(key.key())));
    } catch (IllegalArgumentException e) {
      throw refused(key, e);
    }
  }

  private RunConfigException refused(StalenessKey key, IllegalArgumentException e) {
    ConfigValue value = settings.get(key.key());
    return new RunConfigException(
        place.apply(value.origin())
            + key.key()
            + " = "
            + ExperimentText.text(value)
            + ": "
            + e.getMessage(),
        e);
  }

  /** The key that the message of an impossible combination is about. */
  private static StalenessKey about(String message) {
    if (message.contains("hop delay")) {
      return StalenessKey.HOP_DELAY;
    }
    if (message.contains("ticks of single learners")) {
      return StalenessKey.GOSSIP_SHIFT;
    }
    if (message.contains("shift")) {
      return StalenessKey.UPDATE_SHIFT;
    }
    if (message.contains("topology") || message.contains("complete graph")) {
      return StalenessKey.TOPOLOGY;
    }
    if (message.contains("tracked")) {
      return StalenessKey.TRACKED_ORIGINS;
    }
    if (message.startsWith("burn-in")) {
      return StalenessKey.BURN_IN;
    }
    if (message.startsWith("duration")) {
      return StalenessKey.DURATION;
    }
    return message.contains("interval") ? StalenessKey.INTERVAL : StalenessKey.LEARNERS;
  }

  private static RateProfile rate(String text, int n) {
    return text.contains(":")
        ? RateProfile.parse(text)
        : RateProfile.equal(RateFormula.value(text, n, Double.NaN));
  }

  private static double time(String text, int n, double lambda) {
    double time = RateFormula.value(text, n, lambda);
    if (!(time >= 0)) {
      throw new IllegalArgumentException("must be at least 0 time units");
    }
    return time;
  }

  private static double derivable(String text, int n, double lambda) {
    return text.equals("auto") ? MeasuringWindow.DERIVED : time(text, n, lambda);
  }

  private String topology(String text, int n) {
    // Fails now rather than in the middle of the sweep; a complete graph costs nothing.
    Topologies.parse(text, n, seed);
    return text;
  }

  private static int whole(String text, String what) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " must be a whole number", e);
    }
    if (value != (int) value || value < 1) {
      throw new IllegalArgumentException(what + " must be a whole number of at least 1");
    }
    return (int) value;
  }
}
