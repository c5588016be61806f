package dev.starling.ops;

import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodeEnd;
import dev.starling.cluster.NodeException;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.aeron.DataPlaneException;
import dev.starling.run.InputLogs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A node from its start to its end, and past that when the others took it for dead: it can only
 * come back as a new one, and does so by itself. Used by one thread.
 */
final class StandingNode {
  private final NodeSettings settings;
  private final Console console;
  private final Interruption interruption;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Set<String> said = new HashSet<>();
  private List<HostPort> others = List.of();

  /**
   * Why the node goes on no longer.
   *
   * @param fault that it cannot outlive; null of an end in another way
   */
  private record Event(NodeEnd end, Throwable fault) {}

  StandingNode(NodeSettings settings, Console console, Interruption interruption) {
    this.settings = settings;
    this.console = console;
    this.interruption = interruption;
  }

  /** Returns when the node has ended for good. */
  ExitCode run() throws InterruptedException {
    Event event = runOnce(settings);
    while (comesBack(event.end()) && !interruption.isRequested()) {
      event = comeBack(event.end());
    }
    if (event.fault() instanceof DataPlaneException known) {
      throw known;
    }
    if (event.fault() != null) {
      throw new RunFailedException("the node broke down: " + event.fault(), event.fault());
    }
    return switch (event.end()) {
      case LEFT, TAKEN_FOR_DEAD, GAVE_WAY -> ExitCode.OK;
      case REFUSED -> ExitCode.ENVIRONMENT;
      case BROKEN -> ExitCode.FAILED;
    };
  }

  private static boolean comesBack(NodeEnd end) {
    return end == NodeEnd.TAKEN_FOR_DEAD || end == NodeEnd.GAVE_WAY;
  }

  private Event comeBack(NodeEnd end) throws InterruptedException {
    List<HostPort> ways = new ArrayList<>(others);
    if (end == NodeEnd.TAKEN_FOR_DEAD) {
      settings.joins().stream().filter(node -> !ways.contains(node)).forEach(ways::add);
    }
    sayOnce(
        (end == NodeEnd.TAKEN_FOR_DEAD
                ? "the others took this node for dead"
                : "the larger part of the cluster can be reached again")
            + ": starting anew"
            + (ways.isEmpty() ? "" : ", joining " + ways));
    try {
      return runOnce(settings.joining(ways));
    } catch (NodeException unreachable) {
      sayOnce("cannot come back yet, and tries again: " + unreachable.getMessage());
      return new Event(NodeEnd.TAKEN_FOR_DEAD, null);
    }
  }

  private Event runOnce(NodeSettings with) throws InterruptedException {
    events.clear();
    interruption.endAfter(() -> {});
    try (ClusterNode node =
        ClusterNode.start(
            with, InputLogs.NONE, fault -> events.add(new Event(NodeEnd.BROKEN, fault)))) {
      said.clear();
      node.whenEnded().thenAccept(end -> events.add(new Event(end, null)));
      // Before it is told: who reads that the node is there may ask it at once to leave.
      interruption.answerWith(node::leave);
      if (interruption.isRequested()) {
        node.leave();
      }
      tell(node);
      Event event = events.take();
      interruption.note();
      others = node.others();
      return event;
    }
  }

  private void tell(ClusterNode node) {
    say(
        "node %s of cluster %s: control %s/tcp, data %s/udp, %d %s"
            .formatted(
                settings.name(),
                settings.cluster(),
                node.address(),
                node.dataAddress(),
                settings.lanes(),
                settings.lanes() == 1 ? "lane" : "lanes"));
    say("others join it with: starling node --join " + node.address());
    say("submit a run with: starling train --cluster " + node.address());
  }

  /** What is said of every try is said of the first. */
  private void sayOnce(String line) {
    if (said.add(line)) {
      say(line);
    }
  }

  private void say(String line) {
    console.result().println("starling: " + line);
    console.result().flush();
  }
}
