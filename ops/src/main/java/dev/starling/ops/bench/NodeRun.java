package dev.starling.ops.bench;

import com.sun.management.ThreadMXBean;
import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.RunEvent;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.run.RunDescription;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** A run on a whole node in this JVM: sharded learners, lanes, driver. Used by one thread. */
final class NodeRun implements AutoCloseable {
  private static final String LANE = "lane-";
  private static final double NANOS = 1e9;
  private static final long MAX_START_MINUTES = 1;

  private final NanoClock clock = SystemNanoClock.INSTANCE;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
  private final ClusterNode node;

  private NodeRun(ClusterNode node) {
    this.node = node;
  }

  /**
   * What was done up to a moment.
   *
   * @param laneBytes of heap that the lanes have allocated
   * @param allBytes of heap that the threads alive have allocated, the lanes included
   */
  record Totals(long atNs, long steps, long updates, long mixed, long laneBytes, long allBytes) {
    Totals minus(Totals before) {
      return new Totals(
          atNs - before.atNs,
          steps - before.steps,
          updates - before.updates,
          mixed - before.mixed,
          laneBytes - before.laneBytes,
          allBytes - before.allBytes);
    }

    double seconds() {
      return atNs / NANOS;
    }
  }

  /** Returns when the learners' clocks run. */
  static NodeRun start(RunDescription run, int lanes) {
    NodeSettings settings =
        new NodeSettings(
            "bench", "127.0.0.1", 0, lanes, EmbeddedDriver.defaultParent(), ConfigFactory.empty());
    NodeRun started = new NodeRun(ClusterNode.start(settings, Throwable::printStackTrace));
    try {
      started.node.submit(run, started.events::add);
      RunEvent begun = started.events.poll(MAX_START_MINUTES, TimeUnit.MINUTES);
      if (!(begun instanceof RunEvent.Begun)) {
        throw new IllegalStateException("the run did not begin: " + begun);
      }
      return started;
    } catch (InterruptedException interrupted) {
      started.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the run began", interrupted);
    } catch (RuntimeException | Error fault) {
      started.close();
      throw fault;
    }
  }

  /** What is done in {@code seconds}, after as long again to warm up. */
  Totals during(double seconds) {
    pause(seconds);
    Totals before = totals();
    pause(seconds);
    return totals().minus(before);
  }

  private Totals totals() {
    long[] sums = new long[3];
    node.readLearners(
        learner -> {
          sums[0] += learner.counters().steps();
          sums[1] += learner.counters().updates();
          sums[2] += learner.counters().pushesMixed();
        });
    long[] all = threads.getAllThreadIds();
    long[] lanes =
        Arrays.stream(threads.getThreadInfo(all))
            .filter(info -> info != null && info.getThreadName().startsWith(LANE))
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    return new Totals(
        clock.nanoTime(), sums[0], sums[1], sums[2], allocated(lanes), allocated(all));
  }

  private long allocated(long[] ids) {
    // Of a thread that has ended it says −1.
    return Arrays.stream(threads.getThreadAllocatedBytes(ids)).filter(bytes -> bytes > 0).sum();
  }

  private void pause(double seconds) {
    long until = clock.nanoTime() + (long) (seconds * NANOS);
    while (clock.nanoTime() < until) {
      LockSupport.parkNanos(until - clock.nanoTime());
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
