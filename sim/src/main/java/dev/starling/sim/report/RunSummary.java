package dev.starling.sim.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.starling.learning.AgeSummary;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.Symptom;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The result of a run, as {@code summary.json} tells it. The components and their nested components
 * are the documented keys, in this order.
 *
 * <p>Absence: a component that is null is left out of the JSON. Sections are null when the run has
 * nothing to say about them, and a boxed number that is not finite, such as the loss of a learner
 * that diverged, becomes null, for JSON has no word for it. Nobody writes 0 for "not known".
 *
 * <p>Keys beyond the documented ones: {@code run.data}, {@code run.model}, {@code run.split} and
 * {@code run.clock} (the specifications that the run was given), {@code accuracy.worstSecondsTo80},
 * {@code bounds.measure}, {@code updates.lateMs}, {@code updates.slowest}, {@code gossip.lateMs},
 * {@code gossip.clamp}, {@code staleness.tooShort}, {@code staleness.neverHeard}, {@code
 * staleness.age}, {@code staleness.stalest}, {@code settling}, {@code divergence}, {@code memory},
 * {@code churn}, {@code lanes}, {@code checkpoints}, {@code resumed} and {@code departures}.
 * Immutable.
 *
 * @param run what ran, always there
 * @param accuracy share of the test samples that each learner's own model gets right when the clock
 *     stops, 0 to 1; null for regression
 * @param loss mean loss per test sample, over learners
 * @param consensus how far the models are from each other
 * @param bounds what the same data and steps give without gossip and with a centre; null when not
 *     computed
 * @param updates the update process
 * @param gossip the gossip process; null for a run without one
 * @param staleness exact staleness in updates; null for one learner
 * @param settling after the changes in mid-run; null when there was none, or no target
 * @param divergence of learners; null when no model ever diverged
 * @param memory that the learners took; null in virtual time
 * @param churn of learners; null when nobody went
 * @param lanes what the threads did that run learners; null in virtual time, and when not known
 * @param checkpoints what they cost; null when none were taken
 * @param resumed how the run went on after a stop; null for a run in one part
 * @param departures of nodes in mid-run; null without any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "run",
  "accuracy",
  "loss",
  "consensus",
  "bounds",
  "updates",
  "gossip",
  "staleness",
  "settling",
  "divergence",
  "memory",
  "churn",
  "lanes",
  "checkpoints",
  "resumed",
  "departures"
})
public record RunSummary(
    Run run,
    Accuracy accuracy,
    Spread loss,
    Consensus consensus,
    Bounds bounds,
    Updates updates,
    Gossip gossip,
    Staleness staleness,
    Settling settling,
    Divergence divergence,
    Memory memory,
    ChurnSummary churn,
    Lanes lanes,
    CheckpointSummary checkpoints,
    ResumeSummary resumed,
    List<DepartureSummary> departures) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          // The shortest decimal that reads back equal, on every JDK: Double.toString is not before
          // 19.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          // A summary written by a later version has keys that this one does not know.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /** Checks that the one section that cannot be absent is there. */
  public RunSummary {
    Objects.requireNonNull(run, "run");
  }

  /** Of a run in one part, whose learners were not saved. */
  public RunSummary(
      Run run,
      Accuracy accuracy,
      Spread loss,
      Consensus consensus,
      Bounds bounds,
      Updates updates,
      Gossip gossip,
      Staleness staleness,
      Settling settling,
      Divergence divergence,
      Memory memory,
      ChurnSummary churn,
      Lanes lanes) {
    this(
        run,
        accuracy,
        loss,
        consensus,
        bounds,
        updates,
        gossip,
        staleness,
        settling,
        divergence,
        memory,
        churn,
        lanes,
        null,
        null,
        null);
  }

  /**
   * Of a run in which nothing changed and nobody went, and whose memory and lanes were not
   * measured.
   */
  public RunSummary(
      Run run,
      Accuracy accuracy,
      Spread loss,
      Consensus consensus,
      Bounds bounds,
      Updates updates,
      Gossip gossip,
      Staleness staleness,
      Divergence divergence) {
    this(
        run,
        accuracy,
        loss,
        consensus,
        bounds,
        updates,
        gossip,
        staleness,
        null,
        divergence,
        null,
        null,
        null);
  }

  /** Of such a run in which no model diverged. */
  public RunSummary(
      Run run,
      Accuracy accuracy,
      Spread loss,
      Consensus consensus,
      Bounds bounds,
      Updates updates,
      Gossip gossip,
      Staleness staleness) {
    this(run, accuracy, loss, consensus, bounds, updates, gossip, staleness, null);
  }

  /** The same, with how it settled; {@code settled} may be null. */
  public RunSummary withSettling(Settling settled) {
    return new RunSummary(
        run,
        accuracy,
        loss,
        consensus,
        bounds,
        updates,
        gossip,
        staleness,
        settled,
        divergence,
        memory,
        churn,
        lanes,
        checkpoints,
        resumed,
        departures);
  }

  /** The same, of a run that was resumed; {@code next} may be null. */
  public RunSummary withResumed(ResumeSummary next) {
    return new RunSummary(
        run,
        accuracy,
        loss,
        consensus,
        bounds,
        updates,
        gossip,
        staleness,
        settling,
        divergence,
        memory,
        churn,
        lanes,
        checkpoints,
        next,
        departures);
  }

  /** Learners that ended with a model that had diverged. */
  int learnersDiverged() {
    return divergence == null ? 0 : divergence.learners();
  }

  /** JSON in the documented key order, indented, with a line end after the last brace. */
  public String toJson() {
    try {
      return WRITER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run summary that has no JSON: " + this, e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote; unknown keys are passed over.
   *
   * @throws IllegalArgumentException when the text is no summary; the message tells where
   */
  public static RunSummary fromJson(String json) {
    try {
      RunSummary summary = MAPPER.readValue(json, RunSummary.class);
      if (summary == null) {
        throw new IllegalArgumentException("not a run summary: the JSON text is null");
      }
      return summary;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not a run summary: " + e.getOriginalMessage() + where(e), e);
    }
  }

  /**
   * What ran.
   *
   * @param id name of the run directory
   * @param seed every random number of the run follows from it
   * @param version of Starling
   * @param host {@code cluster} for real time, {@code virtual} for simulated time
   * @param learners n
   * @param nodes JVMs that hosted them; 1 in virtual time
   * @param seconds run time, from the start of the clocks to their stop, in the host's time
   * @param updatesPerLearner updates of the slowest learner
   * @param exit why it ended: {@code updates}, {@code seconds}, {@code until}, {@code interrupted}
   *     or {@code failed}
   * @param data specification of the data; null when the run has none
   * @param model specification of the model; null when the run has none
   * @param split specification of the partitioner; null when the run has none
   * @param clock {@code natural} or {@code paced}; null when not known
   */
  public record Run(
      String id,
      long seed,
      String version,
      String host,
      int learners,
      int nodes,
      double seconds,
      long updatesPerLearner,
      String exit,
      String data,
      String model,
      String split,
      String clock) {
    /** Checks that the run is named and that its numbers are possible. */
    public Run {
      Objects.requireNonNull(id, "run.id");
      require(learners >= 1, "run.learners", learners, "at least 1");
      require(Double.isFinite(seconds) && seconds >= 0, "run.seconds", seconds, "finite, from 0");
    }

    /** Whether somebody stopped it before its end. */
    @JsonIgnore
    public boolean isInterrupted() {
      return "interrupted".equals(exit);
    }
  }

  /**
   * Accuracy over learners, each with its own θ.
   *
   * @param min of the worst learner
   * @param median of the learners
   * @param max of the best learner
   * @param worstSecondsTo80 run seconds until the worst learner first had 0.80 of the validation
   *     part right; null when it never had
   */
  public record Accuracy(double min, double median, double max, Double worstSecondsTo80) {
    /** Checks the order of the three. */
    public Accuracy {
      new Spread(min, median, max);
      worstSecondsTo80 = finiteOrNull(worstSecondsTo80);
    }

    /** The three numbers alone. */
    public Spread spread() {
      return new Spread(min, median, max);
    }
  }

  /**
   * Agreement of the models.
   *
   * @param rms root of the mean over learners and parameters of the squared distance to the mean
   *     model, at the end; null when a model is not finite
   */
  public record Consensus(Double rms) {
    /** Drops what is not finite. */
    public Consensus {
      rms = finiteOrNull(rms);
    }
  }

  /**
   * The run's score without gossip and with a centre: accuracy on the test part, or the loss when
   * there is no accuracy.
   *
   * @param centralised SGD on the pooled data, with the same number of sample gradients
   * @param isolated the same learners, seeds and batches without a single push
   * @param measure {@code accuracy} or {@code loss}; null when it is what the run itself has
   */
  public record Bounds(Double centralised, Spread isolated, String measure) {
    private static final String ACCURACY = "accuracy";

    /** Drops what is not finite. */
    public Bounds {
      centralised = finiteOrNull(centralised);
    }

    /** Of the measure that the run itself has. */
    public Bounds(Double centralised, Spread isolated) {
      this(centralised, isolated, null);
    }

    /** Of accuracies, or of losses. */
    public static Bounds of(boolean accuracy, Double centralised, Spread isolated) {
      return new Bounds(centralised, isolated, accuracy ? ACCURACY : "loss");
    }

    /**
     * Whether these are accuracies. A run whose learners all diverged has none itself, and yet has
     * bounds.
     *
     * @param ofRun accuracy of the run; null when it has none
     */
    public boolean areAccuracies(Accuracy ofRun) {
      return measure == null ? ofRun != null : measure.equals(ACCURACY);
    }
  }

  /**
   * Models that grew beyond all bounds.
   *
   * @param learners that ended so
   * @param times that a learner's model diverged, those included that were replaced by a pushed one
   */
  public record Divergence(int learners, long times) {}

  /**
   * The update process.
   *
   * @param total updates of all learners
   * @param rate achieved updates per second of one learner, on average
   * @param configuredRate the rate asked for, per second; null with the natural clock
   * @param lateMsP99 how late updates ended, 99th percentile in milliseconds; null with the natural
   *     clock and in virtual time
   * @param lateMs the same with its median and its largest; null where that is
   * @param slowest the learner with the fewest updates while all trained; null when not known
   */
  public record Updates(
      long total,
      Double rate,
      Double configuredRate,
      Double lateMsP99,
      Lateness lateMs,
      LastLearner slowest) {
    /** Where nobody looked at the clocks or at single learners. */
    public Updates(long total, Double rate, Double configuredRate, Double lateMsP99) {
      this(total, rate, configuredRate, lateMsP99, null, null);
    }

    /** Drops what is not finite. */
    public Updates {
      rate = finiteOrNull(rate);
      configuredRate = finiteOrNull(configuredRate);
      lateMsP99 = finiteOrNull(lateMsP99);
    }
  }

  /**
   * The gossip process. Rates are λ: pushes per second of one learner.
   *
   * @param rate achieved, counting pushes that were mixed whole
   * @param configuredRate asked for; null when a controller chooses it
   * @param required by the law for the staleness target at the achieved update rate; null without a
   *     target, or where the law does not hold
   * @param sent pushes handed to the transport whole
   * @param mixed pushes mixed whole
   * @param partial pushes of which some frames are missing
   * @param lost pushes of which no frame arrived
   * @param busy gossip ticks skipped because the last push was still being sent
   * @param dropped frames dropped, by reason, in alphabetical order; empty when none was
   * @param bytes moved by pushes, versions included
   * @param lateMs how late gossip ticks ran; null in virtual time
   * @param clamp how far link and lane held it back; null when they never did
   */
  public record Gossip(
      Double rate,
      Double configuredRate,
      Double required,
      long sent,
      long mixed,
      long partial,
      long lost,
      long busy,
      Map<String, Long> dropped,
      long bytes,
      Lateness lateMs,
      Clamp clamp) {
    /** Of which nothing more is known. */
    public Gossip(
        Double rate,
        Double configuredRate,
        Double required,
        long sent,
        long mixed,
        long partial,
        long lost,
        long busy,
        Map<String, Long> dropped,
        long bytes) {
      this(
          rate,
          configuredRate,
          required,
          sent,
          mixed,
          partial,
          lost,
          busy,
          dropped,
          bytes,
          null,
          null);
    }

    /** Copies the reasons, sorted, and drops what is not finite. */
    public Gossip {
      rate = finiteOrNull(rate);
      configuredRate = finiteOrNull(configuredRate);
      required = finiteOrNull(required);
      dropped =
          Collections.unmodifiableSortedMap(new TreeMap<>(dropped == null ? Map.of() : dropped));
    }

    /** Whether link or lane held so much back that it has to be said. */
    @JsonIgnore
    public boolean isHeldBack() {
      return clamp != null && clamp.isWorthTelling();
    }

    /** Frames dropped for whatever reason. */
    public long droppedFrames() {
      return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Staleness in updates: the time average over ordered pairs of learners after the burn-in.
   *
   * @param mean over pairs and time
   * @param se standard error of the mean, by batch means
   * @param p50 median over pairs and time
   * @param p99 99th percentile over pairs and time
   * @param max largest ever measured
   * @param worstHolder time mean of the largest staleness over holders
   * @param law what the law gives for the achieved rates; null where it does not hold
   * @param lawIsBound true when the rates of the learners differ, so that the law is an upper
   *     bound; null without a law
   * @param target asked for; null without one
   * @param coverage share of ordered pairs where the holder has ever heard of the origin, 0 to 1
   * @param windowSeconds length of the measurement
   * @param local mean of the learners' own samples, taken when a push arrives
   * @param tooShort true when the measurement has under 500 updates per learner, so that its mean
   *     says little; null otherwise
   * @param neverHeard ordered pairs whose holder has never heard of the origin; they count with all
   *     of its updates, and not in {@code age}
   * @param age of information, in milliseconds; null when not measured
   * @param stalest the learner that is stalest as a holder; null when not known
   */
  public record Staleness(
      Double mean,
      Double se,
      Double p50,
      Double p99,
      Double max,
      Double worstHolder,
      Double law,
      Boolean lawIsBound,
      Double target,
      Double coverage,
      Double windowSeconds,
      Double local,
      Boolean tooShort,
      Long neverHeard,
      Age age,
      LastLearner stalest) {
    /** Where nobody looked at single pairs and learners. */
    public Staleness(
        Double mean,
        Double se,
        Double p50,
        Double p99,
        Double max,
        Double worstHolder,
        Double law,
        Boolean lawIsBound,
        Double target,
        Double coverage,
        Double windowSeconds,
        Double local,
        Boolean tooShort) {
      this(
          mean,
          se,
          p50,
          p99,
          max,
          worstHolder,
          law,
          lawIsBound,
          target,
          coverage,
          windowSeconds,
          local,
          tooShort,
          null,
          null,
          null);
    }

    /** Drops what is not finite, and a {@code tooShort} that is false. */
    public Staleness {
      mean = finiteOrNull(mean);
      se = finiteOrNull(se);
      p50 = finiteOrNull(p50);
      p99 = finiteOrNull(p99);
      max = finiteOrNull(max);
      worstHolder = finiteOrNull(worstHolder);
      law = finiteOrNull(law);
      lawIsBound = law == null ? null : lawIsBound;
      target = finiteOrNull(target);
      coverage = finiteOrNull(coverage);
      windowSeconds = finiteOrNull(windowSeconds);
      local = finiteOrNull(local);
      tooShort = Boolean.TRUE.equals(tooShort) ? Boolean.TRUE : null;
      neverHeard = coverage == null ? null : neverHeard;
    }
  }

  /**
   * Age of information: how long ago the newest update that a holder knows was made, in
   * milliseconds.
   *
   * @param mean over pairs and time
   * @param atOrigin the same at the origin itself: the age of its own newest update
   * @param travelled mean − atOrigin: how long news takes from its origin to a holder
   * @param law H(n−1)/λ, which {@code travelled} is in theory; null where the law does not hold
   * @param p50 median over pairs and time
   * @param p99 99th percentile over pairs and time
   * @param max largest ever measured
   * @param resolution time between two instants of the grid: how well single ages are known
   */
  public record Age(
      Double mean,
      Double atOrigin,
      Double travelled,
      Double law,
      Double p50,
      Double p99,
      Double max,
      double resolution) {
    private static final double NS_PER_MS = 1e6;

    /** Drops what is not finite. */
    public Age {
      mean = finiteOrNull(mean);
      atOrigin = finiteOrNull(atOrigin);
      travelled = finiteOrNull(travelled);
      law = finiteOrNull(law);
      p50 = finiteOrNull(p50);
      p99 = finiteOrNull(p99);
      max = finiteOrNull(max);
    }

    /**
     * As it was measured; null when it was not.
     *
     * @param lawSeconds E[T] in theory; NaN where there is none
     * @param gridSeconds between two instants
     */
    public static Age of(AgeSummary age, double lawSeconds, double gridSeconds) {
      return Double.isNaN(age.mean())
          ? null
          : new Age(
              age.mean() / NS_PER_MS,
              age.atOrigin() / NS_PER_MS,
              age.travelled() / NS_PER_MS,
              1e3 * lawSeconds,
              age.p50() / NS_PER_MS,
              age.p99() / NS_PER_MS,
              age.max() / NS_PER_MS,
              1e3 * gridSeconds);
    }
  }

  /**
   * A learner that is last, and why.
   *
   * @param learner its id
   * @param staleness its mean over origins as a holder, in updates; null when not measured
   * @param updates that it had made
   * @param medianUpdates what the learner in the middle had made
   * @param cause {@code compute}, {@code link}, {@code queue}, or {@code chance} when nothing about
   *     it stands out
   * @param symptom what stands out, such as {@code unsent-pushes}; null when nothing does
   * @param share how much of it, 0 to 1; null when nothing stands out
   */
  public record LastLearner(
      int learner,
      Double staleness,
      long updates,
      double medianUpdates,
      String cause,
      String symptom,
      Double share) {
    /** Drops what is not finite. */
    public LastLearner {
      staleness = finiteOrNull(staleness);
      share = finiteOrNull(share);
    }

    /** As it was found; null when nobody was. */
    public static LastLearner of(Diagnosis found) {
      boolean clear = found.symptom() != Symptom.NONE;
      return !found.isKnown()
          ? null
          : new LastLearner(
              found.learner(),
              found.staleness(),
              found.updates(),
              found.medianUpdates(),
              word(found.symptom().cause()),
              clear ? word(found.symptom()) : null,
              clear ? found.share() : null);
    }

    /**
     * The cause with its evidence, such as "link: 31 % of its ticks found the last push unsent".
     */
    public String why() {
      return symptom == null
          ? cause + ": nothing about it stands out"
          : cause + ": " + Symptoms.words(symptom, share);
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * How late something ran, in milliseconds after it was due.
   *
   * @param p50 median
   * @param p99 99th percentile
   * @param max largest ever
   */
  public record Lateness(double p50, double p99, double max) {}

  /**
   * Memory that the run took on its nodes, measured: at its end less what was taken when its data
   * had been loaded and no learner was there yet.
   *
   * @param heapBytesPerLearner Java heap in use after a collection, all that the run keeps
   *     included; null when it took less than the heap shrank by meanwhile, as with a few small
   *     learners
   * @param offHeapBytesPerLearner parameters, gradients and batches outside the heap
   * @param logBytesPerLearner files of the transport mapped into memory, as many as there are now
   * @param heapBytes in use on all nodes
   * @param offHeapBytes on all nodes
   * @param logBytes on all nodes
   */
  public record Memory(
      Double heapBytesPerLearner,
      double offHeapBytesPerLearner,
      double logBytesPerLearner,
      long heapBytes,
      long offHeapBytes,
      long logBytes) {}

  /**
   * What the lanes spent their time on after the burn-in, as shares of it. What is left of 1 went
   * into mailboxes and duty cycles.
   *
   * @param count of lanes
   * @param step in mini-batches
   * @param poll in receiving and mixing
   * @param send in gossip ticks and sending
   * @param evaluation in scoring models
   * @param idle with nothing to do
   */
  public record Lanes(
      int count, double step, double poll, double send, double evaluation, double idle) {}

  static Double finiteOrNull(Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }

  private static void require(boolean holds, String key, Object value, String right) {
    if (!holds) {
      throw new IllegalArgumentException(key + " is " + value + ", must be " + right);
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
  }
}
