package dev.starling.ops;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.JvmFlags;
import dev.starling.cluster.NodePorts;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.OnSplit;
import dev.starling.cluster.aeron.DataPlane;
import dev.starling.cluster.aeron.EmbeddedDriver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code starling node}: one node of a standing cluster, until it is told to end. */
@Command(
    name = "node",
    header = "Starts a node of a cluster, which stays and takes part in every run.",
    description = {
      "",
      "The first node forms the cluster; every other joins it by any node that is there already."
          + " Runs are then submitted with starling train --cluster HOST:PORT, from any machine"
          + " that the nodes can reach.",
      ""
    },
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling node --bind 10.0.0.1",
      "  starling node --bind 10.0.0.2 --join 10.0.0.1",
      "  starling node --bind 10.0.0.3 --join 10.0.0.1 --name ward-3 --data /srv/ward-3",
      "  starling node --discover lab",
      "  starling status --cluster 10.0.0.1",
      "",
      "Ctrl-C lets the node leave: its learners go on elsewhere. Pressed again it ends at once."
    })
final class NodeCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      description =
          "Address of this machine that the other nodes can reach. Default: the one by which it"
              + " reaches others.")
  private String bind;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + NodePorts.DEFAULT_CONTROL,
      description = "TCP port of the control plane; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--data-port",
      paramLabel = "PORT",
      description =
          "UDP port at which models of other machines arrive; 0 takes a free one. Default: the"
              + " port after --port.")
  private Integer dataPort;

  @Option(
      names = "--join",
      paramLabel = "HOST[:PORT]",
      description = "A node of the cluster to join; may be repeated, one of them has to answer.")
  private List<String> joins = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the node in logs and reports. Default: its address.")
  private String name;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      defaultValue = ClusterOption.DEFAULT_NAME,
      description = "Name that all nodes of one cluster share. Default: ${DEFAULT-VALUE}.")
  private String cluster;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "Threads that run learners. Default: one per core but one.")
  private Integer lanes;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where this node finds data. For runs with data.placement = local: a folder with one"
              + " labelled set (train-images-idx3-ubyte and train-labels-idx1-ubyte, or one .csv,"
              + " .libsvm or .svm file) that this node alone trains on; of it only models and the"
              + " number of its samples leave. For all runs: where the file or folder that"
              + " data.source names is looked for, by its own name, when it is not where the run"
              + " says.")
  private Path data;

  @Option(
      names = "--on-split",
      paramLabel = "stop|continue",
      defaultValue = "stop",
      description =
          "When nodes cannot reach each other: stop lets the larger part go on (of two equal ones"
              + " that with the lowest address) and the other wait until it can join again; continue lets"
              + " each go on alone, until the smaller part can join the larger again. Default:"
              + " ${DEFAULT-VALUE}.")
  private OnSplit onSplit;

  @Option(
      names = "--mtu",
      paramLabel = "BYTES",
      defaultValue = "" + DataPlane.DEFAULT_UDP_MTU_BYTES,
      description =
          "Largest packet to another machine, from 512 to 65504; more is faster where the network"
              + " takes it (8192 with jumbo frames). Default: ${DEFAULT-VALUE}.")
  private int mtu;

  @Option(
      names = "--aeron-directory",
      paramLabel = "DIR",
      description = "Where the media driver keeps its files. Default: /dev/shm where there is one.")
  private Path aeronDirectory;

  @Option(
      names = "--discover",
      paramLabel = "NAME",
      description =
          "Finds the other nodes that were started with this name on the same network, and is found"
              + " by them; the name is that of the cluster.")
  private String discover;

  @Mixin private TlsOptions tls;

  @Option(
      names = "--ends-with-input",
      hidden = true,
      description = "Ends when standard input does: so a child outlives no parent.")
  private boolean endsWithInput;

  NodeCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    JvmFlags.require();
    LogLevels.ofNode();
    if (endsWithInput) {
      ParentWatch.start(System.in, interruption);
    }
    if (discover == null) {
      return run(settings(cluster, known()));
    }
    if (port == 0) {
      throw new IllegalArgumentException(
          "--discover needs a --port that others can be told: not 0");
    }
    try (NearbyNodes nearby = NearbyNodes.find(discover, new HostPort(host(), port), console)) {
      List<HostPort> joins = new ArrayList<>(known());
      joins.addAll(nearby.seeds());
      return run(settings(discover, joins));
    }
  }

  private int run(NodeSettings settings) throws InterruptedException {
    return new StandingNode(settings, console, interruption).run().number();
  }

  private String host() {
    if (bind == null) {
      return LocalAddress.outward();
    }
    if (!LocalAddress.canBind(bind)) {
      throw new IllegalArgumentException(
          "--bind " + bind + " is not an address of this machine: starling doctor lists those");
    }
    return bind;
  }

  private List<HostPort> known() {
    return joins.stream().map(text -> HostPort.parse(text, NodePorts.DEFAULT_CONTROL)).toList();
  }

  private NodeSettings settings(String clusterName, List<HostPort> ways) {
    String host = host();
    return new NodeSettings(
        clusterName,
        Optional.ofNullable(name).orElseGet(() -> new HostPort(host, Math.max(1, port)).toString()),
        host,
        port,
        Optional.ofNullable(dataPort).orElseGet(() -> port == 0 ? 0 : NodePorts.data(port)),
        Optional.ofNullable(lanes).orElse(LaneCount.spared()),
        Optional.ofNullable(data),
        Optional.ofNullable(aeronDirectory).orElseGet(EmbeddedDriver::defaultParent),
        mtu,
        true,
        ways,
        onSplit,
        tls.settings(),
        ConfigFactory.empty());
  }
}
