package dev.starling.sim.experiment;

import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.run.Workspace;
import dev.starling.sim.staleness.StalenessTheory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A run of learners, by gossip or by what gossip is held against. Immutable, and used by several
 * threads at a time.
 *
 * @param settings as the tables show them, by key
 */
record LearnerTrial(TrialHost host, TrialPlan plan, Map<String, String> settings) implements Trial {
  private static final int FIGURES = LearnerFigure.values().length;
  private static final ProgressListener UNHEARD = share -> {};

  /** About what a mini-batch costs, in pushes. */
  private static final double BATCH_WORK = 3;

  LearnerTrial {
    settings = Map.copyOf(settings);
  }

  /**
   * Refuses what cannot be run.
   *
   * @throws IllegalArgumentException that begins with the key
   */
  void check(long seed) {
    RunDescription run = plan.config(seed).describe("trial");
    if (plan.method() == TrialMethod.GOSSIP) {
      host.check(plan);
      return;
    }
    if (run.limits().updates() == 0) {
      throw new IllegalArgumentException(
          "trial.method " + plan.method().key() + " needs run.updates above 0");
    }
    boolean hasRate = run.gossip().isFixedRate() && run.gossip().rate() > 0;
    if (plan.method() == TrialMethod.SYNCHRONOUS && !hasRate) {
      throw new IllegalArgumentException(
          "gossip.rate must be above 0 and gossip.capacity fixed for trial.method "
              + plan.method().key()
              + ", which averages as often as the bytes of that rate allow; were "
              + run.gossip().rate()
              + " and "
              + run.gossip().capacity());
    }
    plan.figures().stream()
        .filter(figure -> !figure.isOfEveryMethod())
        .findFirst()
        .ifPresent(
            figure -> {
              throw new IllegalArgumentException(
                  "trial.method "
                      + plan.method().key()
                      + " has no "
                      + figure.key()
                      + ": only gossip has");
            });
  }

  /** What the file says of a key; of one that it does not name for this point, the default. */
  @Override
  public String setting(SweepKey key) {
    return settings.getOrDefault(key.key(), "");
  }

  @Override
  public TrialResult run(long seed) {
    double[] measured = plan.method() == TrialMethod.GOSSIP ? host.run(plan, seed) : mean(seed);
    return new TrialResult(StalenessTheory.Kind.EXACT, List.of(), boxed(measured), theories(seed));
  }

  @Override
  public TrialResult theory(long seed) {
    double[] unmeasured = new double[FIGURES];
    Arrays.fill(unmeasured, Double.NaN);
    return new TrialResult(
        StalenessTheory.Kind.EXACT, List.of(), boxed(unmeasured), theories(seed));
  }

  @Override
  public double work() {
    RunDescription run = plan.config(0).describe("trial");
    double updateRate = run.clock().updateRate();
    double seconds =
        run.limits().seconds() > 0 ? run.limits().seconds() : run.limits().updates() / updateRate;
    double batches = updateRate * run.steps().perUpdate();
    double pushes = run.gossip().isFixedRate() ? run.gossip().rate() : 5 * updateRate;
    return plan.repeats() * run.learners() * seconds * (pushes + BATCH_WORK * batches);
  }

  private double[] mean(long seed) {
    double[] mean = new double[FIGURES];
    for (int k = 0; k < plan.repeats(); k++) {
      double[] one = baseline(plan.seed(seed, k));
      for (int i = 0; i < FIGURES; i++) {
        mean[i] += one[i] / plan.repeats();
      }
    }
    return mean;
  }

  private List<Double> theories(long seed) {
    if (plan.method() != TrialMethod.GOSSIP) {
      double[] silent = new double[FIGURES];
      Arrays.fill(silent, Double.NaN);
      return boxed(silent);
    }
    return boxed(host.theory(plan, seed));
  }

  private double[] baseline(long seed) {
    RunAssembly assembly = RunAssembly.open(plan.config(seed).describe("trial"));
    RunDescription run = assembly.description();
    long updates = run.limits().updates();
    BoundsProgress progress = new BoundsProgress(Long.MAX_VALUE, UNHEARD);
    double seconds = updates / run.clock().updateRate();
    double[] losses;
    double bytes = 0;
    switch (plan.method()) {
      case CENTRALISED ->
          losses =
              new double[] {loss(new CentralisedSgd(assembly, seconds).train(updates, progress))};
      case ISOLATED -> losses = isolated(assembly, updates, seconds, progress);
      default -> {
        SynchronousAveraging rounds = new SynchronousAveraging(assembly);
        losses = rounds.train(updates);
        bytes = rounds.bytes();
      }
    }
    double[] measured = new double[FIGURES];
    Arrays.fill(measured, Double.NaN);
    measured[LearnerFigure.MEAN_LOSS.ordinal()] = Arrays.stream(losses).average().orElseThrow();
    measured[LearnerFigure.WORST_LOSS.ordinal()] = Arrays.stream(losses).max().orElseThrow();
    measured[LearnerFigure.MEGABYTES.ordinal()] = bytes / 1e6;
    return measured;
  }

  private static double[] isolated(
      RunAssembly assembly, long updates, double seconds, BoundsProgress progress) {
    IsolatedLearners learners = new IsolatedLearners(assembly, seconds);
    double[] losses = new double[assembly.description().learners()];
    try (Workspace workspace = assembly.newWorkspace()) {
      for (int id = 0; id < losses.length; id++) {
        losses[id] = loss(learners.train(id, updates, workspace, progress));
      }
    }
    return losses;
  }

  private static double loss(BoundScore score) {
    return score.test().loss();
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
