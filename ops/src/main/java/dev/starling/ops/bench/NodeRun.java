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
  private static final long MAX_END_SECONDS = 10;
  private static final double MAX_STILL_SECONDS = 60;

  private final NanoClock clock = SystemNanoClock.INSTANCE;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
  private final ClusterNode node;
  private final String run;

  private NodeRun(ClusterNode node, String run) {
    this.node = node;
    this.run = run;
  }

  /**
   * What was done in a while.
   *
   * @param pushes mixed whole
   * @param laneBytes of heap that the lanes have allocated
   * @param allBytes of heap that all threads have allocated that were there throughout
   */
  record Done(
      double seconds, long steps, long updates, long pushes, long laneBytes, long allBytes) {}

  /** Returns when the learners' clocks run. */
  static NodeRun start(RunDescription run, int lanes) {
    NodeSettings settings =
        new NodeSettings(
            "bench", "127.0.0.1", 0, lanes, EmbeddedDriver.defaultParent(), ConfigFactory.empty());
    NodeRun started =
        new NodeRun(ClusterNode.start(settings, Throwable::printStackTrace), run.id());
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

  /**
   * What is done in {@code seconds}, after as long again to warm up. A lane that did not get its
   * turn in them is given more: per update nothing can be told where none was made.
   */
  Done during(double seconds) {
    pause(seconds);
    long[] ids = threads.getAllThreadIds();
    boolean[] lanes = lanes(ids);
    long[] bytesBefore = threads.getThreadAllocatedBytes(ids);
    long[] countsBefore = counts();
    long begunNs = clock.nanoTime();
    double passed;
    long[] counts;
    do {
      pause(seconds);
      passed = (clock.nanoTime() - begunNs) / NANOS;
      counts = counts();
    } while (counts[1] == countsBefore[1] && passed < MAX_STILL_SECONDS);
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    long laneBytes = 0;
    long allBytes = 0;
    for (int i = 0; i < ids.length; i++) {
      // Of a thread that has ended it says −1.
      long allocated = Math.max(0, bytes[i] - bytesBefore[i]);
      allBytes += allocated;
      laneBytes += lanes[i] ? allocated : 0;
    }
    return new Done(
        passed,
        counts[0] - countsBefore[0],
        counts[1] - countsBefore[1],
        counts[2] - countsBefore[2],
        laneBytes,
        allBytes);
  }

  /** Steps and updates of all learners, and pushes that they have mixed. */
  private long[] counts() {
    long[] sums = new long[3];
    node.readLearners(
        learner -> {
          sums[0] += learner.counters().steps();
          sums[1] += learner.counters().updates();
          sums[2] += learner.counters().pushesMixed();
        });
    return sums;
  }

  private boolean[] lanes(long[] ids) {
    ThreadInfo[] infos = threads.getThreadInfo(ids);
    boolean[] lanes = new boolean[ids.length];
    for (int i = 0; i < ids.length; i++) {
      lanes[i] = infos[i] != null && infos[i].getThreadName().startsWith(LANE);
    }
    return lanes;
  }

  private void pause(double seconds) {
    long until = clock.nanoTime() + (long) (seconds * NANOS);
    while (clock.nanoTime() < until) {
      LockSupport.parkNanos(until - clock.nanoTime());
    }
  }

  /** Ends the run first: a node that closes with learners at work waits ten seconds for them. */
  @Override
  public void close() {
    node.endRun(run);
    try {
      RunEvent event;
      do {
        event = events.poll(MAX_END_SECONDS, TimeUnit.SECONDS);
      } while (event != null && !(event instanceof RunEvent.Finished));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      node.close();
    }
  }
}
