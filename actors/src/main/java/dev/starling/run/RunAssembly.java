package dev.starling.run;

import dev.starling.data.DataSet;
import dev.starling.data.DataSplit;
import dev.starling.data.Partitions;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.Origins;
import dev.starling.model.ModelSpec;
import dev.starling.model.Models;
import dev.starling.model.PartitionTask;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.Arrays;

/**
 * Puts the learners of a run together: opens the data, divides it, and builds each learner on the
 * workspace of the thread that will run it. Immutable once open, and shared by all threads of a
 * node; every host and every bound gets its learners here, so they start from the same bits.
 */
public final class RunAssembly {
  private static final int MAX_CURVE_SAMPLES = 1_000;

  private final RunDescription description;
  private final DataSplit data;
  private final DataSet curvePart;
  private final Partitions partitions;
  private final ModelSpec model;
  private final Topology topology;
  private final Origins origins;
  private final double meanSamples;

  private RunAssembly(RunDescription description, NodeShare share) {
    this.description = description;
    data = share.data();
    curvePart = firstOf(data.validation(), MAX_CURVE_SAMPLES);
    partitions = share.partitions();
    meanSamples = share.meanSamples();
    model = Models.parse(description.model());
    topology = Topologies.parse(description.topology(), description.learners(), description.seed());
    origins = originsOf(description);
  }

  /**
   * Opens the data of a run and divides it, on a machine that has all of it; of a run whose nodes
   * have data of their own, the held-out part alone, which no learner can be built from.
   *
   * @throws RuntimeException with a message of one line when the data, the split, the model or the
   *     topology do not fit
   */
  public static RunAssembly open(RunDescription description) {
    return open(description, NodeData.NONE);
  }

  /**
   * Samples of a node's own data, which are read and held against the run's for it.
   *
   * @throws RuntimeException with one line that names the node, when it has none or they do not fit
   */
  public static int countOwn(RunDescription description, NodeData node) {
    return NodeShare.countOwn(description, node);
  }

  /** As {@link #open(RunDescription)}, on one of the nodes of a run. */
  public static RunAssembly open(RunDescription description, NodeData node) {
    RunAssembly assembly = new RunAssembly(description, NodeShare.of(description, node));
    assembly.newWorkspace().close();
    return assembly;
  }

  public RunDescription description() {
    return description;
  }

  public DataSplit data() {
    return data;
  }

  /** The validation part, or as many samples of it as curves are drawn from. */
  public DataSet curvePart() {
    return curvePart;
  }

  public Partitions partitions() {
    return partitions;
  }

  public Topology topology() {
    return topology;
  }

  /** The tracked learners of a run, which its description alone decides. */
  public static Origins originsOf(RunDescription run) {
    RunDescription.Versions versions = run.versions();
    return Origins.of(run.learners(), versions.fullUpTo(), versions.tracked(), run.seed());
  }

  public Origins origins() {
    return origins;
  }

  /** What one thread needs to run learners of this run; to be closed by it. */
  public Workspace newWorkspace() {
    return newWorkspace(description.steps().batch());
  }

  /** As {@link #newWorkspace()}, for mini-batches of {@code batch} samples. */
  public Workspace newWorkspace(int batch) {
    DataSet train = data.train();
    return new Workspace(model, train.features(), train.classes(), batch);
  }

  /** Learner {@code id} on its own partition, to be closed by the caller before the workspace. */
  public Learner newLearner(int id, int incarnation, Workspace workspace) {
    return newLearner(id, incarnation, settingsOf(id), workspace);
  }

  /** Learner {@code id} with settings of the caller's, such as one that does not gossip. */
  public Learner newLearner(
      int id, int incarnation, LearnerSettings settings, Workspace workspace) {
    return new Learner(
        id,
        settings,
        task(partitions.rows(id), workspace),
        topology,
        description.seed(),
        incarnation,
        workspace.pushBlocks());
  }

  /** A learner alone with all the training data: what centralised SGD is. */
  public Learner newPooledLearner(LearnerSettings settings, Workspace workspace) {
    int[] all = new int[data.train().size()];
    Arrays.setAll(all, row -> row);
    Topology alone = Topologies.parse("complete", 1, description.seed());
    return new Learner(0, settings, task(all, workspace), alone, description.seed(), 0);
  }

  /** The settings of learner {@code id}. */
  public LearnerSettings settingsOf(int id) {
    return LearnerPlan.of(description, meanSamples, id);
  }

  private static DataSet firstOf(DataSet part, int most) {
    if (part.size() <= most) {
      return part;
    }
    int[] rows = new int[most];
    Arrays.setAll(rows, row -> row);
    return part.subset(rows);
  }

  private PartitionTask task(int[] rows, Workspace workspace) {
    return new PartitionTask(
        data.train(),
        rows,
        workspace.model(),
        workspace.gradient(),
        workspace.batch(),
        workspace.batchSize());
  }
}
