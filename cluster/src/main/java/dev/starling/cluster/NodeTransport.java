package dev.starling.cluster;

import dev.starling.cluster.aeron.DataPlane;
import dev.starling.cluster.aeron.DataPlaneException;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.cluster.aeron.NodeDriver;
import dev.starling.cluster.aeron.Route;
import dev.starling.cluster.aeron.SharedDriver;
import dev.starling.cluster.aeron.UdpPort;
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

  /** 20 s: a driver takes 10 s to notice that its last node was killed. */
  private static final int MAX_PORT_TRIES = 200;

  private static final long PORT_CHECK_MILLIS = 100;

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

  /**
   * The driver of a node that has just ended holds its port for a moment longer, and that of one
   * that was killed until it has noticed.
   */
  private static int dataPort(NodeSettings settings) {
    IdleStrategy idle = new SleepingMillisIdleStrategy(PORT_CHECK_MILLIS);
    for (int tries = 1; tries < MAX_PORT_TRIES; tries++) {
      try {
        return UdpPort.choose(settings.host(), settings.dataPort());
      } catch (DataPlaneException taken) {
        if (tries == 1) {
          LOG.warn(
              "{}; waiting up to {} s, for a media driver that ends may hold it",
              taken.getMessage(),
              MAX_PORT_TRIES * PORT_CHECK_MILLIS / 1000);
        }
        idle.idle();
      }
    }
    return UdpPort.choose(settings.host(), settings.dataPort());
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
