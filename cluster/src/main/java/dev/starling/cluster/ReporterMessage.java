package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.actor.ControlMessage;
import dev.starling.cluster.aeron.LearnerChange;
import dev.starling.cluster.aeron.Route;
import dev.starling.learning.LinkTotals;
import dev.starling.learning.OwnVersions;
import dev.starling.run.RunDescription;
import java.util.List;

/** What the keeper of a run asks of each node, and what the nodes tell each other. */
public interface ReporterMessage extends ControlMessage {

  /**
   * Load the run's data and be ready to seat learners; a node that has done so says so again, to
   * this keeper from now on.
   */
  record Prepare(RunDescription run, ActorRef<KeeperMessage> keeper) implements ReporterMessage {}

  /**
   * Open the streams to all nodes, and know where the learners are. Sent again whenever that
   * changes.
   *
   * @param routes of the nodes
   * @param homes for each learner the index of its node in {@code routes}, or -1
   */
  record Connect(String runId, List<Route> routes, int[] homes) implements ReporterMessage {
    public Connect {
      routes = List.copyOf(routes);
    }
  }

  /**
   * Keep this for a keeper that may have to follow.
   *
   * @param record of the run; none when it is over
   * @param isLast whether all nodes are to end after it
   */
  record Remember(List<KeptRecord> record, boolean isLast) implements ReporterMessage {
    static final Remember NOTHING = new Remember(List.of(), false);

    public Remember {
      record = List.copyOf(record);
    }
  }

  /** Give what was kept to a new keeper. */
  record Recall(ActorRef<KeeperMessage> keeper) implements ReporterMessage {}

  /**
   * Start the clocks; a node whose clocks run already leaves them alone.
   *
   * @param elapsedNs for which those of the other nodes have run
   */
  record Begin(String runId, long elapsedNs) implements ReporterMessage {}

  /**
   * Learners come, go and change their speed.
   *
   * @param changes in the order in which they happen
   * @param live who is there then, as {@link java.util.BitSet#toLongArray}
   * @param known who can be reached then, in the same form
   */
  record Change(String runId, List<LearnerChange> changes, long[] live, long[] known)
      implements ReporterMessage {
    public Change {
      changes = List.copyOf(changes);
    }
  }

  /** Stop the clocks, let frames in flight drain, and send the scores. */
  record Stop(String runId) implements ReporterMessage {}

  /** Tell {@code replyTo} θ of a learner of this node, from parameter {@code from} on. */
  record ReadModel(String runId, int learner, int from, ActorRef<ModelPart> replyTo)
      implements ReporterMessage {}

  /** Tell {@code replyTo} what the node knows of the links from {@code from} on. */
  record ReadLinks(String runId, long from, ActorRef<LinksRead> replyTo)
      implements ReporterMessage {}

  /**
   * Leave the cluster; the process ends.
   *
   * @param withAll whether all nodes do, so that nobody is left to take anything over
   */
  record Leave(boolean withAll) implements ReporterMessage {}

  /**
   * From one reporter to another: how far the tracked learners of a node had come.
   *
   * @param measuredFrom the row with which that node begins to measure, or would; {@link
   *     MeasuringStart#OPEN} before the end of its burn-in
   * @param isOver whether it measures no more, since a learner has finished
   */
  record Recorded(
      String runId,
      ActorRef<ReporterMessage> from,
      long measuredFrom,
      boolean isOver,
      OwnVersions own)
      implements ReporterMessage {}

  /**
   * From one reporter to another: what the links from a node to learners elsewhere have carried.
   */
  record LinksCarried(String runId, ActorRef<ReporterMessage> from, LinkTotals totals)
      implements ReporterMessage {}
}
