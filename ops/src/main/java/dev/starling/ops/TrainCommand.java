package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.JvmFlags;
import dev.starling.cluster.NodePorts;
import dev.starling.cluster.RunEvent;
import dev.starling.run.Checkpoints;
import dev.starling.sim.experiment.RunConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code starling train}: turns what was typed into a training run. */
@Command(
    name = "train",
    header = "Trains gossiping learners on real data and shows what came of it.",
    description = {
      "",
      "Each learner has its own model and its own part of the data, trains on its own clock, and"
          + " pushes its model to a random peer, which mixes it in. There is no server and no"
          + " barrier. Without options, 16 learners with very different data train a small network"
          + " on fashion-mini, which is built in; it takes less than a minute.",
      ""
    },
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling train",
      "  starling train --learners 4 --data digits --model softmax --updates 500",
      "  starling train --data fashion-mnist --model mlp:100 --until accuracy:0.85",
      "  starling train --learners 32 --update-rate 20 --gossip-rate 80 --seconds 60",
      "  starling train --data csv:mine.csv --set steps.momentum=0.9 --step-size 0.03",
      "  starling train --cluster 10.0.0.1 --learners 48",
      "  starling train --cluster 10.0.0.1 --placement local --data csv:held-out.csv",
      "  starling train --clock paced --seconds 60 --set 'churn.events=20s join 8-15'",
      "  starling train --config my.conf --format json > summary.json",
      "  starling train --seconds 3600 --set checkpoint.dir=checkpoints --out long",
      "  starling train --resume long",
      "",
      "Ctrl-C ends training and writes the results; pressed again it ends everything.",
      "All keys of a configuration: starling config"
    })
final class TrainCommand implements Callable<Integer> {
  private static final String ANY_RUN = "unnamed";

  private final Console console;
  private final Interruption interruption;

  @Mixin private RunRequestOptions options;

  @ArgGroup(exclusive = false)
  private Standing standing;

  static final class Standing {
    @Option(
        names = "--cluster",
        paramLabel = "HOST[:PORT]",
        required = true,
        description = "Trains on the standing cluster of this node, and fetches the results.")
    private String node;

    @Option(
        names = "--cluster-name",
        paramLabel = "NAME",
        defaultValue = ClusterOption.DEFAULT_NAME,
        description = "Name that the cluster's nodes were started with. Default: ${DEFAULT-VALUE}.")
    private String name;

    ClusterClient connect(RunConfig config) {
      return ClusterClient.connect(
          name,
          HostPort.parse(node, NodePorts.DEFAULT_CONTROL),
          ControlTls.of(config),
          config.akka());
    }
  }

  TrainCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (standing != null && options.isResume()) {
      Optional<TrainRequest> abandoned = options.abandoned();
      if (abandoned.isPresent()) {
        return follow(abandoned.get());
      }
    }
    TrainRequest request = options.request(console);
    request.config().requireRealTime();
    if (standing == null) {
      request.config().requireSharedData();
    }
    JvmFlags.require();
    if (standing == null) {
      return train(request, new ClusterTrainer(request, console, interruption));
    }
    requireFitForNodes(request.config());
    // First of all: what would be told of the run is of no use when there is nobody to run it.
    try (ClusterClient cluster = reach(request.config())) {
      return train(request, new RemoteTrainer(request, () -> cluster, console, interruption));
    }
  }

  private ClusterClient reach(RunConfig config) {
    ClusterClient cluster = standing.connect(config);
    cluster.onWait(() -> console.people().println(ClusterOption.WAITING));
    return cluster;
  }

  /** Follows a run where it was submitted, or goes on with it where there is nothing to follow. */
  private int follow(TrainRequest request) throws InterruptedException {
    request.config().requireRealTime();
    JvmFlags.require();
    String run = "run " + request.run().id();
    try (ClusterClient cluster = reach(request.config())) {
      FollowingTrainer trainer = new FollowingTrainer(request, cluster, console, interruption);
      RunEvent answer = trainer.takeUp();
      if (answer instanceof RunEvent.Unknown) {
        String unknown =
            run + " is neither under way on this cluster nor the last one that ended there, and ";
        return goOn(request, cluster, unknown);
      }
      if (answer instanceof RunEvent.Failed broken && request.run().checkpoints().isOn()) {
        return goOn(request, cluster, run + " broke off there (" + broken.cause() + "), and ");
      }
      console
          .people()
          .println(
              "starling: %s %s"
                  .formatted(
                      run,
                      answer instanceof RunEvent.Following
                          ? "is under way: following it"
                          : "has ended: fetching what came of it"));
      return train(request, trainer);
    }
  }

  /**
   * Goes on with a run from its checkpoints.
   *
   * @param otherwise why that is what is left, as the beginning of a line
   */
  private int goOn(TrainRequest abandoned, ClusterClient cluster, String otherwise)
      throws InterruptedException {
    if (!abandoned.run().checkpoints().isOn()) {
      throw new IllegalArgumentException(otherwise + "it saved no checkpoints (checkpoint.dir)");
    }
    TrainRequest request;
    try {
      request = options.request(console);
    } catch (IllegalArgumentException nothing) {
      throw new IllegalArgumentException(otherwise + nothing.getMessage(), nothing);
    }
    requireFitForNodes(request.config());
    return train(request, new RemoteTrainer(request, () -> cluster, console, interruption));
  }

  private int train(TrainRequest request, Trainer trainer) throws InterruptedException {
    request
        .config()
        .warningsInRealTime()
        .forEach(line -> console.people().println("starling: " + line));
    return new TrainingRun(request, trainer, console, interruption).execute().number();
  }

  private static void requireFitForNodes(RunConfig config) {
    if (config.recordedLearner().isPresent()) {
      throw new IllegalArgumentException(
          "--record writes down what a learner of this process hears: leave --cluster out");
    }
    Checkpoints saved = config.describe(ANY_RUN).checkpoints();
    if (saved.isOn() && !Path.of(saved.directory()).isAbsolute()) {
      throw new IllegalArgumentException(
          ("checkpoint.dir = %s lies in the run directory, which is on this machine alone: with"
                  + " --cluster name an absolute directory that all nodes see")
              .formatted(saved.directory()));
    }
  }
}
