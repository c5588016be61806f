package dev.starling.ops;

import com.sun.management.ThreadMXBean;
import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.RunEvent;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Pointer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Pushes per second between two learners of a whole node: sharded entities, lanes, an embedded
 * media driver, versions, counters and checks, with next to no training beside them. The counter
 * {@code modelGigabytes} is what they move in models of 79,498 parameters, in 10⁹ bytes per second.
 *
 * <p>{@code -prof gc} counts what every thread of the node allocates, the actors' included. What
 * the lanes allocate is printed at the end beside the growth of native memory, both of which must
 * be nothing: what is left below half a byte are the clocks' and the benchmark's own messages.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 10, time = 2)
public class NodePushBenchmark {
  private static final int PUSHES = 2_000;
  private static final int LEARNERS = 2;
  private static final long PARK_NS = 200_000;
  private static final double MAX_BYTES_PER_PUSH = 0.5;

  /** Of 196 features and 10 classes. */
  private static final long PARAMETERS = 384 * (196 + 1) + 10 * (384 + 1);

  @Param({"1", "2"})
  public int lanes;

  private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
  private ClusterNode node;
  private double streamBytesPerPush;
  private double awaitedPosition;
  private long[] laneThreads;
  private Held before;

  @Setup(Level.Trial)
  public void start() throws InterruptedException {
    RunDescription run = describe();
    NodeSettings settings =
        new NodeSettings(
            "benchmark",
            "127.0.0.1",
            0,
            lanes,
            EmbeddedDriver.defaultParent(),
            ConfigFactory.empty());
    node = ClusterNode.start(settings, fault -> fault.printStackTrace());
    node.submit(run, events::add);
    RunEvent begun = events.poll(1, TimeUnit.MINUTES);
    if (!(begun instanceof RunEvent.Begun)) {
      throw new IllegalStateException("the run did not begin: " + begun);
    }
    long enough = mixed() + PUSHES;
    while (mixed() < enough) {
      LockSupport.parkNanos(PARK_NS);
    }
    streamBytesPerPush = (double) node.sentPosition() / mixed();
  }

  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) {
    if (iteration.getType() == IterationType.WARMUP) {
      laneThreads = laneThreads();
      before = Held.now(mixed(), laneThreads);
    }
    awaitedPosition = node.sentPosition();
  }

  /** Lets so many pushes go by. */
  @Benchmark
  @OperationsPerInvocation(PUSHES)
  public void push(Moved moved) {
    awaitedPosition += PUSHES * streamBytesPerPush;
    while (node.sentPosition() < awaitedPosition) {
      LockSupport.parkNanos(PARK_NS);
    }
    moved.modelGigabytes += PUSHES * PARAMETERS * Float.BYTES / 1e9;
  }

  @TearDown(Level.Trial)
  public void stop() {
    Held after = Held.now(mixed(), laneThreads);
    // Not here, where the profiler would take it for a part of the last iteration.
    new Thread(() -> closeAfter(after), "close").start();
    if (after.heapBytesPerPush(before) >= MAX_BYTES_PER_PUSH || after.holdsMoreThan(before)) {
      throw new IllegalStateException("a push allocates");
    }
  }

  private void closeAfter(Held after) {
    System.out.printf(
        "%nover %,d pushes: lanes allocated %.3f heap bytes per push,"
            + " JavaCPP holds %+d bytes, the buffer pools %+d%n",
        after.pushes - before.pushes,
        after.heapBytesPerPush(before),
        after.nativeBytes - before.nativeBytes,
        after.poolBytes - before.poolBytes);
    node.close();
  }

  private long mixed() {
    long[] total = new long[1];
    node.readLearners(learner -> total[0] += learner.counters().pushesMixed());
    return total[0];
  }

  private static RunDescription describe() {
    return RunConfig.load(
            Optional.empty(),
            List.of(
                "run.learners=" + LEARNERS,
                "run.model=mlp:384",
                "run.updates=0",
                "run.seconds=36000",
                "clock.kind=paced",
                "clock.update-rate=2",
                "gossip.capacity=fixed",
                "gossip.rate=100000",
                "measuring.evaluation=3600s",
                "measuring.grid=1s"))
        .describe("benchmark");
  }

  /** What JMH shows beside the pushes. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Moved {
    /** Gigabytes of model per second. */
    public double modelGigabytes;
  }

  private static long[] laneThreads() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().startsWith("lane-"))
        .mapToLong(ThreadInfo::getThreadId)
        .toArray();
  }

  /** What has been allocated, and is held, after so many pushes. */
  private record Held(long pushes, long laneHeapBytes, long nativeBytes, long poolBytes) {
    static Held now(long pushes, long[] laneThreads) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long poolBytes =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      return new Held(
          pushes,
          Arrays.stream(threads.getThreadAllocatedBytes(laneThreads)).sum(),
          Pointer.totalBytes(),
          poolBytes);
    }

    double heapBytesPerPush(Held before) {
      return (double) (laneHeapBytes - before.laneHeapBytes) / (pushes - before.pushes);
    }

    boolean holdsMoreThan(Held before) {
      return nativeBytes != before.nativeBytes || poolBytes != before.poolBytes;
    }
  }
}
