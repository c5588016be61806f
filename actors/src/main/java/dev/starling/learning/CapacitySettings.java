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
}
