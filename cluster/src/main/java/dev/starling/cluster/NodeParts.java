package dev.starling.cluster;

import dev.starling.cluster.aeron.DataPlane;
import dev.starling.cluster.aeron.Directory;
import dev.starling.cluster.aeron.Lane;
import dev.starling.cluster.aeron.LaneGroup;
import dev.starling.cluster.aeron.Route;
import dev.starling.data.DataSet;
import dev.starling.run.InputLogs;
import dev.starling.run.NodeData;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.agrona.concurrent.NanoClock;

/**
 * What a node consists of beside its actors.
 *
 * @param name of the node, unique in the cluster
 * @param data where it finds data
 * @param inputLogs whose inputs the lanes log
 * @param membership who came and went, as this node has it
 * @param leave takes the node out of the cluster, which goes on; it returns at once
 * @param end ends the node with its cluster; it returns at once
 */
record NodeParts(
    String name,
    Route route,
    LaneGroup lanes,
    DataPlane plane,
    Directory directory,
    NanoClock clock,
    NodeData data,
    InputLogs inputLogs,
    Membership membership,
    Runnable leave,
    Runnable end) {
  /** A node's own index in its data plane. */
  static final int LOCAL = 0;

  /** Those of {@code learners} that live on this node. */
  BitSet hosted(BitSet learners) {
    BitSet hosted = new BitSet();
    learners.stream().filter(id -> directory.nodeOf(id) == LOCAL).forEach(hosted::set);
    return hosted;
  }

  /** Opens the streams to all nodes of a run and publishes where its learners live; blocks. */
  boolean openRoutes(ReporterMessage.Connect connect) {
    plane.setRoutes(connect.routes());
    int[] indices = connect.routes().stream().mapToInt(plane::addRoute).toArray();
    int[] homes = connect.homes().clone();
    for (int learner = 0; learner < homes.length; learner++) {
      homes[learner] = homes[learner] < 0 ? Directory.UNKNOWN : indices[homes[learner]];
    }
    directory.publish(homes);
    return true;
  }

  /** The learners of this node as they stand, on {@code part} of the data. */
  CompletionStage<NodeScores> score(DataSet part) {
    return onEachLane(lane -> lane.score(part)).thenApply(NodeScores::of);
  }

  /** Asks every lane the same; the answers are in the order of the lanes. */
  <T> CompletionStage<List<T>> onEachLane(Function<Lane, CompletionStage<T>> question) {
    CompletionStage<List<T>> answers = CompletableFuture.completedFuture(new ArrayList<>());
    for (Lane lane : lanes.all()) {
      answers =
          answers.thenCombine(
              question.apply(lane),
              (list, answer) -> {
                list.add(answer);
                return list;
              });
    }
    return answers;
  }
}
