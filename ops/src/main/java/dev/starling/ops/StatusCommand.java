package dev.starling.ops;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code starling status}: how a standing cluster and its run stand. */
@Command(
    name = "status",
    header = "Shows the nodes of a cluster and how their run stands.",
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class)
final class StatusCommand implements Callable<Integer> {
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

  private final Console console;
  private final Interruption interruption;

  @Mixin private ClusterOption cluster;

  @Option(names = "--watch", description = "Shows it again every second, until Ctrl-C.")
  private boolean watch;

  StatusCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    try (WatchedCluster watched =
        new WatchedCluster(cluster.connect(), cluster::connect, this::tellPeople)) {
      interruption.answerWith(stop::countDown);
      do {
        String text = StatusText.of(watched.status());
        console.result().print((watch && console.isTerminal() ? CLEAR_SCREEN : "") + text);
        console.result().flush();
      } while (watch && !stop.await(1, TimeUnit.SECONDS));
    }
    return ExitCode.OK.number();
  }

  private void tellPeople(String line) {
    console.people().println("starling: " + line);
  }
}
