package dev.starling.data;

import java.util.List;

/**
 * Makes a partitioner from its name.
 *
 * <pre>
 * iid               equal shares at random
 * dirichlet:ALPHA   each class in shares drawn from a Dirichlet: label skew, unequal sizes
 * shards:K          K pieces per learner of the samples in label order: few classes each
 * sorted            one piece each, in label order and learner order: neighbours hold alike data
 * ranges            one piece each, in order of the first feature: neighbours see alike inputs;
 *                   rows of one input keep their order
 * quantity:ALPHA    sizes drawn from a Dirichlet, content at random
 * </pre>
 */
public final class Partitioners {
  private static final List<String> NAMES =
      List.of("iid", "dirichlet:ALPHA", "shards:K", "sorted", "ranges", "quantity:ALPHA");
  private static final List<String> KINDS =
      List.of("iid", "dirichlet", "shards", "sorted", "ranges", "quantity");

  private Partitioners() {}

  /** The known names, as a user types them; capitals stand for a number. */
  public static List<String> describe() {
    return NAMES;
  }

  /**
   * The partitioner called {@code spec}.
   *
   * @throws IllegalArgumentException when there is none, naming the nearest
   */
  public static Partitioner parse(String spec) {
    int colon = spec.indexOf(':');
    String kind = colon < 0 ? spec : spec.substring(0, colon);
    String argument = colon < 0 ? "" : spec.substring(colon + 1);
    return switch (kind) {
      case "iid" -> new Partitioner(bare(spec, argument), new IidDealing());
      case "sorted" -> new Partitioner(bare(spec, argument), ShardDealing.inOrder());
      case "ranges" -> new Partitioner(bare(spec, argument), new RangeDealing());
      case "dirichlet" -> new Partitioner(spec, new DirichletDealing(alpha(spec, argument)));
      case "quantity" -> new Partitioner(spec, new QuantityDealing(alpha(spec, argument)));
      case "shards" -> new Partitioner(spec, ShardDealing.shuffled(shards(spec, argument)));
      default ->
          throw new IllegalArgumentException(
              "unknown split '"
                  + spec
                  + "'"
                  + NearestName.question(kind, KINDS)
                  + "; known: "
                  + String.join(", ", NAMES));
    };
  }

  private static String bare(String spec, String argument) {
    if (!argument.isEmpty()) {
      throw new IllegalArgumentException("split '" + spec + "' takes nothing after its name");
    }
    return spec;
  }

  private static double alpha(String spec, String argument) {
    try {
      double alpha = Double.parseDouble(argument);
      if (alpha > 0 && alpha < Double.POSITIVE_INFINITY) {
        return alpha;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(alphaNeeded(spec), e);
    }
    throw new IllegalArgumentException(alphaNeeded(spec));
  }

  private static String alphaNeeded(String spec) {
    return "split '" + spec + "' needs a finite number above 0 after the colon, such as 0.1";
  }

  private static int shards(String spec, String argument) {
    try {
      int shards = Integer.parseInt(argument);
      if (shards >= 1) {
        return shards;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(shardsNeeded(spec), e);
    }
    throw new IllegalArgumentException(shardsNeeded(spec));
  }

  private static String shardsNeeded(String spec) {
    return "split '" + spec + "' needs a whole number of at least 1 after the colon, such as 2";
  }
}
