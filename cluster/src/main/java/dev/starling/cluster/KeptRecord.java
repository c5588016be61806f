package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.actor.ControlMessage;
import dev.starling.cluster.aeron.Totals;
import dev.starling.run.RunDescription;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What outlives the keeper of a run whose clocks have started: every node has it, and gives it to
 * the keeper that follows.
 *
 * @param sequence higher in each record of a run
 * @param submitter of the run, or who follows it in his place
 * @param ending whether the clocks have been stopped
 * @param end why; of no meaning before
 * @param incarnations as which the learners are to be started next, where they are not there
 * @param lives as which they took their last seats
 * @param updates that they had made when they were last heard
 * @param accuracies of the learners when they were last scored; NaN of those who never were
 * @param scoredSeconds run time when that was
 * @param nodes that took part, by their addresses
 * @param homes for each learner the index of its node, or -1
 * @param names of these nodes
 * @param counted by each of these nodes, as it reported last
 * @param countedByGone by the nodes that have gone
 * @param attendance who came and went
 */
public record KeptRecord(
    long sequence,
    RunDescription run,
    ActorRef<RunEvent> submitter,
    boolean ending,
    RunResult.End end,
    int[] incarnations,
    int[] lives,
    long[] updates,
    float[] accuracies,
    float[] scoredSeconds,
    List<String> nodes,
    int[] homes,
    List<String> names,
    List<Totals> counted,
    Totals countedByGone,
    Attendance attendance)
    implements ControlMessage {
  /** Copies the lists. */
  public KeptRecord {
    nodes = List.copyOf(nodes);
    names = List.copyOf(names);
    counted = List.copyOf(counted);
  }

  /** Of a run as its keeper has it. */
  static KeptRecord of(
      KeptRun run, long sequence, ActorRef<RunEvent> submitter, Attendance attendance) {
    List<KeptNode> all = List.copyOf(run.nodes());
    Seats seats = run.seats();
    return new KeptRecord(
        sequence,
        run.description(),
        submitter,
        run.phase() == RunPhase.ENDING,
        run.reason() == null ? RunResult.End.STOPPED : run.reason(),
        seats.incarnations(),
        seats.lives(),
        seats.updates(),
        seats.accuracies(),
        seats.scoredSeconds(),
        all.stream().map(node -> NodeAddress.text(node.address())).toList(),
        seats.indicesIn(all),
        all.stream().map(KeptNode::name).toList(),
        all.stream().map(node -> run.ledger().counted(node.name())).toList(),
        run.ledger().countedByGone(),
        attendance);
  }

  /** Indices of the nodes whose addresses are not among {@code there}. */
  BitSet nodesBeside(Set<String> there) {
    BitSet absent = new BitSet();
    IntStream.range(0, nodes.size())
        .filter(node -> !there.contains(nodes.get(node)))
        .forEach(absent::set);
    return absent;
  }

  /** Learners that lived on one of these nodes, or nowhere. */
  IntStream learnersOnNoneBut(BitSet someNodes) {
    return IntStream.range(0, homes.length)
        .filter(learner -> homes[learner] < 0 || someNodes.get(homes[learner]));
  }

  /**
   * What is known of a learner that lived on the node of that index.
   *
   * @param atSeconds run time when it was given up; NaN when nobody here saw it
   */
  LearnerLoss loss(int learner, int node, double atSeconds) {
    return new LearnerLoss(
        learner,
        names.get(node),
        false,
        lives[learner],
        updates[learner],
        accuracies[learner],
        scoredSeconds[learner],
        atSeconds);
  }

  /** Learners that lived on the node of that index. */
  BitSet learnersOn(int node) {
    BitSet there = new BitSet();
    IntStream.range(0, homes.length).filter(learner -> homes[learner] == node).forEach(there::set);
    return there;
  }
}
