package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import dev.starling.actor.ControlMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How a cluster and its run stand.
 *
 * @param nodes that can be reached, or that take part in the run
 * @param runId empty when no run is under way
 * @param phase of the run
 * @param learners of the run
 * @param stalenessTarget of the run
 * @param progress the last one; empty before the first
 * @param departures of nodes during this run
 * @param outages of nodes during this run
 * @param seenBy empty when the keeper of runs tells; else it does not answer, and this is the name
 *     of the node that tells whom it takes for members, and nothing of a run
 */
public record ClusterStatus(
    List<NodeStatus> nodes,
    String runId,
    String phase,
    int learners,
    double stalenessTarget,
    List<RunProgress> progress,
    List<NodeDeparture> departures,
    List<NodeOutages> outages,
    String seenBy)
    implements ControlMessage {
  private static final Comparator<NodeStatus> BY_NAME =
      Comparator.comparing(NodeStatus::name).thenComparing(NodeStatus::address);

  public ClusterStatus {
    nodes = List.copyOf(nodes);
    progress = List.copyOf(progress);
    departures = List.copyOf(departures);
    outages = List.copyOf(outages);
  }

  /**
   * How a node stands.
   *
   * @param name of the node
   * @param address of its control plane
   * @param isReachable whether the others can reach it
   * @param state of its part in the run, or else in the cluster; empty without one
   * @param silentSeconds since its last word, where that is longer ago than it should be; else 0
   * @param report the last one; empty before the first
   */
  public record NodeStatus(
      String name,
      String address,
      boolean isReachable,
      String state,
      double silentSeconds,
      List<NodeReport> report)
      implements ControlMessage {
    public NodeStatus {
      report = List.copyOf(report);
    }

    /** Whether its report still tells how it stands. */
    public boolean answers() {
      return isReachable && silentSeconds == 0;
    }

    /** Learners that lived there by its last report. */
    public int learners() {
      return report.stream().mapToInt(NodeReport::learners).sum();
    }
  }

  /** Whether the keeper of runs has told this. */
  public boolean isOfKeeper() {
    return seenBy.isEmpty();
  }

  /** Learners on nodes that answer. */
  public int learnersLive() {
    return nodes.stream().filter(NodeStatus::answers).mapToInt(NodeStatus::learners).sum();
  }

  /** Learners on nodes that do not answer: nobody knows how they stand. */
  public int learnersUnheard() {
    return nodes.stream().filter(node -> !node.answers()).mapToInt(NodeStatus::learners).sum();
  }

  /** As a node has it that cannot reach the keeper of runs. */
  static ClusterStatus seenBy(String node, ClusterEvent.CurrentClusterState state) {
    List<NodeStatus> nodes = new ArrayList<>();
    for (Member member : state.getMembers()) {
      nodes.add(
          new NodeStatus(
              NodeName.of(member),
              NodeAddress.text(member.address()),
              !state.getUnreachable().contains(member),
              member.status().toString(),
              0,
              List.of()));
    }
    nodes.sort(BY_NAME);
    return new ClusterStatus(nodes, "", "", 0, Double.NaN, List.of(), List.of(), List.of(), node);
  }

  /**
   * @param run null when none is under way
   * @param names from addresses to names
   * @param book of this run, or else of the last one
   * @param nowNs by the keeper's clock
   */
  static ClusterStatus of(
      KeptRun run,
      Set<ActorRef<ReporterMessage>> reachable,
      NodeAddress addresses,
      UnaryOperator<String> names,
      AttendanceBook book,
      long nowNs) {
    List<NodeDeparture> departures = book.departures().list();
    List<NodeOutages> outages = book.outages().list();
    List<NodeStatus> nodes = new ArrayList<>();
    for (ActorRef<ReporterMessage> reporter : reachable) {
      if (run == null || run.node(reporter).isEmpty()) {
        String address = NodeAddress.text(addresses.of(reporter));
        nodes.add(new NodeStatus(names.apply(address), address, true, "", 0, List.of()));
      }
    }
    if (run == null) {
      nodes.sort(BY_NAME);
      return new ClusterStatus(nodes, "", "", 0, Double.NaN, List.of(), departures, outages, "");
    }
    double interval = run.description().measuring().evaluationSeconds();
    for (KeptNode node : run.nodes()) {
      nodes.add(
          new NodeStatus(
              node.name(),
              NodeAddress.text(node.address()),
              reachable.contains(node.reporter()),
              node.state().name(),
              run.isRunning() ? node.silentSeconds(nowNs, interval) : 0,
              run.ledger().latest(node.name()).map(List::of).orElse(List.of())));
    }
    nodes.sort(BY_NAME);
    return new ClusterStatus(
        nodes,
        run.id(),
        run.phase().name(),
        run.size(),
        run.description().gossip().stalenessTarget(),
        run.ledger().latestProgress().map(List::of).orElse(List.of()),
        departures,
        outages,
        "");
  }
}
