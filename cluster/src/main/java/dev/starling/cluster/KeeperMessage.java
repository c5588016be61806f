package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.actor.ControlMessage;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.ResumedLearner;
import dev.starling.cluster.aeron.Route;
import dev.starling.run.RunDescription;
import java.util.List;

/** What the keeper of a run is told. */
public interface KeeperMessage extends ControlMessage {

  /** Start a run; refused while another one is under way. */
  record Submit(RunDescription run, ActorRef<RunEvent> submitter) implements KeeperMessage {}

  /**
   * Tell {@code follower} of a run from now on, and no more whoever heard of it before; of the run
   * that ended last, only how it ended.
   *
   * @param part of the run, from 0
   */
  record Follow(String runId, int part, ActorRef<RunEvent> follower) implements KeeperMessage {}

  /** End the run early, with a result; an empty id means the run that is under way. */
  record EndRun(String runId) implements KeeperMessage {}

  /** Let a node leave the cluster and end its process; an empty name means all of them. */
  record StopNodes(String node) implements KeeperMessage {}

  /** How do the cluster and its run stand? */
  record GetStatus(ActorRef<ClusterStatus> replyTo) implements KeeperMessage {}

  /**
   * A node has data of its own that fit the run; it waits to be told who of the learners are its.
   *
   * @param node its name
   */
  record NodeHolds(String runId, ActorRef<ReporterMessage> reporter, String node, int samples)
      implements KeeperMessage {}

  /**
   * A node has loaded the data and can seat learners.
   *
   * @param elapsedNs run time of the node, or -1 while its clocks stand
   */
  record NodePrepared(String runId, Route route, ActorRef<ReporterMessage> reporter, long elapsedNs)
      implements KeeperMessage {}

  /** What a node was told last to keep. */
  record Recalled(ActorRef<ReporterMessage> reporter, ReporterMessage.Remember kept)
      implements KeeperMessage {}

  /** A node cannot do its part; {@code cause} is one line. */
  record NodeFailed(String runId, ActorRef<ReporterMessage> reporter, String node, String cause)
      implements KeeperMessage {}

  /** A node's streams are open. */
  record NodeConnected(String runId, String node) implements KeeperMessage {}

  /**
   * All learners of a node have made their updates, as far as it knows who lives there.
   *
   * @param learners these and perhaps more, as {@link java.util.BitSet#toLongArray}
   */
  record NodeFinished(String runId, String node, long[] learners) implements KeeperMessage {}

  /**
   * Learners that were lost or have moved go on at a node. Told again to a keeper that follows.
   *
   * @param node its name
   */
  record Resumed(String runId, String node, List<ResumedLearner> learners)
      implements KeeperMessage {
    public Resumed {
      learners = List.copyOf(learners);
    }
  }

  /** A node's report. */
  record Reported(NodeReport report) implements KeeperMessage {}

  /**
   * A node's learners on the validation part.
   *
   * @param consensusRms over the learners of the node
   */
  record Scored(String runId, String node, List<LearnerScore> scores, double consensusRms)
      implements KeeperMessage {
    public Scored {
      scores = List.copyOf(scores);
    }
  }

  /** A node's learners at the end, when nothing of them changes any more. */
  record NodeEnded(
      NodeReport report,
      List<LearnerScore> validation,
      List<LearnerScore> test,
      double consensusRms)
      implements KeeperMessage {
    public NodeEnded {
      validation = List.copyOf(validation);
      test = List.copyOf(test);
    }
  }
}
