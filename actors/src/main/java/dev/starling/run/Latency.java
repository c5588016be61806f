package dev.starling.run;

import dev.starling.random.RandomStream;
import java.util.Locale;

/**
 * How long a push is on its way, apart from what its bytes take on a link.
 *
 * <pre>  none                    0
 *   fixed:SECONDS           always the same
 *   uniform:LOW,HIGH        uniform in [low, high)
 *   exponential:MEAN        Exp(1)·mean</pre>
 *
 * Pushes of one source may overtake each other where the latency is random. Immutable.
 *
 * @param kind the law
 * @param lowSeconds smallest latency; of the exponential law 0
 * @param spreadSeconds high − low of the uniform law, the mean of the exponential one, else 0
 */
public record Latency(Kind kind, double lowSeconds, double spreadSeconds) {
  private static final double NANOS = 1e9;

  /** Some 146 years, half of what fits, so that sums of two times never overflow. */
  private static final double MOST_SECONDS = 4.6e9;

  /** Pushes arrive at the instant at which they leave. */
  public static final Latency NONE = new Latency(Kind.FIXED, 0, 0);

  public Latency {
    Check.within("latency", lowSeconds, 0, MOST_SECONDS);
    Check.within("spread of the latency", spreadSeconds, 0, MOST_SECONDS);
  }

  /** Always {@code seconds}. */
  public static Latency fixed(double seconds) {
    return new Latency(Kind.FIXED, seconds, 0);
  }

  /** Uniform between two bounds in seconds. */
  public static Latency uniform(double lowSeconds, double highSeconds) {
    return new Latency(Kind.UNIFORM, lowSeconds, highSeconds - lowSeconds);
  }

  /** Exponential with a mean in seconds. */
  public static Latency exponential(double meanSeconds) {
    return new Latency(Kind.EXPONENTIAL, 0, meanSeconds);
  }

  /**
   * Reads what the class comment lists.
   *
   * @param key of the setting, for the message when it is refused
   */
  public static Latency parse(String key, String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", 2);
    try {
      return switch (parts[0]) {
        case "none" -> NONE;
        case "fixed" -> fixed(Double.parseDouble(parts[1]));
        case "exponential" -> exponential(Double.parseDouble(parts[1]));
        case "uniform" -> {
          String[] bounds = parts[1].split(",", 2);
          yield uniform(Double.parseDouble(bounds[0]), Double.parseDouble(bounds[1]));
        }
        default -> throw refused(key, text, null);
      };
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException cause) {
      throw refused(key, text, cause);
    }
  }

  /** Whether every push arrives at once. */
  public boolean isNone() {
    return lowSeconds == 0 && spreadSeconds == 0;
  }

  /** The latency of one push, in nanoseconds. */
  public long drawNs(RandomStream random) {
    double seconds =
        switch (kind) {
          case FIXED -> lowSeconds;
          case UNIFORM -> lowSeconds + spreadSeconds * random.nextDouble();
          case EXPONENTIAL -> spreadSeconds * random.nextExponential();
        };
    return (long) (seconds * NANOS);
  }

  private static IllegalArgumentException refused(String key, String text, RuntimeException cause) {
    return new IllegalArgumentException(
        key
            + " must be none, fixed:SECONDS, uniform:LOW,HIGH or exponential:MEAN, was '"
            + text
            + "'",
        cause);
  }

  /** Law of the latency. */
  public enum Kind {
    /** A constant. */
    FIXED,
    /** Uniform between two bounds. */
    UNIFORM,
    /** Without memory: most are short, a few long. */
    EXPONENTIAL
  }
}
