package dev.starling.cluster.aeron;

import io.aeron.Aeron;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.FragmentHandler;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's way to other nodes, and to itself: learners of the same JVM are reached in the same way
 * as any other. The control plane adds and removes routes while lanes run; lanes read without a
 * lock. When the Aeron client is closed under the node, since its driver died or the whole process
 * stood still for too long, a thread that tends it replaces it while lanes go on: pushes find
 * nothing connected then, and nothing comes in. A driver in the node's own JVM dies only with the
 * node.
 */
public final class DataPlane implements AutoCloseable {
  /** What a local network takes in one packet, less a tunnel's overhead. */
  public static final int DEFAULT_UDP_MTU_BYTES = 1408;

  /**
   * An image that went away stays mapped for so long, which is more than a lane can be in one poll
   * of it. A whole process that stands still for longer loses its client, and the gates hold then.
   */
  private static final long IMAGE_LINGER_NS = TimeUnit.SECONDS.toNanos(10);

  /** The index of the node itself. */
  private static final int LOCAL = 0;

  private static final Logger LOG = LoggerFactory.getLogger(DataPlane.class);

  private final NodeDriver driver;
  private final Route local;
  private final int udpMtuBytes;
  private final NanoClock clock;
  private final ErrorHandler faults;
  private final LaneGates gates;
  private final Outages outages = new Outages();
  private final KnownRoutes routes = new KnownRoutes();
  private final Queue<Retired> retired = new ArrayDeque<>();

  /** Held by threads other than lanes while they read Aeron's memory. */
  private final Object outsiders = new Object();

  private volatile Streams streams;
  private final Tender tender;
  private String lastFailure = "";
  private long openedNs;
  private volatile boolean closed;

  private record Retired(SendStream[][] streams, long[] mark) {}

  /**
   * Connects to the media driver, subscribes every lane and opens the node's streams to itself. An
   * embedded driver runs meanwhile, so the lanes must not have started.
   *
   * @param udpMtuBytes largest fragment that is sent to another machine, with Aeron's header
   * @param faults receives what goes wrong on Aeron's own thread and cannot be mended; the default
   *     would exit the JVM
   * @throws DataPlaneException when the driver cannot be had or refuses a stream
   */
  public DataPlane(
      NodeDriver driver, Route local, int udpMtuBytes, NanoClock clock, ErrorHandler faults) {
    this.driver = driver;
    this.local = local;
    this.udpMtuBytes = UdpMtu.require(udpMtuBytes);
    this.clock = clock;
    this.faults = faults;
    gates = new LaneGates(local.lanes());
    streams = connect();
    try {
      addRoute(local);
    } catch (RuntimeException fault) {
      CloseHelper.quietClose(streams);
      throw fault;
    }
    tender = new Tender(this::tend, faults);
    if (driver.isReplaceable()) {
      tender.startThread();
    }
  }

  /**
   * Opens this node's streams to another node. A route that is known keeps its index, also when it
   * was removed in between. During an outage the route is noted, and opened when that ends. Blocks;
   * any thread but a lane's.
   *
   * @return the index of the node in the routes
   * @throws DataPlaneException when the node cannot be reached from here in any way
   */
  public synchronized int addRoute(Route route) {
    if (routes.isWanted(route)) {
      return routes.indexOf(route);
    }
    if (!driver.isReplaceable() && !route.equals(local)) {
      throw new DataPlaneException(
          "a node with a media driver of its own reaches no other node: " + route.node(), null);
    }
    boolean isOpened = !outages.isOpen() && open(routes.indexFor(route), route);
    int node = routes.add(route);
    if (isOpened) {
      routes.onOpened(node);
    }
    return node;
  }

  /** Closes the streams to another node; any thread but a lane's. */
  public synchronized void removeRoute(Route route) {
    if (!routes.isWanted(route) || route.equals(local)) {
      return;
    }
    int node = routes.indexOf(route);
    if (!routes.isMissing(node)) {
      retired.add(new Retired(streams.retire(node), gates.mark()));
    }
    routes.remove(route);
  }

  /** Adds {@code wanted}, and removes all others but this node's own. */
  public synchronized void setRoutes(Collection<Route> wanted) {
    routes.wanted().stream().filter(route -> !wanted.contains(route)).forEach(this::removeRoute);
    wanted.forEach(this::addRoute);
  }

  /**
   * Looks after the Aeron client: frees what no lane can be in any more, and replaces a client that
   * was closed; blocks while a driver starts.
   */
  private synchronized void tend() {
    if (closed) {
      return;
    }
    long nowNs = clock.nanoTime();
    if (!outages.isOpen()) {
      freeRetired();
      if (!streams.isClosed() && driver.isRunning()) {
        openMissing(nowNs);
        return;
      }
      beginOutage(streams.isClosed() ? "its Aeron client was closed" : "the media driver is gone");
    }
    if (outages.isDue(nowNs)) {
      mend();
    }
  }

  /** Whether an outage goes on. */
  public boolean isDown() {
    return outages.isOpen();
  }

  /** Outages of this data plane so far, with one that goes on. */
  public int outages() {
    return outages.count();
  }

  /** Nanoseconds of all outages so far, with one that goes on. */
  public long outageNs() {
    return outages.totalNs(clock.nanoTime());
  }

  /**
   * Runs what the media driver and the Aeron client have no thread for, once the lanes have
   * started; the first lane does.
   */
  int runDriver(int lane) {
    return lane == 0 ? streams.run() : 0;
  }

  /** Which lanes are in a duty cycle. */
  LaneGates gates() {
    return gates;
  }

