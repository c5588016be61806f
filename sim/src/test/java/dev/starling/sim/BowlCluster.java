package dev.starling.sim;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.StalenessLaw;
import dev.starling.learning.StalenessSummary;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** A cluster of learners that each fall into a bowl of their own, on the complete graph. */
final class BowlCluster implements AutoCloseable {
  static final long SECOND = 1_000_000_000L;

  final VirtualCluster cluster;
  private final BowlTask[] tasks;
  private final Topology topology;

  BowlCluster(
      int learners,
      long seed,
      IntFunction<LearnerSettings> settings,
      IntToDoubleFunction optimum,
      int parameters,
      VirtualOptions options) {
    topology = Topologies.parse("complete", learners, seed);
    tasks = new BowlTask[learners];
    for (int i = 0; i < learners; i++) {
      tasks[i] = new BowlTask(optimum.applyAsDouble(i), parameters);
    }
    boolean paced = settings.apply(0).updates().pace().isPaced();
    try {
      cluster =
          new VirtualCluster(
              learners,
              seed,
              paced,
              0,
              (id, incarnation) ->
                  new Learner(id, settings.apply(id), tasks[id], topology, seed, incarnation),
              options);
    } catch (RuntimeException fault) {
      closeTasks();
      throw fault;
    }
  }

  static BowlCluster of(
      int learners, long seed, CapacitySettings capacity, NetworkOptions network) {
    LearnerSettings settings = paced(1).withCapacity(capacity);
    return new BowlCluster(
        learners, seed, i -> settings, i -> 0, 1, VirtualOptions.DEFAULT.withNetwork(network));
  }

  static LearnerSettings paced(double rate) {
    return LearnerSettings.defaults().withPace(LearnerSettings.Pace.poisson(rate));
  }

  BowlCluster start() {
    cluster.start();
    return this;
  }

  void runUntil(double seconds) {
    cluster.runUntil((long) (seconds * SECOND));
  }

  /** Exact staleness over {@code seconds}, after a burn-in of the meter's own. */
  StalenessSummary measure(double seconds, double gridSeconds) {
    StalenessMeter meter =
        new StalenessMeter(
            cluster,
            cluster.learner(cluster.live().nextSetBit(0)).versions().origins(),
            gridSeconds,
            gossipRate -> 5 * StalenessLaw.mean(1, cluster.size(), gossipRate));
    while (meter.nextNs() <= (long) (seconds * SECOND)) {
      cluster.runUntil(meter.nextNs());
      meter.record();
    }
    return meter.summary();
  }

  double meanParameter() {
    double sum = 0;
    for (int i = 0; i < cluster.size(); i++) {
      sum += cluster.learner(i).parameters().get(0);
    }
    return sum / cluster.size();
  }

  private void closeTasks() {
    for (BowlTask task : tasks) {
      task.close();
    }
  }

  @Override
  public void close() {
    cluster.close();
    closeTasks();
  }
}
