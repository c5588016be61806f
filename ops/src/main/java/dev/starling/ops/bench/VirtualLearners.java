package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import dev.starling.learning.CapacitySettings;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.PushBlocks;
import dev.starling.model.Batch;
import dev.starling.model.Model;
import dev.starling.model.Models;
import dev.starling.model.PartitionTask;
import dev.starling.params.ParameterVector;
import dev.starling.sim.VirtualCluster;
import dev.starling.sim.VirtualOptions;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;

/** Starling's learners in virtual time, each with its own samples, one sample to a mini-batch. */
final class VirtualLearners implements Contender {
  private static final int PUSHES_PER_CALL = 20_000;
  private static final long SECOND = 1_000_000_000L;
  private static final long SEED = 1;

  private final int learners;
  private final DataSet data;
  private final Model model;
  private final ParameterVector gradient;
  private final Batch batch;
  private final VirtualCluster cluster;
  private long calls;

  /**
   * @param stepsPerPush updates of one step that a learner makes for each push, on average
   */
  VirtualLearners(int learners, DataSet data, double stepsPerPush) {
    this.learners = learners;
    this.data = data;
    model = Models.parse("logistic").create(data.features(), data.classes(), 1);
    gradient = ParameterVector.allocate(model.parameters());
    batch = Batch.allocate(1, data.features());
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(stepsPerPush))
            .withCapacity(new CapacitySettings.Fixed(1));
    Topology topology = Topologies.parse("complete", learners, SEED);
    PushBlocks blocks = new PushBlocks();
    cluster =
        new VirtualCluster(
            learners,
            SEED,
            true,
            0,
            (id, incarnation) ->
                new Learner(id, settings, task(id), topology, SEED, incarnation, blocks),
            VirtualOptions.DEFAULT);
    cluster.start();
  }

  private PartitionTask task(int learner) {
    int[] rows = IntStream.range(0, data.size()).filter(row -> row % learners == learner).toArray();
    return new PartitionTask(data, rows, model, gradient, batch, 1);
  }

  @Override
  public String name() {
    return STARLING;
  }

  @Override
  public double measure(double seconds) {
    long before = cluster.counters().pushesMixed();
    calls = 0;
    double callsPerSecond = Stopwatch.rate(seconds, this::advance);
    return callsPerSecond * (cluster.counters().pushesMixed() - before) / calls;
  }

  private double advance() {
    cluster.runUntil(cluster.nowNs() + PUSHES_PER_CALL * SECOND / learners);
    calls++;
    return 1;
  }

  @Override
  public void close() {
    CloseHelper.closeAll(cluster, model, gradient, batch);
  }
}
