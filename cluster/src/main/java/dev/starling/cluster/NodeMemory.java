package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import dev.starling.params.ParameterVector;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * Memory of a node as measured, in bytes.
 *
 * @param heapBytes of the Java heap, after a collection
 * @param offHeapBytes of vectors outside it, as they are allocated and freed: parameters,
 *     gradients, optimizer state, what lanes work on
 * @param logBytes of files mapped into memory: the transport's logs, as driver and client map them
 */
public record NodeMemory(long heapBytes, long offHeapBytes, long logBytes)
    implements ControlMessage {
  /** Not measured. */
  public static final NodeMemory NONE = new NodeMemory(0, 0, 0);

  /** Measures now; collects garbage first, which may take a while. */
  static NodeMemory measure() {
    ManagementFactory.getMemoryMXBean().gc();
    return new NodeMemory(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ParameterVector.liveBytes(),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("mapped"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum());
  }

  /** What has been taken on the heap and beside it since {@code before}, and all logs. */
  NodeMemory since(NodeMemory before) {
    return new NodeMemory(
        Math.max(0, heapBytes - before.heapBytes),
        Math.max(0, offHeapBytes - before.offHeapBytes),
        logBytes);
  }

  NodeMemory plus(NodeMemory other) {
    return new NodeMemory(
        heapBytes + other.heapBytes, offHeapBytes + other.offHeapBytes, logBytes + other.logBytes);
  }
}
