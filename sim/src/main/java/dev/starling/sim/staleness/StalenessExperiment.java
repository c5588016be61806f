package dev.starling.sim.staleness;

import dev.starling.learning.Origins;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;

/**
 * All that decides a run of the version engine. Equal experiments have equal outcomes. Times are in
 * time units and rates per time unit; which unit that is does not matter. Immutable and checked.
 *
 * @param learners n, at least 1
 * @param trackedOrigins m: how many origins are followed when there are more learners, at least 1
 * @param topology such as {@code complete}: see {@link Topologies}
 * @param scheme who sends what to whom
 * @param updates μ and c: the update rate of a learner is r = 1/(c + 1/μ)
 * @param gossip λ and d: a learner's ticks come at the rate 1/(d + 1/λ)
 * @param hopDelay δ: how long a model is under way from one learner to the next, at least 0
 * @param window when it measures
 * @param ages whether it also measures the age of what is known; takes twice the memory
 * @param seed decides everything random
 */
public record StalenessExperiment(
    int learners,
    int trackedOrigins,
    String topology,
    Scheme scheme,
    RenewalLaw updates,
    RenewalLaw gossip,
    double hopDelay,
    MeasuringWindow window,
    boolean ages,
    long seed) {
  /** Four cache lines of versions. */
  public static final int DEFAULT_TRACKED = 64;

  private static final String COMPLETE = "complete";
  private static final double DEFAULT_DURATION = 20;

  public StalenessExperiment {
    requireAtLeastOne("learners", learners);
    requireAtLeastOne("tracked origins", trackedOrigins);
    if (!(hopDelay >= 0) || Double.isInfinite(hopDelay)) {
      throw new IllegalArgumentException("hop delay must be 0 or more, was " + hopDelay);
    }
    requireSense(topology, scheme, gossip, hopDelay, window);
    long width = Math.min(learners, trackedOrigins) * (ages ? 2L : 1L);
    requireRoom(learners + " learners", width, learners);
    double inFlight = 2 * scheme.modelsPerTick() * learners * gossip.rate().largest() * hopDelay;
    requireRoom("a hop delay of " + hopDelay, width, inFlight);
  }

  /** Uniform push gossip on the complete graph: one update per time unit, λ as given. */
  public static StalenessExperiment push(int learners, double gossipRate) {
    return new StalenessExperiment(
        learners,
        DEFAULT_TRACKED,
        COMPLETE,
        Scheme.PUSH,
        RenewalLaw.poisson(1),
        RenewalLaw.poisson(gossipRate),
        0,
        MeasuringWindow.lasting(DEFAULT_DURATION),
        false,
        1);
  }

  public StalenessExperiment withTrackedOrigins(int changed) {
    return new StalenessExperiment(
        learners, changed, topology, scheme, updates, gossip, hopDelay, window, ages, seed);
  }

  /**
   * On another graph, with a window to go with it: its times can be derived on the complete one.
   */
  public StalenessExperiment withTopology(String changed, MeasuringWindow changedWindow) {
    return new StalenessExperiment(
        learners,
        trackedOrigins,
        changed,
        scheme,
        updates,
        gossip,
        hopDelay,
        changedWindow,
        ages,
        seed);
  }

  public StalenessExperiment withScheme(Scheme changed) {
    return new StalenessExperiment(
        learners, trackedOrigins, topology, changed, updates, gossip, hopDelay, window, ages, seed);
  }

  public StalenessExperiment withUpdates(RenewalLaw changed) {
    return new StalenessExperiment(
        learners, trackedOrigins, topology, scheme, changed, gossip, hopDelay, window, ages, seed);
  }

  public StalenessExperiment withGossip(RenewalLaw changed) {
    return new StalenessExperiment(
        learners, trackedOrigins, topology, scheme, updates, changed, hopDelay, window, ages, seed);
  }

  public StalenessExperiment withHopDelay(double changed) {
    return new StalenessExperiment(
        learners, trackedOrigins, topology, scheme, updates, gossip, changed, window, ages, seed);
  }

  public StalenessExperiment withWindow(MeasuringWindow changed) {
    return new StalenessExperiment(
        learners, trackedOrigins, topology, scheme, updates, gossip, hopDelay, changed, ages, seed);
  }

  public StalenessExperiment withAges(boolean changed) {
    return new StalenessExperiment(
        learners,
        trackedOrigins,
        topology,
        scheme,
        updates,
        gossip,
        hopDelay,
        window,
        changed,
        seed);
  }

  public StalenessExperiment withSeed(long changed) {
    return new StalenessExperiment(
        learners,
        trackedOrigins,
        topology,
        scheme,
        updates,
        gossip,
        hopDelay,
        window,
        ages,
        changed);
  }

  /** The origins that are followed. */
  public Origins origins() {
    return Origins.of(learners, trackedOrigins, trackedOrigins, seed);
  }

  /** The window with its times filled in. */
  public MeasuringWindow resolvedWindow() {
    return window.resolved(StalenessTheory.ageScale(this));
  }

  Topology graph() {
    return Topologies.parse(topology, learners, seed);
  }

  boolean isComplete() {
    return topology.equals(COMPLETE);
  }

  private static void requireSense(
      String topology, Scheme scheme, RenewalLaw gossip, double hopDelay, MeasuringWindow window) {
    if (scheme.isOpportunistic() && gossip.shift() > 0) {
      throw new IllegalArgumentException(
          "scheme " + scheme + " has no ticks of single learners to shift; the shift must be 0");
    }
    if (scheme.isOpportunistic() && hopDelay > 0) {
      throw new IllegalArgumentException(
          "scheme " + scheme + " is defined without a hop delay only; it must be 0");
    }
    if (topology.equals(COMPLETE)) {
      return;
    }
    if (scheme == Scheme.OWN_MODEL) {
      throw new IllegalArgumentException(
          "scheme own-model reaches neighbours alone, so it needs the complete graph, not "
              + topology);
    }
    if (Double.isNaN(window.burnIn()) || Double.isNaN(window.interval())) {
      throw new IllegalArgumentException(
          "on topology " + topology + " no theory gives burn-in and interval; set both");
    }
  }

  private static void requireRoom(String what, long width, double rows) {
    if (width * rows > VersionMatrix.LARGEST) {
      throw new IllegalArgumentException(
          what
              + " with "
              + width
              + " counts each take more than "
              + VersionMatrix.LARGEST
              + " counts; track fewer origins");
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
