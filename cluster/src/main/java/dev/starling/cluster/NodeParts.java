package dev.starling.cluster;

import dev.starling.cluster.aeron.DataPlane;
import dev.starling.cluster.aeron.Directory;
import dev.starling.cluster.aeron.LaneGroup;
import dev.starling.cluster.aeron.Route;
import dev.starling.run.InputLogs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.agrona.concurrent.NanoClock;

/**
 * What a node consists of beside its actors.
 *
 * @param name of the node, unique in the cluster
 * @param inputLogs whose inputs the lanes log
 */
record NodeParts(
    String name,
    Route route,
    LaneGroup lanes,
    DataPlane plane,
    Directory directory,
    NanoClock clock,
    InputLogs inputLogs) {
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
    for (int node = 0; node < connect.routes().size(); node++) {
      int index = plane.addRoute(connect.routes().get(node));
      List<Integer> learners = new ArrayList<>();
      for (int learner = 0; learner < connect.homes().length; learner++) {
        if (connect.homes()[learner] == node) {
          learners.add(learner);
        }
      }
      directory.publish(index, learners);
    }
    return true;
  }
}
