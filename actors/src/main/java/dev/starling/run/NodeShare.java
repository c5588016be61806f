package dev.starling.run;

import dev.starling.data.DataException;
import dev.starling.data.DataSet;
import dev.starling.data.DataSources;
import dev.starling.data.DataSplit;
import dev.starling.data.HeldOutData;
import dev.starling.data.OwnData;
import dev.starling.data.Partitioner;
import dev.starling.data.Partitioners;
import dev.starling.data.Partitions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The data of a run as one place has them: what the learners there train on, and what all are
 * judged by. Where data are shared that is everything; where each node has its own, it is the own
 * data of this node and the held-out data of the run.
 *
 * @param partitions of the learners that can be built here
 * @param meanSamples per learner of the whole run; 0 when that is not known here
 */
record NodeShare(DataSplit data, Partitions partitions, double meanSamples) {

  /** Reads what {@code node} needs of the data of {@code run}, and divides it. */
  static NodeShare of(RunDescription run, NodeData node) {
    return run.data().placement().isLocal() ? ofLocal(run, node) : ofShared(run, node);
  }

  private static NodeShare ofShared(RunDescription run, NodeData node) {
    String source = run.data().source();
    DataSplit data =
        node.folder().isPresent()
            ? DataSources.open(source, run.seed(), node.folder().get())
            : DataSources.open(source, run.seed());
    Partitions partitions = partitioner(run).partition(data.train(), run.learners(), run.seed());
    return new NodeShare(data, partitions, partitions.meanSize());
  }

  private static NodeShare ofLocal(RunDescription run, NodeData node) {
    HeldOutData heldOut = heldOut(run, node);
    Optional<DataPlacement.Share> share = run.data().placement().of(node.node());
    if (share.isEmpty()) {
      // Of the right shape; no learner here has a row of it.
      DataSet like = heldOut.validation();
      DataSplit judging = new DataSplit(like, heldOut.validation(), heldOut.test());
      return new NodeShare(judging, Partitions.none(like), 0);
    }
    DataSet own = own(node, heldOut);
    Partitions partitions =
        partitioner(run).partition(own, share.get().first(), share.get().learners(), run.seed());
    return new NodeShare(
        new DataSplit(own, heldOut.validation(), heldOut.test()),
        partitions,
        run.data().placement().meanSamples());
  }

  /**
   * Samples of a node's own data, which are read and held against the run's for it.
   *
   * @throws RuntimeException with one line that names the node, when it has none or they do not fit
   */
  static int countOwn(RunDescription run, NodeData node) {
    return own(node, heldOut(run, node)).size();
  }

  private static HeldOutData heldOut(RunDescription run, NodeData node) {
    return HeldOutData.open(run.data().source(), run.seed(), node.folder().orElse(null));
  }

  private static DataSet own(NodeData node, HeldOutData heldOut) {
    Path folder =
        node.folder()
            .orElseThrow(
                () ->
                    new DataException(
                        "node "
                            + node.node()
                            + " has no data of its own, which data.placement = local asks for:"
                            + " start it with --data DIR"));
    try {
      return OwnData.read(folder, heldOut);
    } catch (DataException fault) {
      throw new DataException("node " + node.node() + ": " + fault.getMessage(), fault);
    }
  }

  private static Partitioner partitioner(RunDescription run) {
    return Partitioners.parse(run.data().split());
  }
}
