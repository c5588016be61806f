package dev.starling.ops.local;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodeException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;

/**
 * A cluster of several JVMs on this machine. The first forms it, the others join; all end with
 * {@link #close}, or with this process however that ends. Used by one thread.
 */
public final class LocalCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final long MAX_LEAVING_SECONDS = 10;

  private final String name;
  private final List<LocalJvm> jvms = new ArrayList<>();
  private HostPort first;

  /**
   * What is about to be started.
   *
   * @param lanes of each JVM
   * @param heapBytes that each may take
   * @param notes for people, before the start
   */
  public record Plan(int jvms, int lanes, long heapBytes, List<String> notes) {
    private static final double HEAP_SHARE = 0.5;
    private static final long LEAST_HEAP_BYTES = 256L << 20;

    /** Copies the list. */
    public Plan {
      notes = List.copyOf(notes);
    }

    /** Shares this machine's cores and half of its memory among the JVMs. */
    public static Plan of(int jvms, int learners, OptionalInt lanes) {
      int cores = Runtime.getRuntime().availableProcessors();
      int each = lanes.orElse(Math.max(1, cores / jvms));
      long heapBytes =
          Math.max(LEAST_HEAP_BYTES, (long) (HEAP_SHARE * physicalBytes() / (jvms + 1)));
      List<String> notes = new ArrayList<>();
      notes.add(
          String.format(
              Locale.ROOT,
              "%d JVMs with %d %s each: up to %,d MB of heap each, and models and transport logs"
                  + " beside it",
              jvms,
              each,
              each == 1 ? "lane" : "lanes",
              heapBytes >> 20));
      if (jvms * each > cores) {
        notes.add(
            jvms * each
                + " lanes on "
                + cores
                + " processors take time from each other: learners will be slower and staler than"
                + " on machines of their own");
      }
      if (jvms > learners) {
        notes.add((jvms - learners) + " JVMs will host no learner: there are " + learners);
      }
      return new Plan(jvms, each, heapBytes, notes);
    }

    private static long physicalBytes() {
      return ManagementFactory.getOperatingSystemMXBean()
              instanceof com.sun.management.OperatingSystemMXBean system
          ? system.getTotalMemorySize()
          : Runtime.getRuntime().maxMemory();
    }
  }

  private LocalCluster(String name) {
    this.name = name;
  }

  /**
   * Returns when all JVMs are members of the cluster.
   *
   * @param logs directory for the log of each JVM
   * @throws NodeException when one of them did not start; the message names its log
   */
  public static LocalCluster start(Plan plan, Path logs) {
    LocalCluster cluster = new LocalCluster("local-" + ProcessHandle.current().pid());
    try {
      LocalJvm forming = cluster.launch(plan, 1, logs);
      cluster.first = forming.awaitReady();
      for (int number = 2; number <= plan.jvms(); number++) {
        cluster.launch(plan, number, logs);
      }
      cluster.jvms.forEach(LocalJvm::awaitReady);
      return cluster;
    } catch (RuntimeException | Error fault) {
      CloseHelper.quietClose(cluster);
      throw fault;
    }
  }

  private LocalJvm launch(Plan plan, int number, Path logs) {
    String node = "jvm-" + number;
    List<String> arguments = new ArrayList<>(List.of("node"));
    arguments.addAll(List.of("--cluster-name", name, "--name", node));
    arguments.addAll(List.of("--bind", HOST, "--port", "0", "--data-port", "0"));
    arguments.addAll(List.of("--lanes", Integer.toString(plan.lanes()), "--ends-with-input"));
    if (first != null) {
      arguments.addAll(List.of("--join", first.toString()));
    }
    LocalJvm jvm = LocalJvm.launch(node, plan.heapBytes(), arguments, logs.resolve(node + ".log"));
    jvms.add(jvm);
    return jvm;
  }

  /** Reaches the cluster. */
  public ClusterClient connect() {
    return ClusterClient.connect(name, first, Optional.empty(), ConfigFactory.empty());
  }

  /** The JVMs, in the order of their start. */
  public List<LocalJvm> jvms() {
    return List.copyOf(jvms);
  }

  /** Lets all JVMs leave, and kills those that do not within {@value #MAX_LEAVING_SECONDS} s. */
  @Override
  public void close() {
    jvms.forEach(LocalJvm::askToEnd);
    for (LocalJvm jvm : jvms) {
      jvm.end(MAX_LEAVING_SECONDS, TimeUnit.SECONDS);
    }
  }
}
