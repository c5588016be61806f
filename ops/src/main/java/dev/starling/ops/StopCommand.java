package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.ClusterStatus;
import dev.starling.cluster.ClusterStatus.NodeStatus;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agrona.concurrent.SystemNanoClock;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code starling stop}: ends a run of a standing cluster, or its nodes. */
@Command(
    name = "stop",
    header = "Ends the run of a cluster, or its nodes.",
    description = {
      "",
      "Without options the run that is under way ends as if its time were up, with its results."
          + " With --node or --all-nodes nodes leave, and their processes end.",
      ""
    },
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class)
final class StopCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ClusterOption cluster;

  @ArgGroup private What what = new What();

  static final class What {
    @Option(
        names = "--node",
        paramLabel = "NAME",
        description = "Lets this node leave, and waits until it has; the run goes on without it.")
    private String node = "";

    @Option(names = "--all-nodes", description = "Ends the whole cluster, and a run with it.")
    private boolean allNodes;
  }

  StopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (ClusterClient client = cluster.connect()) {
      client.onWait(() -> console.people().println(ClusterOption.WAITING));
      ClusterStatus status = client.awaitKeeper();
      if (what.allNodes) {
        client.endRun("");
        client.stopNodes("");
        say(
            "asked "
                + (status.nodes().size() == 1 ? "the node" : status.nodes().size() + " nodes")
                + " to end"
                + (status.runId().isEmpty() ? "" : ", with the results of run " + status.runId()));
      } else if (!what.node.isEmpty()) {
        letLeave(nodeCalled(what.node, status), status, client);
      } else if (status.runId().isEmpty()) {
        say("no run is under way");
      } else {
        client.endRun(status.runId());
        say("asked run " + status.runId() + " to end");
      }
      return ExitCode.OK.number();
    }
  }

  private void letLeave(NodeStatus leaving, ClusterStatus status, ClusterClient client) {
    Optional<NodeStatus> other =
        status.nodes().stream()
            .filter(node -> node.isReachable() && !node.address().equals(leaving.address()))
            .findFirst();
    client.stopNodes(leaving.address());
    if (other.isEmpty()) {
      say("asked node " + leaving.name() + " to end, the last of its cluster");
      return;
    }
    say("asked node " + leaving.name() + " to leave");
    // The node that was asked may be the one that leaves, and would not be there to tell.
    try (ClusterClient others = cluster.connect(other.get().address())) {
      say(new LeavingNode(leaving, others, SystemNanoClock.INSTANCE).awaitEnd());
    }
  }

  private static NodeStatus nodeCalled(String name, ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> node.name().equals(name) || node.address().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no node '"
                        + name
                        + "'; there are: "
                        + String.join(
                            ", ", status.nodes().stream().map(NodeStatus::name).toList())));
  }

  private void say(String line) {
    console.result().println("starling: " + line);
  }
}
