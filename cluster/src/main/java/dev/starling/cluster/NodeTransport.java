package dev.starling.cluster;

import dev.starling.cluster.aeron.DataPlane;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.cluster.aeron.NodeDriver;
import dev.starling.cluster.aeron.Route;
import dev.starling.cluster.aeron.SharedDriver;
import java.security.SecureRandom;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's media driver and data plane: a driver in its own JVM for a node alone, the one of its
 * machine for a node of several.
 */
final class NodeTransport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeTransport.class);

  /** A machine's share of the pairs of lanes is planned for so many nodes. */
  private static final int PLANNED_NODES = 4;

  private final NodeDriver driver;
  private final DataPlane plane;
  private final Route route;

  private NodeTransport(NodeDriver driver, DataPlane plane, Route route) {
    this.driver = driver;
    this.plane = plane;
    this.route = route;
  }

  /**
   * Opens the data plane of a node, with a driver of its own or the one of its machine.
   *
   * @param key that no other node has
   */
  static NodeTransport open(NodeSettings settings, String key, ErrorHandler faults) {
    int streamBase = 1 + new SecureRandom().nextInt(Route.STREAM_BASES - 1);
    int lanes = settings.lanes();
    Route route =
        settings.standing()
            ? new Route(settings.name(), settings.host(), dataPort(settings), streamBase, lanes)
            : Route.local(settings.name(), settings.host(), streamBase, lanes);
    NodeDriver driver = driver(settings, key, faults);
    try {
      DataPlane plane =
          new DataPlane(driver, route, settings.mtu(), SystemNanoClock.INSTANCE, faults);
      return new NodeTransport(driver, plane, route);
    } catch (RuntimeException | Error fault) {
      CloseHelper.quietClose(driver);
      throw fault;
    }
  }

  private static int dataPort(NodeSettings settings) {
    IdleStrategy idle = new SleepingMillisIdleStrategy(DataPort.CHECK_MILLIS);
    return DataPort.await(settings.host(), settings.dataPort(), idle::idle, LOG::warn);
  }

  private static NodeDriver driver(NodeSettings settings, String key, ErrorHandler faults) {
    if (!settings.standing()) {
      return EmbeddedDriver.launch(settings.aeronDirectory(), key, settings.lanes(), faults);
    }
    long lanes = (long) PLANNED_NODES * settings.lanes();
    return new SharedDriver(
        settings.aeronDirectory(),
        settings.cluster(),
        settings.host(),
        lanes * lanes,
        settings.mtu(),
        SystemNanoClock.INSTANCE);
  }

  DataPlane plane() {
    return plane;
  }

  Route route() {
    return route;
  }

  String aeronDirectory() {
    return driver.directory();
  }

  /** Closes all streams; after the lanes have ended. */
  @Override
  public void close() {
    CloseHelper.closeAll(plane, driver);
  }
}
