package dev.starling.cluster;

import java.util.List;

/** Whom a run waits for, in words. Stateless. */
final class WaitedFor {
  private WaitedFor() {}

  /** Who has not answered yet, for a message that goes on with it; empty when nobody is known. */
  static String text(KeptRun run) {
    return switch (run.phase()) {
      case PREPARING -> nodesBelow(KeptNode.State.PREPARED, run);
      case SEATING -> learners(run.missing().toArray());
      case CONNECTING -> nodesBelow(KeptNode.State.CONNECTED, run);
      case RUNNING -> "";
      case ENDING -> nodesBelow(KeptNode.State.ENDED, run);
    };
  }

  private static String learners(int[] missing) {
    return missing.length == 0
        ? ""
        : ": " + missing.length + " missing, the first is learner " + missing[0];
  }

  private static String nodesBelow(KeptNode.State least, KeptRun run) {
    List<String> missing =
        run.nodes().stream().filter(node -> !node.isAtLeast(least)).map(KeptNode::name).toList();
    return missing.isEmpty() ? "" : ": missing " + String.join(", ", missing);
  }
}
