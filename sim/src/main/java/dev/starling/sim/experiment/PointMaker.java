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
 * Makes the points of a sweep from the texts of a file. What is wrong with a value is told with its
 * place and key; of an impossible combination, with those of the value that the message is about.
 * Used by one thread.
 */
final class PointMaker {
  private final long seed;
  private final boolean ages;
  private final Function<ConfigOrigin, String> place;

  /**
   * @param ages whether ages are measured
   * @param place tells where a value stands
   */
  PointMaker(long seed, boolean ages, Function<ConfigOrigin, String> place) {
    this.seed = seed;
    this.ages = ages;
    this.place = place;
  }

  int learners(Map<SweepKey, ConfigValue> settings) {
    return read(settings, SweepKey.LEARNERS, text -> whole(text, "learners"));
  }

  SweepPoint make(String arm, Map<SweepKey, ConfigValue> settings, int seeds) {
    int n = learners(settings);
    RateProfile gossip = read(settings, SweepKey.GOSSIP_RATE, text -> rate(text, n));
    double lambda = gossip.isEqual() ? gossip.first() : Double.NaN;
    Function<String, Double> time = text -> time(text, n, lambda);
    Scheme scheme = read(settings, SweepKey.SCHEME, Scheme::parse);
    String topology = read(settings, SweepKey.TOPOLOGY, text -> topology(text, n));
    RateProfile updates = read(settings, SweepKey.UPDATE_RATE, text -> rate(text, n));
    double updateShift = read(settings, SweepKey.UPDATE_SHIFT, time);
    double gossipShift = read(settings, SweepKey.GOSSIP_SHIFT, time);
    double hopDelay = read(settings, SweepKey.HOP_DELAY, time);
    int tracked = read(settings, SweepKey.TRACKED_ORIGINS, text -> whole(text, "tracked origins"));
    double burnIn = read(settings, SweepKey.BURN_IN, text -> derivable(text, n, lambda));
    double duration = read(settings, SweepKey.DURATION, time);
    double interval = read(settings, SweepKey.INTERVAL, text -> derivable(text, n, lambda));
    try {
      return new SweepPoint(
          arm,
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
              seed),
          seeds);
    } catch (IllegalArgumentException e) {
      throw refused(settings, about(e.getMessage()), e);
    }
  }

  private <T> T read(
      Map<SweepKey, ConfigValue> settings, SweepKey key, Function<String, T> reader) {
    try {
      return reader.apply(ExperimentFile.text(settings.get(key)));
    } catch (IllegalArgumentException e) {
      throw refused(settings, key, e);
    }
  }

  private RunConfigException refused(
      Map<SweepKey, ConfigValue> settings, SweepKey key, IllegalArgumentException e) {
    ConfigValue value = settings.get(key);
    return new RunConfigException(
        place.apply(value.origin())
            + key.key()
            + " = "
            + ExperimentFile.text(value)
            + ": "
            + e.getMessage(),
        e);
  }

  /** The key that the message of an impossible combination is about. */
  private static SweepKey about(String message) {
    if (message.contains("hop delay")) {
      return SweepKey.HOP_DELAY;
    }
    if (message.contains("ticks of single learners")) {
      return SweepKey.GOSSIP_SHIFT;
    }
    if (message.contains("shift")) {
      return SweepKey.UPDATE_SHIFT;
    }
    if (message.contains("topology") || message.contains("complete graph")) {
      return SweepKey.TOPOLOGY;
    }
    if (message.contains("tracked")) {
      return SweepKey.TRACKED_ORIGINS;
    }
    if (message.startsWith("burn-in")) {
      return SweepKey.BURN_IN;
    }
    if (message.startsWith("duration")) {
      return SweepKey.DURATION;
    }
    return message.contains("interval") ? SweepKey.INTERVAL : SweepKey.LEARNERS;
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