  /** Hands {@code handler} what came for {@code lane}; for its thread. */
  int poll(int lane, FragmentHandler handler, int maxIpcFragments, int maxUdpFragments) {
    return streams.poll(lane, handler, maxIpcFragments, maxUdpFragments);
  }

  /**
   * The stream from {@code sendingLane} to wherever {@code learner} lives on {@code node}.
   *
   * @return null for {@link Directory#UNKNOWN} and for a node without a route
   */
  SendStream streamTo(int node, int learner, int sendingLane) {
    return streams.to(node, learner, sendingLane);
  }

  /** The largest frame that comes from, or goes to, another machine. */
  int maxUdpPayloadBytes() {
    return UdpMtu.payloadBytes(udpMtuBytes);
  }

  /**
   * Sum of the positions of all publications: every byte that this node put on a stream since the
   * last outage.
   */
  public long sentPosition() {
    return streams.sentPosition();
  }

  /**
   * Sum of the subscribers' positions as the media driver counts them: every byte that was taken
   * off a stream of this driver, whoever shares it. Equal to {@link #sentPosition()} when nothing
   * is in flight and nobody does.
   */
  public long receivedPosition() {
    synchronized (outsiders) {
      return streams.receivedPosition();
    }
  }

  /** Whether each of this node's streams to {@code wanted} has found its subscriber. */
  public boolean isConnectedTo(Collection<Route> wanted) {
    List<Integer> nodes = wanted.stream().map(routes::indexOf).toList();
    synchronized (outsiders) {
      return streams.isConnectedTo(nodes);
    }
  }

  /** Whether each of this node's streams has found its subscriber. */
  public boolean isConnected() {
    return isConnectedTo(routes.wanted());
  }

  /** Closes all streams; after the lanes have ended. */
  @Override
  public void close() {
    closed = true;
    CloseHelper.close(tender);
    synchronized (this) {
      CloseHelper.close(streams);
    }
  }

  private Streams connect() {
    Aeron.Context context =
        new Aeron.Context()
            .resourceLingerDurationNs(IMAGE_LINGER_NS)
            .closeHandler(this::awaitLanes)
            .errorHandler(this::onClientError)
            .subscriberErrorHandler(faults);
    return new Streams(driver, context, local, udpMtuBytes, clock);
  }

  /** Called by Aeron between the closing of its streams and the unmapping of their logs. */
  private void awaitLanes() {
    gates.awaitPassage(driver.isReplaceable() ? LaneGates.NOBODY : 0);
    synchronized (outsiders) {
      LOG.debug("No thread is in the logs of {} any more", local.node());
    }
  }

  private void onClientError(Throwable error) {
    boolean isOfDriver =
        error instanceof AeronException || error instanceof AgentTerminationException;
    if (driver.isReplaceable() && isOfDriver) {
      // It may have closed the client, or end it now, which the next tending sees.
      LOG.info("Aeron of {} has a fault: {}", local.node(), error.toString());
    } else {
      faults.onError(error);
    }
  }

  /** One node that cannot be reached any more must not keep the others from being reached. */
  private void openOthers(Streams next) {
    for (int node : routes.missing()) {
      try {
        next.open(node, routes.get(node));
        routes.onOpened(node);
      } catch (DataPlaneException refused) {
        LOG.warn("{} is out of reach: {}", routes.get(node).node(), refused.getMessage());
      }
    }
  }

  private void freeRetired() {
    while (!retired.isEmpty() && gates.havePassed(retired.peek().mark())) {
      Streams.close(retired.poll().streams());
    }
  }

  /**
   * Opens the streams to a node.
   *
   * @return whether that was possible; otherwise an outage has begun
   */
  private boolean open(int node, Route route) {
    try {
      streams.open(node, route);
      return true;
    } catch (AeronException broken) {
      if (!driver.isReplaceable()) {
        throw broken;
      }
      beginOutage("the media driver does not answer: " + broken.getMessage());
      return false;
    }
  }

  /** Tries again what was refused, such as a name that nobody knew. */
  private void openMissing(long nowNs) {
    if (nowNs - openedNs < Outages.MAX_WAIT_NS) {
      return;
    }
    openedNs = nowNs;
    for (int node : routes.missing()) {
      try {
        if (!open(node, routes.get(node))) {
          return;
        }
        routes.onOpened(node);
        LOG.info("{} is in reach again", routes.get(node).node());
      } catch (DataPlaneException refused) {
        LOG.debug("{} is still out of reach", routes.get(node).node(), refused);
      }
    }
  }

  private void beginOutage(String reason) {
    routes.onOutage();
    outages.begin(clock.nanoTime());
    lastFailure = "";
    LOG.warn("The data plane of {} is down: {}", local.node(), reason);
    // The logs of what was retired go with the client.
    retired.clear();
    CloseHelper.quietClose(streams);
  }

  private void mend() {
    Streams next = null;
    try {
      next = connect();
      next.open(LOCAL, local);
      routes.onOpened(LOCAL);
      openOthers(next);
      streams = next;
      openedNs = clock.nanoTime();
      long lastedNs = outages.end(clock.nanoTime());
      LOG.info(
          "The data plane of {} is up again after {} ms",
          local.node(),
          TimeUnit.NANOSECONDS.toMillis(lastedNs));
    } catch (RuntimeException fault) {
      CloseHelper.quietClose(next);
      routes.onOutage();
      outages.onFailure(clock.nanoTime());
      String failure = String.valueOf(fault.getMessage());
      if (!failure.equals(lastFailure)) {
        lastFailure = failure;
        LOG.warn("The data plane of {} stays down: {}", local.node(), failure);
      }
    }
  }
}
