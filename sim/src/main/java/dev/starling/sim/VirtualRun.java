package dev.starling.sim;

import dev.starling.data.DataSet;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerState;
import dev.starling.learning.Version;
import dev.starling.model.Evaluation;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.run.Workspace;
import dev.starling.sim.experiment.Fingerprint;
import dev.starling.sim.report.MetricsRow;
import java.util.ArrayList;
import java.util.List;

/**
 * One described run in virtual time, from the first clock to the last score. The same description,
 * seed and options give the same outcome, however fast the machine is. Used by one thread; runs on
 * several threads share nothing but their assembly.
 */
public final class VirtualRun {
  private static final double NANOS = 1e9;

  private final RunAssembly assembly;
  private final RunDescription run;
  private final VirtualRunListener listener;
  private final Workspace workspace;
  private final VirtualCluster cluster;
  private final StalenessMeter meter;
  private final Scoring scoring;
  private final RowMaker rows;
  private final List<MetricsRow> metrics = new ArrayList<>();
  private CarriedGossip carried = CarriedGossip.NONE;

  private VirtualRun(
      RunAssembly assembly,
      VirtualOptions options,
      VirtualRunListener listener,
      Workspace workspace,
      VirtualCluster cluster) {
    this.assembly = assembly;
    this.run = assembly.description();
    this.listener = listener;
    this.workspace = workspace;
    this.cluster = cluster;
    meter =
        new StalenessMeter(
            cluster,
            assembly.origins(),
            run.measuring().gridSeconds(),
            RunLaw.of(run)::burnInSeconds);
    scoring = new Scoring(assembly, workspace, cluster, options.evaluatedLearners());
    rows = new RowMaker(run, cluster, meter, scoring);
  }

  /**
   * Runs to the end.
   *
   * @throws IllegalArgumentException when the options do not fit the run
   */
  public static VirtualOutcome run(
      RunAssembly assembly, VirtualOptions options, VirtualRunListener listener) {
    RunDescription run = assembly.description();
    if (options.churn().restartsLearners() && run.limits().seconds() == 0) {
      throw new IllegalArgumentException(
          "learners that come back begin their updates anew: a run with such churn needs"
              + " run.seconds above 0");
    }
    try (Workspace workspace = assembly.newWorkspace();
        VirtualCluster cluster =
            new VirtualCluster(
                run.learners(),
                run.seed(),
                run.clock().isPaced(),
                run.faults().loss(),
                new AssembledLearners(assembly, workspace),
                options)) {
      return new VirtualRun(assembly, options, listener, workspace, cluster).toEnd();
    }
  }

  private VirtualOutcome toEnd() {
    if (run.limits().updates() > 0) {
      cluster.haltWhenFinished();
    }
    cluster.start();
    VirtualOutcome.Exit exit = null;
    long evaluationNs = Math.max(1, OptionCheck.nanos(run.measuring().evaluationSeconds()));
    long nextRowNs = evaluationNs;
    while (exit == null) {
      boolean halted = cluster.runUntil(Math.min(endNs(), Math.min(nextRowNs, meter.nextNs())));
      if (meter.nextNs() <= cluster.nowNs()) {
        meter.record();
        listener.onGrid(cluster);
      }
      boolean isOver = halted || cluster.nowNs() >= endNs() || isStuck();
      if (isOver || cluster.nowNs() >= nextRowNs) {
        nextRowNs = cluster.nowNs() + evaluationNs;
        exit = measure(halted);
      }
    }
    cluster.stop();
    return outcome(exit);
  }

  /** Adds a row, and tells whether the run is over. */
  private VirtualOutcome.Exit measure(boolean halted) {
    scoring.score();
    MetricsRow row = rows.next();
    metrics.add(row);
    if (meter.isBurnInOver()) {
      carried = carried.plus(rows.carried());
    }
    listener.onRow(row, share());
    if (halted) {
      return VirtualOutcome.Exit.UPDATES;
    } else if (cluster.nowNs() >= endNs()) {
      return VirtualOutcome.Exit.SECONDS;
    } else if (isStuck()) {
      return VirtualOutcome.Exit.DIVERGED;
    }
    double wanted = run.limits().untilAccuracy();
    if (wanted > 0 && row.accuracy() != null && row.accuracy().min() >= wanted) {
      return VirtualOutcome.Exit.ACCURACY;
    }
    return listener.isInterrupted() ? VirtualOutcome.Exit.INTERRUPTED : null;
  }

  /** Whether nobody trains, and those that have not finished can be helped by nobody. */
  private boolean isStuck() {
    boolean nobodyTrains = cluster.count(LearnerState.RUNNING) == 0;
    boolean helpless = !run.divergence().restart() || cluster.count(LearnerState.FINISHED) == 0;
    return cluster.isIdle()
        || (nobodyTrains && cluster.count(LearnerState.QUARANTINED) > 0 && helpless);
  }

  private long endNs() {
    double seconds = run.limits().seconds();
    return seconds == 0 ? Long.MAX_VALUE : OptionCheck.nanos(seconds);
  }

  private double share() {
    double bySeconds =
        run.limits().seconds() == 0 ? 0 : cluster.nowNs() / NANOS / run.limits().seconds();
    double byUpdates =
        run.limits().updates() == 0
            ? 0
            : metrics.get(metrics.size() - 1).updates().min() / (double) run.limits().updates();
    return Math.min(1, Math.max(bySeconds, byUpdates));
  }

  private VirtualOutcome outcome(VirtualOutcome.Exit exit) {
    List<LearnerResult> results = new ArrayList<>();
    Disagreement disagreement = new Disagreement(workspace.parameters());
    TraceHash models = new TraceHash();
    for (int id = 0; id < run.learners(); id++) {
      Learner learner = cluster.learner(id);
      if (learner != null) {
        LearnerResult result = resultOf(learner);
        results.add(result);
        models.add(id);
        models.add(result.fingerprint());
        if (result.isScored()) {
          disagreement.add(learner.parameters());
        }
        listener.onStopped(learner);
      }
    }
    return new VirtualOutcome(
        run,
        exit,
        cluster.nowNs() / NANOS,
        metrics,
        results,
        meter.window(),
        meter.summary(),
        meter::links,
        rows.stalest(),
        rows.slowest(),
        cluster.counters(),
        cluster.network(),
        cluster.churn(),
        carried,
        disagreement.rms(),
        cluster.inputs(),
        cluster.traceHash(),
        models.value());
  }

  private LearnerResult resultOf(Learner learner) {
    LearnerState state = cluster.stateBeforeStop(learner.id());
    return new LearnerResult(
        learner.id(),
        Version.count(learner.versions().own()),
        state,
        evaluate(learner, state, assembly.data().validation()),
        evaluate(learner, state, assembly.data().test()),
        Fingerprint.of(learner.parameters()));
  }

  private Evaluation evaluate(Learner learner, LearnerState state, DataSet part) {
    return state == LearnerState.AWAITING_MODEL
        ? new Evaluation(Double.NaN, Double.NaN, 0)
        : workspace.evaluate(learner.parameters(), part);
  }

  /** The learners of an assembly, all on one workspace, since one thread runs them. */
  private record AssembledLearners(RunAssembly assembly, Workspace workspace)
      implements LearnerSource {
    @Override
    public Learner newLearner(int id, int incarnation) {
      return assembly.newLearner(id, incarnation, workspace);
    }

    @Override
    public double speed(int id) {
      RunDescription run = assembly.description();
      return run.clock().speedOf(id, run.learners());
    }
  }
}
