package dev.starling.sim.report;

import dev.starling.learning.Diagnosis;
import dev.starling.learning.StalenessSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.Finite;
import dev.starling.sim.summary.Spread;

/**
 * One sample of a running run: a row of {@code metrics.csv}. A section or boxed number that is null
 * was not known at that moment and is an empty cell. Immutable.
 *
 * @param seconds run time of the sample, in the host's time
 * @param updates the update process so far
 * @param accuracy share of the validation samples right, 0 to 1, over learners; null for regression
 *     and before the first evaluation
 * @param loss mean loss per validation sample, over learners
 * @param consensusRms root of the mean squared distance of the models to their mean
 * @param staleness in updates, at the newest joined instant of the grid; null for one learner
 * @param gossip the gossip process so far; null without one
 * @param laneBusy share of its time that a lane works, over lanes, 0 to 1; null in virtual time
 * @param memory of the JVM that writes the row; null in virtual time
 */
public record MetricsRow(
    double seconds,
    Updates updates,
    Spread accuracy,
    Spread loss,
    Double consensusRms,
    Staleness staleness,
    Gossip gossip,
    Spread laneBusy,
    Memory memory) {
  private static final double NS_PER_MS = 1e6;

  /** Checks the time and that the updates are there. */
  public MetricsRow {
    if (!Double.isFinite(seconds) || seconds < 0) {
      throw new IllegalArgumentException("seconds is " + seconds + ", must be finite and from 0");
    }
    if (updates == null) {
      throw new IllegalArgumentException("a row of metrics needs its updates");
    }
    consensusRms = Finite.orNull(consensusRms);
  }

  /**
   * The update process.
   *
   * @param mean updates per learner, on average
   * @param min updates of the slowest learner
   * @param max updates of the fastest learner
   * @param rate updates per second of one learner since the last row, on average
   * @param lateMsP99 how late updates end, 99th percentile in milliseconds; null with the natural
   *     clock
   * @param slowest the learner with the fewest; null when not known
   */
  public record Updates(
      double mean, long min, long max, Double rate, Double lateMsP99, Integer slowest) {
    /** When the slowest learner has no name. */
    public Updates(double mean, long min, long max, Double rate, Double lateMsP99) {
      this(mean, min, max, rate, lateMsP99, null);
    }

    /** Drops what is not finite. */
    public Updates {
      rate = Finite.orNull(rate);
      lateMsP99 = Finite.orNull(lateMsP99);
    }
  }

  /**
   * Staleness in updates over ordered pairs of learners.
   *
   * @param mean over pairs
   * @param p99 99th percentile over pairs
   * @param max over pairs
   * @param local mean of the learners' own samples since the last row
   * @param law what the law gives for the achieved rates; null where it does not hold
   * @param neverHeard pairs in which the holder has never heard of the origin: they count with all
   *     of its updates
   * @param ageMs mean age of the newest update that a holder knows, in milliseconds
   * @param stalest the learner that is stalest as a holder so far; null when not known
   * @param stalestMean its mean staleness so far
   * @param recent mean over pairs and over the grid since the last row
   */
  public record Staleness(
      Double mean,
      Double p99,
      Double max,
      Double local,
      Double law,
      Long neverHeard,
      Double ageMs,
      Integer stalest,
      Double stalestMean,
      Double recent) {
    /** Without what is known of single pairs and learners. */
    public Staleness(Double mean, Double p99, Double max, Double local, Double law, Double recent) {
      this(mean, p99, max, local, law, null, null, null, null, recent);
    }

    /**
     * As it was measured. Where there is no law, or nothing of something, it is NaN.
     *
     * @param exact so far, with the newest joined instant
     * @param local mean of the learners' own samples since the last row
     * @param law for the rates since the last row
     * @param stalest learner so far
     * @param recent mean over pairs and over the grid since the last row
     */
    public static Staleness of(
        StalenessSummary exact, double local, double law, Diagnosis stalest, double recent) {
      return new Staleness(
          exact.latestMean(),
          exact.latestP99(),
          Double.isNaN(exact.latestMean()) ? null : (Double) (double) exact.latestMax(),
          local,
          law,
          exact.neverHeard(),
          exact.age().latestMean() / NS_PER_MS,
          stalest.learner(),
          stalest.staleness(),
          recent);
    }

    /** Drops what is not finite. */
    public Staleness {
      mean = Finite.orNull(mean);
      p99 = Finite.orNull(p99);
      max = Finite.orNull(max);
      local = Finite.orNull(local);
      law = Finite.orNull(law);
      neverHeard = mean == null ? null : neverHeard;
      ageMs = Finite.orNull(ageMs);
      stalestMean = Finite.orNull(stalestMean);
      stalest = stalestMean == null ? null : stalest;
      recent = Finite.orNull(recent);
    }
  }

  /**
   * The gossip process; counts are totals over learners since the start.
   *
   * @param rate achieved λ since the last row: pushes mixed whole, per second of one learner
   * @param required λ that the law asks for the target; null without a target
   * @param bytes moved by pushes
   * @param sent pushes handed to the transport whole
   * @param mixed pushes mixed whole
   * @param partial pushes of which some frames are missing
   * @param lost pushes of which no frame arrived
   * @param busy gossip ticks skipped because the last push was still being sent
   * @param dropped frames dropped, for whatever reason
   * @param lateMsP99 how late gossip ticks run, 99th percentile in milliseconds; null in virtual
   *     time
   * @param clamp how far the gossip is held back at this moment; null when not known
   */
  public record Gossip(
      Double rate,
      Double required,
      long bytes,
      long sent,
      long mixed,
      long partial,
      long lost,
      long busy,
      long dropped,
      Double lateMsP99,
      Clamp clamp) {
    /** Of which nothing more is known. */
    public Gossip(
        Double rate,
        Double required,
        long bytes,
        long sent,
        long mixed,
        long partial,
        long lost,
        long busy,
        long dropped) {
      this(rate, required, bytes, sent, mixed, partial, lost, busy, dropped, null, null);
    }

    /** Drops what is not finite. */
    public Gossip {
      rate = Finite.orNull(rate);
      required = Finite.orNull(required);
      lateMsP99 = Finite.orNull(lateMsP99);
    }
  }

  /**
   * Memory in 10⁶ bytes.
   *
   * @param heapMegabytes objects on the heap, those that nobody holds any more included
   * @param residentMegabytes of the whole process as the machine counts it: heap, parameters and
   *     mapped logs; null where the machine does not say
   */
  public record Memory(Double heapMegabytes, Double residentMegabytes) {
    /** Drops what is not finite. */
    public Memory {
      heapMegabytes = Finite.orNull(heapMegabytes);
      residentMegabytes = Finite.orNull(residentMegabytes);
    }
  }
}
