package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.YieldingIdleStrategy;

/** Two nodes' data planes over real driver processes, with the test as the one lane of each. */
final class PlaneRig implements AutoCloseable {
  static final int MESSAGE_BYTES = 256;

  private static final int LANE = 0;
  private static final int LEARNER = 0;
  private static final int MAX_FRAGMENTS = 64;

  final AtomicReference<Throwable> fault = new AtomicReference<>();
  final SharedDriver firstDriver;
  final SharedDriver secondDriver;
  final Route firstRoute;
  final Route secondRoute;
  final DataPlane first;
  final DataPlane second;

  private final BufferClaim claim = new BufferClaim();
  private long taken;
  private final FragmentHandler taker = (buffer, offset, length, header) -> taken++;

  PlaneRig(Path parent, String firstHost, String secondHost) {
    this(parent, firstHost, secondHost, DataPlane.DEFAULT_UDP_MTU_BYTES);
  }

  PlaneRig(Path parent, String firstHost, String secondHost, int mtuBytes) {
    firstDriver = driver(parent, firstHost);
    secondDriver = driver(parent, secondHost);
    firstRoute = route("first", firstHost, 1000);
    secondRoute = route("second", secondHost, 2000);
    first = plane(firstDriver, firstRoute, mtuBytes);
    try {
      second = plane(secondDriver, secondRoute, mtuBytes);
      first.addRoute(secondRoute);
      second.addRoute(firstRoute);
    } catch (RuntimeException failure) {
      first.close();
      throw failure;
    }
  }

  static SharedDriver driver(Path parent, String host) {
    return new SharedDriver(
        parent, "rig", host, 4, DataPlane.DEFAULT_UDP_MTU_BYTES, SystemNanoClock.INSTANCE);
  }

  DataPlane plane(SharedDriver driver, Route route, int mtuBytes) {
    return new DataPlane(driver, route, mtuBytes, SystemNanoClock.INSTANCE, fault::set);
  }

  /** Sends from each to the other until both have heard something. */
  void awaitBothWays(long seconds) {
    awaitPush(first, secondRoute, second, seconds);
    awaitPush(second, firstRoute, first, seconds);
  }

  /** Sends one message and waits for it; at most for so many seconds. */
  void awaitPush(DataPlane from, Route to, DataPlane at, long seconds) {
    int node = from.addRoute(to);
    long before = taken;
    await(
        () -> {
          push(from, node);
          poll(at);
          return taken > before;
        },
        seconds,
        "a message reaches " + to);
  }

  /** Claims, writes and commits one message if that is possible now. */
  boolean push(DataPlane from, int node) {
    return push(from, node, MESSAGE_BYTES);
  }

  boolean push(DataPlane from, int node, int bytes) {
    from.gates().enter(LANE);
    try {
      SendStream stream = from.streamTo(node, LEARNER, LANE);
      if (stream == null || !stream.isConnected() || stream.tryClaim(bytes, claim) <= 0) {
        return false;
      }
      claim.buffer().putLong(claim.offset(), taken);
      claim.commit();
      return true;
    } finally {
      from.gates().leave(LANE);
    }
  }

  int poll(DataPlane at) {
    at.gates().enter(LANE);
    try {
      return at.poll(LANE, taker, MAX_FRAGMENTS, MAX_FRAGMENTS);
    } finally {
      at.gates().leave(LANE);
    }
  }

  void await(BooleanSupplier condition, long seconds, String what) {
    YieldingIdleStrategy idle = new YieldingIdleStrategy();
    long deadlineNs = SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      assertThat(fault.get()).as("a fault of a data plane").isNull();
      assertThat(SystemNanoClock.INSTANCE.nanoTime())
          .as("%s within %d s", what, seconds)
          .isLessThan(deadlineNs);
      idle.idle();
    }
  }

  @Override
  public void close() {
    CloseHelper.closeAll(List.of(first, second));
  }

  private static Route route(String node, String host, int streamBase) {
    return new Route(node, host, UdpPort.choose(host, UdpPort.ANY), streamBase, 1);
  }
}
