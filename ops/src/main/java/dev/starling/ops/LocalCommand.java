package dev.starling.ops;

import dev.starling.cluster.JvmFlags;
import dev.starling.ops.local.LocalCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code starling local}: a whole cluster of several JVMs on this machine, for one run. */
@Command(
    name = "local",
    header = "Trains on a cluster of several JVMs of this machine, which ends with the run.",
    description = {
      "",
      "Takes the options of starling train. Each JVM is a node as starling node starts one, with a"
          + " log of its own in the run directory; none outlives this command.",
      ""
    },
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling local --jvms 3 --learners 48",
      "  starling local --jvms 2 --learners 32 --clock paced --update-rate 20 --seconds 30"
    })
final class LocalCommand implements Callable<Integer> {
  private static final int MAX_JVMS = 64;

  private final Console console;
  private final Interruption interruption;

  @Mixin private RunRequestOptions options;

  @Option(
      names = "--jvms",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many JVMs. Default: ${DEFAULT-VALUE}.")
  private int jvms;

  LocalCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (jvms < 1 || jvms > MAX_JVMS) {
      throw new IllegalArgumentException("--jvms must lie in [1, " + MAX_JVMS + "], was " + jvms);
    }
    TrainRequest request = options.request(console);
    request.config().requireRealTime();
    request.config().requireSharedData();
    JvmFlags.require();
    LocalCluster.Plan plan =
        LocalCluster.Plan.of(jvms, request.run().learners(), request.config().lanes());
    plan.notes().forEach(line -> console.people().println("starling: " + line));
    Trainer trainer =
        (directory, rows, finished) -> {
          try (LocalCluster cluster = LocalCluster.start(plan, directory.root())) {
            new RemoteTrainer(request, cluster::connect, console, interruption)
                .train(directory, rows, finished);
          }
        };
    return new TrainingRun(request, trainer, console, interruption).execute().number();
  }
}
