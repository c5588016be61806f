package dev.starling.ops.lan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.aeron.DriverProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The nodes of one cluster on the machines of a {@link Lan}, and what people at one more machine
 * ask of them. The order in which nodes have begun decides who of them keeps a run: the oldest.
 * Used by one thread.
 */
final class LanCluster implements AutoCloseable {
  private static final String SHARED = "starling-lan-tests-";
  private static final long START_SECONDS = 90;
  private static final long ASK_SECONDS = 60;
  private static final int MAX_STATUS_ASKED = 20;
  private static final AtomicInteger MADE = new AtomicInteger();

  private final Lan lan;
  private final int desk;
  private final Path logs;
  private final Path shared;
  private final String name;
  private final Map<Integer, LanJvm> nodes = new LinkedHashMap<>();
  private final List<LanJvm> all = new ArrayList<>();
  private long slowestStartNs;

  /**
   * @param desk the machine at which runs are submitted
   * @param logs directory for what each process says, and for the runs
   */
  LanCluster(Lan lan, int desk, Path logs) {
    this.lan = lan;
    name = "lan-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
    this.desk = desk;
    this.logs = logs;
    shared = directoryOfDrivers();
  }

  /** In memory where that is possible, as a node would have it, and of this cluster alone. */
  private static Path directoryOfDrivers() {
    Path memory = Path.of("/dev/shm");
    Path parent = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    try {
      removeLeftovers(parent);
      return Files.createTempDirectory(parent, SHARED + ProcessHandle.current().pid() + "-");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Of runs that were killed: their numbers are those of no process. */
  private static void removeLeftovers(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      all.filter(path -> path.getFileName().toString().startsWith(SHARED))
          .filter(path -> ProcessHandle.of(ownerOf(path)).isEmpty())
          .forEach(LanCluster::remove);
    }
  }

  private static long ownerOf(Path directory) {
    String name = directory.getFileName().toString();
    return Long.parseLong(name.substring(SHARED.length(), name.lastIndexOf('-')));
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException busy) {
      System.err.println("[WARNING] " + directory + " is left behind: " + busy);
    }
  }

  /** Starts a node on {@code machine}, and returns once it is a member. */
  private LanJvm start(int machine) {
    long beganNs = SystemNanoClock.INSTANCE.nanoTime();
    List<String> arguments =
        new ArrayList<>(List.of("node", "--name", nodeName(machine), "--cluster-name", name));
    arguments.addAll(List.of("--bind", lan.address(machine), "--lanes", "1"));
    arguments.addAll(List.of("--aeron-directory", shared.toString()));
    nodes.keySet().forEach(other -> arguments.addAll(List.of("--join", lan.address(other))));
    LanJvm node = jvm(machine, "node", arguments);
    node.awaitWord("submit a run with", START_SECONDS);
    nodes.put(machine, node);
    // The media driver of one that was killed here keeps the port for some seconds.
    if (!node.log().contains(" is taken: ")) {
      slowestStartNs = Math.max(slowestStartNs, SystemNanoClock.INSTANCE.nanoTime() - beganNs);
    }
    return node;
  }

  /**
   * The time that a node has taken to become a member, where it had not to wait for a port: what
   * this machine takes for a process.
   */
  double slowestStartSeconds() {
    return slowestStartNs / 1e9;
  }

  /**
   * Waits until the keeper of runs knows all nodes, which is a moment after they are members: a run
   * begins with those that it knows.
   */
  void awaitAllKnown() {
    String status = "";
    for (int asked = 0; asked < MAX_STATUS_ASKED && !isReady(status); asked++) {
      status = status(oldest());
    }
    assertThat(isReady(status)).as(status).isTrue();
  }

  private boolean isReady(String status) {
    List<String> lines = status.lines().toList();
    return nodes.keySet().stream()
        .map(machine -> nodeName(machine) + " +ready *")
        .allMatch(line -> lines.stream().anyMatch(each -> each.matches(line)));
  }

