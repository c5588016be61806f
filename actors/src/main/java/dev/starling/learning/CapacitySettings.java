package dev.starling.learning;

/** How a learner decides its gossip rate λ. */
public sealed interface CapacitySettings {

  /**
   * λ is given.
   *
   * @param rate pushes per second; 0 for no gossip
   */
  record Fixed(double rate) implements CapacitySettings {
    public Fixed {
      if (!(rate >= 0) || Double.isInfinite(rate)) {
        throw new IllegalArgumentException(
            "gossip rate must be 0 or more pushes per second, was " + rate);
      }
    }
  }

  /**
   * λ follows from the wanted staleness: see {@link LogCapacity}.
   *
   * @param target S*: wanted mean staleness in updates, above 0
   * @param feedback whether λ is trimmed by the staleness that the learner sees
   * @param gain g of the trim, above 0
   */
  record Law(double target, boolean feedback, double gain) implements CapacitySettings {
    /** The gain at which the closed loop held its target in all simulated runs. */
    public static final double DEFAULT_GAIN = 0.01;

    public Law {
      if (!(target > 0) || Double.isInfinite(target)) {
        throw new IllegalArgumentException("staleness target must be above 0, was " + target);
      }
      if (!(gain > 0 && gain <= 1)) {
        throw new IllegalArgumentException("feedback gain must be in (0, 1], was " + gain);
      }
    }

    /** The law alone, without feedback. */
    public static Law feedForward(double target) {
      return new Law(target, false, DEFAULT_GAIN);
    }

    /** The law, trimmed by feedback of the default gain. */
    public static Law closedLoop(double target) {
      return new Law(target, true, DEFAULT_GAIN);
    }
  }

  /**
   * One of the opportunistic schemes: see {@link OpportunisticCapacity}. Either λ is given or a
   * target.
   *
   * @param scheme which one
   * @param rate mean pushes per second; 0 where the target decides
   * @param target S*: wanted mean staleness in updates; 0 where the rate is given
   */
  record Opportunistic(Scheme scheme, double rate, double target) implements CapacitySettings {
    public Opportunistic {
      boolean isRate = rate > 0 && !Double.isInfinite(rate) && target == 0;
      boolean isTarget = target > 0 && !Double.isInfinite(target) && rate == 0;
      if (!isRate && !isTarget) {
        throw new IllegalArgumentException(
            "an opportunistic scheme needs either a rate or a target above 0, was rate "
                + rate
                + ", target "
                + target);
      }
    }

    public static Opportunistic ofRate(Scheme scheme, double rate) {
      return new Opportunistic(scheme, rate, 0);
    }

    public static Opportunistic ofTarget(Scheme scheme, double target) {
      return new Opportunistic(scheme, 0, target);
    }
  }

  /** Who pushes when, and what a push tells. */
  enum Scheme {
    /** Everybody at all times, each of itself alone. */
    OWN_MODEL,
    /** The last updater, of itself alone: freshest takes all. */
    FRESHEST,
    /** The last updater, of all that its model contains. */
    LAST_UPDATER
  }
}
