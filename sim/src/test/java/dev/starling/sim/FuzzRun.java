package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.Learner;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.LearnerState;
import dev.starling.learning.VersionVector;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import dev.starling.sim.experiment.Fingerprint;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;

/** Runs one plan and holds the invariants against it. */
final class FuzzRun implements AutoCloseable {
  private static final double NANOS = 1e9;
  private static final int CHECKS = 4;

  private final FuzzPlan plan;
  private final BowlTask task;
  private final VirtualCluster cluster;
  private final FuzzWitness[] witnesses;

  private FuzzRun(FuzzPlan plan) {
    this.plan = plan;
    // Far from its start, so that a step that is too large overshoots beyond all bounds.
    task = new RandomStart(plan.diverges() ? 1e5 : 0.5, plan.parameters());
    Topology topology = Topologies.parse(plan.topology(), plan.learners(), plan.seed());
    cluster =
        new VirtualCluster(
            plan.learners(),
            plan.seed(),
            plan.settings().updates().pace().isPaced(),
            0,
            (id, incarnation) ->
                new Learner(id, plan.settings(), task, topology, plan.seed(), incarnation),
            plan.options());
    witnesses = new FuzzWitness[plan.learners()];
    boolean staysOut =
        plan.settings().divergence().recovery() == LearnerSettings.Divergence.Recovery.STAY_OUT;
    for (int id = 0; id < plan.learners(); id++) {
      witnesses[id] = new FuzzWitness(cluster, id, staysOut);
      cluster.record(id, witnesses[id]);
    }
  }

  /** Runs the plan of {@code seed} and checks it; returns a hash of all that happened. */
  static long check(long seed) {
    long bytesBefore = ParameterVector.liveBytes();
    long hash;
    try (FuzzRun run = new FuzzRun(FuzzPlan.of(seed))) {
      hash = run.run();
    }
    assertThat(ParameterVector.liveBytes())
        .as("bytes outside the heap that nobody gave back")
        .isEqualTo(bytesBefore);
    return hash;
  }

  private long run() {
    cluster.start();
    long[] updates = new long[plan.learners()];
    long[] newest = new long[plan.learners()];
    long[] highest = new long[plan.learners()];
    for (int i = 1; i <= CHECKS; i++) {
      cluster.runUntil((long) (plan.seconds() * i / CHECKS * NANOS));
      checkLearners();
      checkVersionsRise(highest);
      if (i == CHECKS / 2) {
        noteProgress(updates, newest);
      }
    }
    checkProgress(updates, newest);
    cluster.stop();
    checkPushes();
    long hash = hash();
    cluster.drainNetwork();
    assertThat(cluster.network().inFlight()).as("in flight when nothing moves").isZero();
    return hash;
  }

  private void checkLearners() {
    for (int id = 0; id < plan.learners(); id++) {
      Learner learner = cluster.learner(id);
      if (learner == null) {
        continue;
      }
      VersionVector versions = learner.versions();
      for (int origin = 0; origin < plan.learners(); origin++) {
        assertThat(versions.of(origin))
            .as("version of learner %d at learner %d", origin, id)
            .isLessThanOrEqualTo(cluster.newestVersion(origin));
      }
      if (!plan.trains() && !plan.exchanges()) {
        // Weights that sum to 1 keep models within the hull of those that they began with.
        for (float value : learner.parameters().toArray()) {
          assertThat(value).as("a mix without training").isBetween(-1.00001f, 1.00001f);
        }
      }
    }
  }

  private void checkVersionsRise(long[] highest) {
    for (int id = 0; id < plan.learners(); id++) {
      assertThat(cluster.newestVersion(id))
          .as("the own version of learner %d, over its incarnations", id)
          .isGreaterThanOrEqualTo(highest[id]);
      highest[id] = cluster.newestVersion(id);
    }
  }

  private void noteProgress(long[] updates, long[] newest) {
    for (int id = 0; id < plan.learners(); id++) {
      Learner learner = cluster.learner(id);
      boolean runs = learner != null && learner.state() == LearnerState.RUNNING;
      updates[id] = runs && plan.trains() ? learner.counters().updates() : Long.MAX_VALUE;
      newest[id] = cluster.newestVersion(id);
    }
  }

  private void checkProgress(long[] updates, long[] newest) {
    for (int id = 0; id < plan.learners(); id++) {
      Learner learner = cluster.learner(id);
      boolean runs = learner != null && learner.state() == LearnerState.RUNNING;
      if (runs && updates[id] < Long.MAX_VALUE && learner.counters().quarantines() == 0) {
        boolean isSame = learner.counters().updates() >= updates[id];
        assertThat(!isSame || cluster.newestVersion(id) > newest[id])
            .as("learner %d has made an update in the second half", id)
            .isTrue();
      }
    }
  }

  private void checkPushes() {
    NetworkCounters network = cluster.network();
    LearnerCounters learners = cluster.counters();
    if (!plan.exchanges()) {
      assertThat(network.sent()).as("sent").isEqualTo(learners.pushesAsked());
      checkPushes(network, learners);
    }
    assertThat(network.delivered() + network.lost() + network.inFlight())
        .as("delivered + lost + in flight of %s", network)
        .isEqualTo(network.sent() + network.duplicated());
  }

  private void checkPushes(NetworkCounters network, LearnerCounters learners) {
    long begun = 0;
    for (FuzzWitness witness : witnesses) {
      begun += witness.begun();
    }
    assertThat(learners.pushesMixed() + learners.pushesPartial())
        .as("mixed + partial of %s", network)
        .isEqualTo(begun);
    if (plan.keepsPushesApart() && learners.framesInQuarantine() == 0) {
      assertThat(learners.pushesMixed() + learners.pushesPartial())
          .as("mixed + partial, where sent = mixed + partial + lost + in flight; %s", network)
          .isEqualTo(network.sent() - network.lost() - network.inFlight());
    }
  }

  private long hash() {
    TraceHash hash = new TraceHash();
    hash.add(cluster.traceHash());
    for (int id = 0; id < plan.learners(); id++) {
      if (cluster.learner(id) != null) {
        hash.add(Fingerprint.of(cluster.learner(id).parameters()));
      }
    }
    return hash.value();
  }

  @Override
  public void close() {
    cluster.close();
    task.close();
  }

  /** A bowl whose learners start anywhere in [−1, 1]. */
  private static final class RandomStart extends BowlTask {
    RandomStart(double optimum, int parameters) {
      super(optimum, parameters);
    }

    @Override
    public void initialise(ParameterVector theta, RandomStream random) {
      for (int i = 0; i < theta.length(); i++) {
        theta.set(i, (float) (2 * random.nextDouble() - 1));
      }
    }
  }
}