  /**
   * Starts nodes on machines that have none until there are so many.
   *
   * @return the one that was started last; null when there are as many already
   */
  LanJvm startUpTo(int count) {
    LanJvm last = null;
    for (int machine = 1; nodes.size() < count; machine++) {
      if (machine != desk && !nodes.containsKey(machine)) {
        last = start(machine);
      }
    }
    return last;
  }

  /** The name of the node on a machine, as reports have it. */
  static String nodeName(int machine) {
    return "n" + machine;
  }

  LanJvm node(int machine) {
    return nodes.get(machine);
  }

  /** The machine whose node keeps runs. */
  int oldest() {
    return nodes.keySet().iterator().next();
  }

  /** The machine whose node has begun last. */
  int youngest() {
    return nodes.keySet().stream().reduce((first, second) -> second).orElseThrow();
  }

  /** A machine with a node that is not {@code machine}. */
  int otherThan(int machine) {
    return nodes.keySet().stream().filter(each -> each != machine).findFirst().orElseThrow();
  }

  /** Kills the node of a machine with -9. */
  void kill(int machine) {
    nodes.remove(machine).kill();
  }

  /** A node that the others gave up has come back: it is now the youngest of them. */
  void noteReturn(int machine) {
    nodes.put(machine, nodes.remove(machine));
  }

  /** The process of the media driver of a machine. */
  ProcessHandle driver(int machine) {
    String directory = name + "-" + lan.address(machine);
    List<ProcessHandle> drivers =
        ProcessHandle.allProcesses()
            .filter(
                process ->
                    Arrays.stream(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.endsWith(directory)))
            .filter(
                process ->
                    List.of(process.info().arguments().orElseThrow())
                        .contains(DriverProcess.class.getName()))
            .toList();
    assertThat(drivers).as("media drivers of " + directory).hasSize(1);
    return drivers.get(0);
  }

  /** Has the cluster train, by way of the node of {@code machine}; marks the logs of the nodes. */
  LanRun train(int machine, String... options) {
    nodes.values().forEach(LanJvm::mark);
    Path directory = logs.resolve(name + "-run-" + all.size());
    List<String> arguments =
        new ArrayList<>(List.of("train", "--cluster", lan.address(machine), "--cluster-name"));
    arguments.addAll(List.of(name, "--no-bounds", "--out", directory.toString()));
    arguments.addAll(Arrays.asList(options));
    return new LanRun(jvm(desk, "train", arguments), directory);
  }

  /** What {@code starling status} says at the node of {@code machine}. */
  String status(int machine) {
    LanJvm status =
        jvm(
            desk,
            "status",
            List.of("status", "--cluster", lan.address(machine), "--cluster-name", name));
    assertThat(status.awaitEnd(ASK_SECONDS)).as(status.log()).isZero();
    return status.log();
  }

  /** Ends the cluster as people do. */
  void stop() {
    LanJvm stop =
        jvm(
            desk,
            "stop",
            List.of(
                "stop", "--all-nodes", "--cluster", lan.address(oldest()), "--cluster-name", name));
    assertThat(stop.awaitEnd(ASK_SECONDS)).as(stop.log()).isZero();
    for (LanJvm node : nodes.values()) {
      assertThat(node.awaitEnd(ASK_SECONDS)).as(node.log()).isZero();
    }
    nodes.clear();
  }

  private LanJvm jvm(int machine, String what, List<String> arguments) {
    Path log = logs.resolve(name + "-" + what + "-" + machine + "-" + all.size() + ".log");
    LanJvm jvm = LanJvm.start(lan, machine, log, arguments);
    all.add(jvm);
    return jvm;
  }

  /** Everything that was said. */
  @Override
  public String toString() {
    return all.stream().map(LanJvm::toString).collect(Collectors.joining("\n"));
  }

  /** Kills what still runs; media drivers end when their files are gone. */
  @Override
  public void close() {
    all.forEach(LanJvm::close);
    remove(shared);
  }
}
