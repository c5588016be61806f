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

/** Starling's learners in virtual time, each with its own samples. */
final class VirtualLearners implements Contender {
  private static final int PUSHES_PER_CALL = 20_000;
  private static final double SECOND = 1e9;
  private static final long SEED = 1;

  private final Crowd crowd;
  private final DataSet data;
  private final Model model;
  private final ParameterVector gradient;
  private final Batch batch;
  private final VirtualCluster cluster;
  private final long nsPerCall;
  private long calls;

  /**
   * Who learns what, and how fast.
   *
   * @param model its spec
   * @param batch samples of a mini-batch
   * @param updateRate r: updates of one step per second and learner
   * @param pushRate λ: pushes per second and learner
   */
  record Crowd(int learners, String model, int batch, double updateRate, double pushRate) {}

  VirtualLearners(Crowd crowd, DataSet data) {
    this.crowd = crowd;
    this.data = data;
    int learners = crowd.learners();
    model = Models.parse(crowd.model()).create(data.features(), data.classes(), crowd.batch());
    gradient = ParameterVector.allocate(model.parameters());
    batch = Batch.allocate(crowd.batch(), data.features());
    nsPerCall = (long) (PUSHES_PER_CALL * SECOND / (learners * crowd.pushRate()));
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(crowd.updateRate()))
            .withCapacity(new CapacitySettings.Fixed(crowd.pushRate()));
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
    int[] rows =
        IntStream.iterate(learner, row -> row < data.size(), row -> row + crowd.learners())
            .toArray();
    return new PartitionTask(data, rows, model, gradient, batch, crowd.batch());
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
    cluster.runUntil(cluster.nowNs() + nsPerCall);
    calls++;
    return 1;
  }

  @Override
  public void close() {
    CloseHelper.closeAll(cluster, model, gradient, batch);
  }
}
