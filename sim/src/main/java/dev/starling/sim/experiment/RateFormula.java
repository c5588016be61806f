package dev.starling.sim.experiment;

import dev.starling.learning.StalenessLaw;

/**
 * A number that may grow with the network: a product or quotient of numbers and of {@code n},
 * {@code ln n}, {@code H(n-1)} (the harmonic number) and {@code lambda}, such as {@code 2 * ln n}
 * or {@code 1 / lambda}; worked from left to right. Stateless.
 */
final class RateFormula {
  private static final String FORMS =
      ": write a number, n, ln n, H(n-1) or lambda, joined by * and /, such as 2 * ln n";

  private RateFormula() {}

  /**
   * Works {@code text} out.
   *
   * @param lambda the gossip rate; NaN where it may not be named
   */
  static double value(String text, int learners, double lambda) {
    // Keeps the operators, each as a part of its own; what is missing is an empty factor.
    String[] parts = text.split("(?=[*/])|(?<=[*/])", -1);
    double value = factor(text, parts[0], learners, lambda);
    for (int i = 1; i + 1 < parts.length; i += 2) {
      double factor = factor(text, parts[i + 1], learners, lambda);
      value = parts[i].equals("*") ? value * factor : value / factor;
    }
    return value;
  }

  private static double factor(String text, String part, int learners, double lambda) {
    String name = part.strip().replaceAll("\\s+", " ");
    return switch (name) {
      case "n" -> learners;
      case "ln n" -> StrictMath.log(learners);
      case "H(n-1)" -> StalenessLaw.harmonic(learners - 1L);
      case "lambda", "λ" -> {
        if (Double.isNaN(lambda)) {
          throw new IllegalArgumentException("\"" + text + "\" cannot be told from one λ");
        }
        yield lambda;
      }
      default -> {
        try {
          yield Double.parseDouble(name);
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException("\"" + text + "\" is no number" + FORMS, e);
        }
      }
    };
  }
}
