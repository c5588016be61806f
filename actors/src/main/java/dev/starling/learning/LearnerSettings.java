package dev.starling.learning;

/**
 * How a learner learns and gossips: the same record for every learner of a run, but for the pace of
 * its updates. Immutable and checked. {@link #defaults()} trains with a constant step size of 0.1
 * and gossips for a staleness of 1.
 *
 * @param updates what an update is, how many, and how fast
 * @param optimizer the SGD step
 * @param objective whose loss is minimised
 * @param gossip what is said to a peer
 * @param mixing how much of a received model is taken
 * @param capacity how the gossip rate is decided
 * @param divergence when a model counts as diverged, and what then
 * @param versions which origins are tracked
 * @param commonInit whether all learners start from one θ, else each from its own
 * @param slotCount pushes that may be under way to one learner at a time, at least 1; when one more
 *     arrives, the one that was quiet for longest is given up
 */
public record LearnerSettings(
    Updates updates,
    Optimizer optimizer,
    Objective objective,
    Gossip gossip,
    MixingRule mixing,
    CapacitySettings capacity,
    Divergence divergence,
    Versions versions,
    boolean commonInit,
    int slotCount) {
  private static final int DEFAULT_SLOTS = 16;

  public LearnerSettings {
    requireAtLeast("slot count", slotCount, 1);
    if (gossip.protocol() == Gossip.Protocol.EXCHANGE && !mixing.equals(MixingRule.half())) {
      throw new IllegalArgumentException(
          "an exchange averages both models, so its mixing weight is 1/2; the rule was " + mixing);
    }
  }

  public static LearnerSettings defaults() {
    return new LearnerSettings(
        new Updates(1, 0, false, Pace.NATURAL),
        new Optimizer(StepSchedule.constant(0.1), 0, 0),
        new Objective(true, 0, Objective.DEFAULT_SCALE_CAP),
        Gossip.PUSH,
        MixingRule.half(),
        CapacitySettings.Law.feedForward(1),
        new Divergence(
            Divergence.DEFAULT_PARAMETER_BOUND,
            Divergence.DEFAULT_LOSS_BOUND,
            Divergence.Recovery.RESTART_FROM_PUSH),
        new Versions(Versions.DEFAULT_FULL_UP_TO, Versions.DEFAULT_TRACKED),
        true,
        DEFAULT_SLOTS);
  }

  public LearnerSettings withUpdates(Updates changed) {
    return new LearnerSettings(
        changed,
        optimizer,
        objective,
        gossip,
        mixing,
        capacity,
        divergence,
        versions,
        commonInit,
        slotCount);
  }

  public LearnerSettings withPace(Pace changed) {
    return withUpdates(
        new Updates(updates.stepsPerUpdate(), updates.limit(), updates.atomic(), changed));
  }

  public LearnerSettings withOptimizer(Optimizer changed) {
    return new LearnerSettings(
        updates,
        changed,
        objective,
        gossip,
        mixing,
        capacity,
        divergence,
        versions,
        commonInit,
        slotCount);
  }

  public LearnerSettings withObjective(Objective changed) {
    return new LearnerSettings(
        updates,
        optimizer,
        changed,
        gossip,
        mixing,
        capacity,
        divergence,
        versions,
        commonInit,
        slotCount);
  }

  public LearnerSettings withGossip(Gossip changed) {
    return new LearnerSettings(
        updates,
        optimizer,
        objective,
        changed,
        mixing,
        capacity,
        divergence,
        versions,
        commonInit,
        slotCount);
  }

  public LearnerSettings withMixing(MixingRule changed) {
    return new LearnerSettings(
        updates,
        optimizer,
        objective,
        gossip,
        changed,
        capacity,
        divergence,
        versions,
        commonInit,
        slotCount);
  }

  public LearnerSettings withCapacity(CapacitySettings changed) {
    return new LearnerSettings(
        updates,
        optimizer,
        objective,
        gossip,
        mixing,
        changed,
        divergence,
        versions,
        commonInit,
        slotCount);
  }

  public LearnerSettings withDivergence(Divergence changed) {
    return new LearnerSettings(
        updates,
        optimizer,
        objective,
        gossip,
        mixing,
        capacity,
        changed,
        versions,
        commonInit,
        slotCount);
  }

  public LearnerSettings withVersions(Versions changed) {
    return new LearnerSettings(
        updates,
        optimizer,
        objective,
        gossip,
        mixing,
        capacity,
        divergence,
        changed,
        commonInit,
        slotCount);
  }

  public LearnerSettings withCommonInit(boolean changed) {
    return new LearnerSettings(
        updates,
        optimizer,
        objective,
        gossip,
        mixing,
        capacity,
        divergence,
        versions,
        changed,
        slotCount);
  }

  /**
   * The updates of one learner.
   *
   * @param stepsPerUpdate τ: mini-batches of one update, at least 1
   * @param limit updates after which it stops training and only gossips; 0 for no limit
   * @param atomic whether the τ steps are one input, so that nothing is mixed in between
   * @param pace when updates happen
   */
  public record Updates(int stepsPerUpdate, long limit, boolean atomic, Pace pace) {
    public Updates {
      requireAtLeast("steps per update", stepsPerUpdate, 1);
      requireAtLeast("limit of updates", limit, 0);
    }

    /** Whether a learner that has made {@code made} updates is through. */
    boolean isLast(long made) {
      return limit > 0 && made >= limit;
    }
  }

  /**
   * When updates happen: as fast as they come, or as a renewal process of shifted exponentials c +
   * Exp(μ) (the model of Mitra and Ulukus), of rate r = 1/(c + 1/μ).
   *
   * @param updateRate r in updates per second; 0 for as fast as they come
   * @param computeDelayNs c: the fixed part of the time between updates, in nanoseconds; must be
   *     shorter than 1/r
   */
  public record Pace(double updateRate, long computeDelayNs) {
    /** The next update starts when the last one ends. */
    public static final Pace NATURAL = new Pace(0, 0);

    public Pace {
      if (!(updateRate >= 0) || Double.isInfinite(updateRate)) {
        throw new IllegalArgumentException(
            "update rate must be above 0 updates per second (0: unpaced), was " + updateRate);
      }
      requireAtLeast("compute delay in ns", computeDelayNs, 0);
      if (computeDelayNs * 1e-9 * updateRate >= 1) {
        throw new IllegalArgumentException(
            "a compute delay of "
                + computeDelayNs
                + " ns leaves no time for "
                + updateRate
                + " updates per second");
      }
    }

    /** Poisson updates of the given rate per second. */
    public static Pace poisson(double updateRate) {
      return new Pace(updateRate, 0);
    }

    public boolean isPaced() {
      return updateRate > 0;
    }
  }

  /**
   * The SGD step: v ← β·v + g + d·θ, θ ← θ − η·v, with the step size η scaled by the objective.
   *
   * @param schedule η over the run
   * @param momentum β in [0, 1); stays with the learner, it is not mixed
   * @param weightDecay d, at least 0
   */
  public record Optimizer(StepSchedule schedule, double momentum, double weightDecay) {
    public Optimizer {
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException("momentum must be in [0, 1), was " + momentum);
      }
      if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
        throw new IllegalArgumentException("weight decay must be 0 or more, was " + weightDecay);
      }
    }
  }

  /**
   * Whose loss the learners minimise together: see {@link ObjectiveScale}.
   *
   * @param pooled whether each sample of the network counts the same; else each update does
   * @param meanSamples m̄: mean size of a partition; 0 for that of the learner itself
   * @param scaleCap largest factor of a step size, at least 1
   */
  public record Objective(boolean pooled, double meanSamples, double scaleCap) {
    public static final double DEFAULT_SCALE_CAP = 8;

    public Objective {
      if (!(meanSamples >= 0) || Double.isInfinite(meanSamples)) {
        throw new IllegalArgumentException("mean samples must be 0 or more, was " + meanSamples);
      }
      if (!(scaleCap >= 1) || Double.isInfinite(scaleCap)) {
        throw new IllegalArgumentException("scale cap must be at least 1, was " + scaleCap);
      }
    }
  }

  /**
   * What a learner says to a peer when its gossip clock ticks.
   *
   * @param protocol the way of saying it
   * @param exchangeSlots exchanges of others that may be under way with one learner at a time, at
   *     least 1; each takes memory of the size of θ from its first use on
   * @param exchangeTimeoutNs after so long without an answer an exchange is asked about again, at
   *     the next tick of the gossip clock; above 0
   */
  public record Gossip(Protocol protocol, int exchangeSlots, long exchangeTimeoutNs) {
    public static final int DEFAULT_EXCHANGE_SLOTS = 4;
    public static final long DEFAULT_EXCHANGE_TIMEOUT_NS = 1_000_000_000;

    /** One model, one way. */
    public static final Gossip PUSH = of(Protocol.PUSH);

    /** Both models, averaged so that their sum is kept. */
    public static final Gossip EXCHANGE = of(Protocol.EXCHANGE);

    public Gossip {
      requireAtLeast("exchange slots", exchangeSlots, 1);
      requireAtLeast("exchange timeout in ns", exchangeTimeoutNs, 1);
    }

    /** Learners that read a model at each gossip event. */
    int readersPerEvent() {
      return protocol == Protocol.EXCHANGE ? 2 : 1;
    }

    private static Gossip of(Protocol protocol) {
      return new Gossip(protocol, DEFAULT_EXCHANGE_SLOTS, DEFAULT_EXCHANGE_TIMEOUT_NS);
    }

    /** The ways of gossip. */
    public enum Protocol {
      /** The peer mixes the model in; the sender stays as it is. */
      PUSH,
      /** Both average, so that the sum is kept; the mixing rule must be ½. */
      EXCHANGE
    }
  }

  /**
   * When a model counts as diverged: see {@link DivergenceGuard}.
   *
   * @param parameterBound largest mean absolute parameter of a model or a frame, above 0; a mean,
   *     so that one bound fits models and frames of all sizes
   * @param lossBound largest loss of a mini-batch, above 0
   * @param recovery what a quarantined learner does
   */
  public record Divergence(double parameterBound, double lossBound, Recovery recovery) {
    public static final double DEFAULT_PARAMETER_BOUND = 1e6;

    /** High enough for squared losses of targets in the millions. */
    public static final double DEFAULT_LOSS_BOUND = 1e15;

    public Divergence {
      if (!(parameterBound > 0)) {
        throw new IllegalArgumentException("parameter bound must be above 0: " + parameterBound);
      }
      if (!(lossBound > 0)) {
        throw new IllegalArgumentException("loss bound must be above 0, was " + lossBound);
      }
    }

    /** The default bounds with the given recovery. */
    public static Divergence withDefaultBounds(Recovery recovery) {
      return new Divergence(DEFAULT_PARAMETER_BOUND, DEFAULT_LOSS_BOUND, recovery);
    }

    boolean restartsFromPush() {
      return recovery == Recovery.RESTART_FROM_PUSH;
    }

    /** What a quarantined learner does. */
    public enum Recovery {
      /**
       * It takes over the model of the next push that it receives whole, and goes on from there.
       */
      RESTART_FROM_PUSH,
      /** It refuses every push and does nothing more. */
      STAY_OUT
    }
  }

  /**
   * The tracked origins: see {@link Origins}.
   *
   * @param fullUpTo up to so many learners all are tracked
   * @param tracked m: how many are tracked when there are more
   */
  public record Versions(int fullUpTo, int tracked) {
    public static final int DEFAULT_FULL_UP_TO = 1024;
    public static final int DEFAULT_TRACKED = 64;

    public Versions {
      requireAtLeast("versions in full up to", fullUpTo, 1);
      requireAtLeast("tracked origins", tracked, 1);
    }
  }

  private static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }
}
