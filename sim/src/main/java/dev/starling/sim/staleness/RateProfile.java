package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * The rates of all learners of a run, per time unit. As text: {@code 1.5} for all the same, {@code
 * alternating:0.5:1.5} for the first rate at the even learners and the second at the odd, {@code
 * uniform:0.5:1.5} for rates that the run's seed draws between the two. Immutable.
 *
 * @param form how they differ
 * @param first rate of the even learners, or the lower end; above 0
 * @param second rate of the odd learners, or the upper end; above 0
 */
public record RateProfile(Form form, double first, double second) {

  public RateProfile {
    requireRate(first);
    requireRate(second);
    if (form == Form.EQUAL && first != second) {
      throw new IllegalArgumentException("equal rates cannot be " + first + " and " + second);
    }
    if (form == Form.UNIFORM && first > second) {
      throw new IllegalArgumentException(
          "rates drawn between " + first + " and " + second + ": give the lower end first");
    }
  }

  /** How the rates of the learners differ. */
  public enum Form {
    /** All have the same. */
    EQUAL,
    /** Even learners have the first, odd ones the second. */
    ALTERNATING,
    /** Drawn between the two. */
    UNIFORM
  }

  /** The same rate for all, above 0. */
  public static RateProfile equal(double rate) {
    return new RateProfile(Form.EQUAL, rate, rate);
  }

  /** Reads the text form. */
  public static RateProfile parse(String text) {
    String[] parts = text.trim().split(":", -1);
    try {
      if (parts.length == 1) {
        return equal(Double.parseDouble(parts[0]));
      }
      if (parts.length == 3 && parts[0].equals("alternating")) {
        return between(Form.ALTERNATING, parts);
      }
      if (parts.length == 3 && parts[0].equals("uniform")) {
        return between(Form.UNIFORM, parts);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" holds what is no number" + FORMS, e);
    }
    throw new IllegalArgumentException("\"" + text + "\" is no rate" + FORMS);
  }

  /** Whether all learners have one rate. */
  public boolean isEqual() {
    return first == second;
  }

  /**
   * The rate of each learner.
   *
   * @param stream names the random numbers, so that two profiles of one run differ
   */
  double[] draw(int learners, long seed, String stream) {
    double[] rates = new double[learners];
    switch (form) {
      case EQUAL -> Arrays.fill(rates, first);
      case ALTERNATING -> Arrays.setAll(rates, i -> i % 2 == 0 ? first : second);
      case UNIFORM -> {
        RandomStream random = RandomStream.named(seed, stream, 0);
        Arrays.setAll(rates, i -> first + (second - first) * random.nextDouble());
      }
    }
    return rates;
  }

  /** The least rate that a learner can have. */
  double least() {
    return Math.min(first, second);
  }

  /** The largest rate that a learner can have. */
  double largest() {
    return Math.max(first, second);
  }

  @Override
  public String toString() {
    return switch (form) {
      case EQUAL -> Double.toString(first);
      case ALTERNATING -> "alternating:" + first + ":" + second;
      case UNIFORM -> "uniform:" + first + ":" + second;
    };
  }

  private static final String FORMS =
      "; give a number, alternating:EVEN:ODD or uniform:LOW:HIGH, such as uniform:0.5:1.5";

  private static RateProfile between(Form form, String[] parts) {
    return new RateProfile(form, Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
  }

  private static void requireRate(double rate) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("a rate must be above 0 per time unit, was " + rate);
    }
  }
}
