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
 * @param ending whether the clocks have been stopped
 * @param end why; of no meaning before
 * @param incarnations of the learners
 * @param updates that they had made when they were last heard
 * @param nodes that took part, by their addresses
 * @param homes for each learner the index of its node, or -1
 * @param names of these nodes
 * @param counted by each of these nodes, as it reported last
 * @param countedByGone by the nodes that have gone
 * @param departures of those
 */
public record KeptRecord(
    long sequence,
    RunDescription run,
    ActorRef<RunEvent> submitter,
    boolean ending,
    RunResult.End end,
    int[] incarnations,
    long[] updates,
    List<String> nodes,
    int[] homes,
    List<String> names,
    List<Totals> counted,
    Totals countedByGone,
    List<NodeDeparture> departures)
    implements ControlMessage {
  /** Copies the lists. */
  public KeptRecord {
    nodes = List.copyOf(nodes);
    names = List.copyOf(names);
    counted = List.copyOf(counted);
    departures = List.copyOf(departures);
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

  /** Learners that lived on the node of that index. */
  BitSet learnersOn(int node) {
    BitSet there = new BitSet();
    IntStream.range(0, homes.length).filter(learner -> homes[learner] == node).forEach(there::set);
    return there;
  }
}
