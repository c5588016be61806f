package dev.starling.run;

import java.util.List;

/**
 * Everything that decides how a run goes, as plain values: what the submitter writes, what every
 * node receives, and what the run directory keeps. Both hosts build their learners from it, so a
 * run moves between real and virtual time unchanged. Names such as {@code mlp:64} or {@code
 * dirichlet:0.1} are parsed where they are used; the numbers are checked here.
 *
 * @param id names the run in the cluster and its directory
 * @param seed decides the partitions and every random stream of every learner
 * @param learners n, from 1 to {@value #MAX_LEARNERS}
 * @param model such as {@code softmax} or {@code mlp:64}
 * @param topology such as {@code complete} or {@code random-regular:4}
 * @param commonInit whether all learners start from one θ
 * @param churn who comes, goes and changes speed in mid-run
 * @param checkpoints where and how often learners are saved
 */
public record RunDescription(
    String id,
    long seed,
    int learners,
    Data data,
    String model,
    String topology,
    boolean commonInit,
    Limits limits,
    Steps steps,
    Clock clock,
    Gossip gossip,
    Versions versions,
    Divergence divergence,
    Measuring measuring,
    Faults faults,
    ChurnPlan churn,
    Checkpoints checkpoints) {
  /** Ten times what virtual time was made for: beyond it a typing error is likelier than a run. */
  public static final int MAX_LEARNERS = 10_000_000;

  public RunDescription {
    Check.text("run.id", id);
    Check.text("run.model", model);
    Check.text("run.topology", topology);
    Check.within("run.learners", learners, 1, MAX_LEARNERS);
    int highest = faults.selectedLinks().highest();
    if (highest >= learners) {
      throw new IllegalArgumentException(
          "faults.links names learner " + highest + ": they are 0 to " + (learners - 1));
    }
    churn.requireFits(learners, limits.seconds());
  }

  /** Identity of the run, as frames and checkpoints carry it: FNV-1a of its id. */
  public long key() {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The same run, with its learners saved as {@code next} has it. */
  public RunDescription with(Checkpoints next) {
    return with(data, next);
  }

  /** The same run, with its training data where {@code next} has it. */
  public RunDescription with(DataPlacement next) {
    return with(new Data(data.source(), data.split(), next), checkpoints);
  }

  private RunDescription with(Data itsData, Checkpoints itsCheckpoints) {
    return new RunDescription(
        id,
        seed,
        learners,
        itsData,
        model,
        topology,
        commonInit,
        limits,
        steps,
        clock,
        gossip,
        versions,
        divergence,
        measuring,
        faults,
        churn,
        itsCheckpoints);
  }

  /** Of a run whose learners all stay as they are, and are not saved. */
  public RunDescription(
      String id,
      long seed,
      int learners,
      Data data,
      String model,
      String topology,
      boolean commonInit,
      Limits limits,
      Steps steps,
      Clock clock,
      Gossip gossip,
      Versions versions,
      Divergence divergence,
      Measuring measuring,
      Faults faults) {
    this(
        id,
        seed,
        learners,
        data,
        model,
        topology,
        commonInit,
        limits,
        steps,
        clock,
        gossip,
        versions,
        divergence,
        measuring,
        faults,
        ChurnPlan.NONE,
        Checkpoints.NONE);
  }

  /**
   * The data.
   *
   * @param source such as {@code fashion-mini} or {@code csv:FILE}
   * @param split how it is divided among the learners, such as {@code iid}
   * @param placement where the training data lie
   */
  public record Data(String source, String split, DataPlacement placement) {
    public Data {
      Check.text("data.source", source);
      Check.text("data.split", split);
    }

    /** Of data that every node can read. */
    public Data(String source, String split) {
      this(source, split, DataPlacement.SHARED);
    }
  }

  /**
   * When the run ends: at whichever limit comes first. At least one must be set.
   *
   * @param updates per learner, 0 for no limit; the run ends when the slowest is there
   * @param seconds 0 for no limit
   * @param untilAccuracy ends when the worst learner's validation accuracy reaches it; 0 for never
   */
  public record Limits(long updates, double seconds, double untilAccuracy) {
    /** Some 230 days: as far ahead as timers go. */
    public static final double MAX_SECONDS = 20_000_000;

    public Limits {
      Check.atLeast("run.updates", (double) updates, 0);
      Check.within("run.seconds", seconds, 0, MAX_SECONDS);
      Check.within("run.until", untilAccuracy, 0, 1);
      if (updates == 0 && seconds == 0) {
        throw new IllegalArgumentException(
            "a run needs an end: set run.updates or run.seconds above 0");
      }
    }
  }

  /**
   * The SGD steps.
   *
   * @param perUpdate τ
   * @param batch samples of a mini-batch
   * @param schedule {@code constant} or {@code cosine}
   * @param atomic whether the τ steps run as one input, with no mixing in between
   * @param pooled whether steps are scaled so that all learners together minimise the pooled loss
   */
  public record Steps(
      int perUpdate,
      int batch,
      double stepSize,
      String schedule,
      double momentum,
      double weightDecay,
      boolean atomic,
      boolean pooled) {
    public Steps {
      Check.atLeast("steps.tau", perUpdate, 1);
      Check.atLeast("steps.batch", batch, 1);
      Check.above("steps.size", stepSize, 0);
      Check.oneOf("steps.schedule", schedule, "constant", "cosine");
      Check.within("steps.momentum", momentum, 0, 0.9999);
      Check.atLeast("steps.weight-decay", weightDecay, 0);
    }
  }

  /**
   * The update clock.
   *
   * @param kind {@code natural} (the next update starts when the last one ends) or {@code paced}
   * @param updateRate r: updates per second of a learner of speed 1, paced clocks only
   * @param computeDelaySeconds c: the fixed part of the time between updates
   * @param speeds factors of the update rate; learner i of n has entry ⌊i·entries/n⌋
   */
  public record Clock(
      String kind, double updateRate, double computeDelaySeconds, List<Double> speeds) {
    public Clock {
      Check.oneOf("clock.kind", kind, "natural", "paced");
      Check.above("clock.update-rate", updateRate, 0);
      Check.atLeast("clock.compute-delay", computeDelaySeconds, 0);
      speeds = List.copyOf(speeds);
      if (speeds.isEmpty()) {
        throw new IllegalArgumentException(
            "clock.speeds must name at least one speed, such as [1]");
      }
      for (double speed : speeds) {
        Check.above("clock.speeds", speed, 0);
        if (computeDelaySeconds * updateRate * speed >= 1) {
          throw new IllegalArgumentException(
              "clock.compute-delay of "
                  + computeDelaySeconds
                  + " s leaves no time for "
                  + updateRate * speed
                  + " updates per second");
        }
      }
    }

    public boolean isPaced() {
      return kind.equals("paced");
    }

    /** The speed of one learner. */
    public double speedOf(int learner, int learners) {
      return speeds.get((int) ((long) learner * speeds.size() / learners));
    }
  }

  /**
   * The gossip process.
   *
   * @param protocol {@code push} (a model goes one way) or {@code exchange} (two learners average
   *     their models so that the sum is kept)
   * @param capacity {@code law} (λ follows the staleness target), {@code fixed} (λ is the rate), or
   *     an opportunistic scheme, {@code own-model}, {@code freshest} or {@code last-updater} (λ is
   *     the rate if that is above 0, else it follows the target)
   * @param rate λ: pushes per second of a learner; 0 for no gossip
   * @param stalenessTarget S*: wanted mean staleness in updates
   * @param feedback whether the law is trimmed by the staleness that learners see
   * @param feedbackGain g of the trim
   * @param mixing {@code uniform}, {@code age} or {@code staleness}
   * @param weight w of uniform mixing
   */
  public record Gossip(
      String protocol,
      String capacity,
      double rate,
      double stalenessTarget,
      boolean feedback,
      double feedbackGain,
      String mixing,
      double weight) {
    public Gossip {
      Check.oneOf("gossip.protocol", protocol, "push", "exchange");
      Check.oneOf(
          "gossip.capacity", capacity, "law", "fixed", "own-model", "freshest", "last-updater");
      Check.atLeast("gossip.rate", rate, 0);
      Check.above("gossip.staleness-target", stalenessTarget, 0);
      Check.above("gossip.feedback-gain", feedbackGain, 0);
      Check.oneOf("gossip.mixing", mixing, "uniform", "age", "staleness");
      Check.within("gossip.weight", weight, 0, 1);
      if (protocol.equals("exchange") && !(mixing.equals("uniform") && weight == 0.5)) {
        throw new IllegalArgumentException(
            "gossip.protocol = exchange keeps the sum of two models, which takes gossip.mixing ="
                + " uniform and gossip.weight = 0.5");
      }
    }

    /** Whether λ is given; else it follows the staleness target. */
    public boolean isFixedRate() {
      return capacity.equals("fixed") || (isOpportunistic() && rate > 0);
    }

    /** Whether λ is that of one of the schemes that the law is held against. */
    public boolean isOpportunistic() {
      return tellsOfSourceAlone() || capacity.equals("last-updater");
    }

    /** Whether a push refreshes what is known of its source and of nobody else. */
    public boolean tellsOfSourceAlone() {
      return capacity.equals("own-model") || capacity.equals("freshest");
    }

    public boolean isExchange() {
      return protocol.equals("exchange");
    }
  }

  /**
   * The tracked origins.
   *
   * @param fullUpTo up to so many learners every origin is tracked
   * @param tracked m: how many are tracked above that
   */
  public record Versions(int fullUpTo, int tracked) {
    public Versions {
      Check.atLeast("versions.full-up-to", fullUpTo, 1);
      Check.atLeast("versions.tracked", tracked, 1);
    }
  }

  /**
   * What happens to a learner whose model diverges.
   *
   * @param parameterBound mean absolute parameter above which a model counts as diverged
   * @param restart whether it starts again from the next push that it receives; else it stays out
   */
  public record Divergence(double parameterBound, boolean restart) {
    public Divergence {
      Check.above("divergence.parameter-bound", parameterBound, 0);
    }
  }

  /**
   * What is measured, and how often.
   *
   * @param evaluationSeconds between two evaluations on the validation part
   * @param gridSeconds between two samples of the exact staleness
   * @param windowSeconds over which staleness is averaged to judge whether it has settled
   */
  public record Measuring(double evaluationSeconds, double gridSeconds, double windowSeconds) {
    private static final double DEFAULT_WINDOW_SECONDS = 5;
    private static final double LEAST_EVALUATION_SECONDS = 0.01;
    private static final double LEAST_GRID_SECONDS = 0.001;
    private static final double MOST_SECONDS = 3_600;

    public Measuring {
      Check.within(
          "measuring.evaluation", evaluationSeconds, LEAST_EVALUATION_SECONDS, MOST_SECONDS);
      Check.within("measuring.grid", gridSeconds, LEAST_GRID_SECONDS, MOST_SECONDS);
      Check.within("measuring.window", windowSeconds, LEAST_EVALUATION_SECONDS, MOST_SECONDS);
    }

    /** With the default window. */
    public Measuring(double evaluationSeconds, double gridSeconds) {
      this(evaluationSeconds, gridSeconds, DEFAULT_WINDOW_SECONDS);
    }
  }

  /**
   * Faults that a test or an experiment puts in.
   *
   * @param loss share of the pushes that receivers drop
   * @param delay a {@link Latency}: for how long receivers hold a push back
   * @param duplication share of the pushes that receivers get twice
   * @param links a {@link LinkSelection}: where the faults above happen
   * @param egressBytesPerSecond of the link out of each node, 1 or more; 0 for no limit
   */
  public record Faults(
      double loss, String delay, double duplication, String links, double egressBytesPerSecond) {
    /**
     * Bytes per second: below this a frame takes a day, and far below it more than clocks count.
     */
    private static final double LEAST_EGRESS_RATE = 1;

    /** No faults. */
    public static final Faults NONE = new Faults(0, "none", 0, "", 0);

    public Faults {
      Check.within("faults.loss", loss, 0, 1);
      Latency.parse("faults.delay", delay);
      Check.within("faults.duplication", duplication, 0, 1);
      LinkSelection.parse("faults.links", links);
      Check.atLeast("faults.egress", egressBytesPerSecond, 0);
      if (egressBytesPerSecond > 0) {
        Check.atLeast("faults.egress", egressBytesPerSecond, LEAST_EGRESS_RATE);
      }
    }

    /** For how long receivers hold a push back. */
    public Latency delayOfPush() {
      return Latency.parse("faults.delay", delay);
    }

    /** Where pushes get lost, delayed and doubled. */
    public LinkSelection selectedLinks() {
      return LinkSelection.parse("faults.links", links);
    }
  }
}
