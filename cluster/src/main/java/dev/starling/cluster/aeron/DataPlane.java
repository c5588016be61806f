package dev.starling.cluster.aeron;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.status.CountersReader;

/**
 * A node's Aeron client with its streams: one subscription per lane, and from each lane one
 * exclusive publication to each lane of each known node. Learners of the same JVM are reached in
 * the same way as any other. Routes are added by the control plane; lanes read the table without a
 * lock.
 */
public final class DataPlane implements AutoCloseable {
  private final Aeron aeron;
  private final AgentInvoker driver;
  private final Subscription[] subscriptions;
  private final Route local;

  /** publications[node][target lane][sending lane]; replaced whole when a route is added. */
  private volatile ExclusivePublication[][][] publications = {};

  private final List<Route> routes = new ArrayList<>();

  /**
   * Connects to the media driver and subscribes every lane. Runs the driver while it waits, so the
   * lanes must not have started.
   *
   * @param driver that the first lane will run
   * @param faults receives what goes wrong on Aeron's own thread; the default would exit the JVM
   */
  public DataPlane(EmbeddedDriver driver, Route local, ErrorHandler faults) {
    this.local = local;
    this.driver = driver.invoker();
    this.aeron =
        Aeron.connect(
            new Aeron.Context()
                .aeronDirectoryName(driver.directory())
                .driverAgentInvoker(driver.invoker())
                .useConductorAgentInvoker(true)
                .driverTimeoutMs(EmbeddedDriver.LIVENESS_NS / 1_000_000)
                .errorHandler(faults));
    subscriptions = new Subscription[local.lanes()];
    for (int lane = 0; lane < subscriptions.length; lane++) {
      subscriptions[lane] = aeron.addSubscription(local.channel(), Route.STREAM_BASE + lane);
    }
    addRoute(local);
  }

  /**
   * Opens this node's publications to itself, which the lanes must not have started for. A route
   * that is known already costs nothing; another node is out of reach of an embedded driver.
   *
   * @return the index of the node in the routes
   */
  public final synchronized int addRoute(Route route) {
    int known = routes.indexOf(route);
    if (known >= 0) {
      return known;
    }
    if (!routes.isEmpty()) {
      throw new DataPlaneException(
          "a node with a media driver of its own reaches no other node: " + route.channel(), null);
    }
    ExclusivePublication[][] streams = new ExclusivePublication[route.lanes()][local.lanes()];
    for (int target = 0; target < route.lanes(); target++) {
      for (int sender = 0; sender < local.lanes(); sender++) {
        streams[target][sender] =
            aeron.addExclusivePublication(route.channel(), Route.STREAM_BASE + target);
      }
    }
    ExclusivePublication[][][] grown = new ExclusivePublication[routes.size() + 1][][];
    System.arraycopy(publications, 0, grown, 0, routes.size());
    grown[routes.size()] = streams;
    routes.add(route);
    publications = grown;
    return routes.size() - 1;
  }

  /**
   * Runs the media driver and the Aeron client once; for the first lane alone, once the lanes have
   * started.
   */
  int runDriver() {
    return driver.invoke() + aeron.conductorAgentInvoker().invoke();
  }

  Subscription subscription(int lane) {
    return subscriptions[lane];
  }

  /**
   * The publication from {@code sendingLane} to wherever {@code learner} lives on {@code node}.
   *
   * @return null for {@link Directory#UNKNOWN}
   */
  ExclusivePublication publicationTo(int node, int learner, int sendingLane) {
    if (node == Directory.UNKNOWN) {
      return null;
    }
    ExclusivePublication[][] lanes = publications[node];
    return lanes[Math.floorMod(learner, lanes.length)][sendingLane];
  }

  /** Sum of the positions of all publications: every byte that this node put on a stream. */
  public long sentPosition() {
    long total = 0;
    for (ExclusivePublication[][] node : publications) {
      for (ExclusivePublication[] lane : node) {
        for (ExclusivePublication publication : lane) {
          total += Math.max(0, publication.position());
        }
      }
    }
    return total;
  }

  /**
   * Sum of the subscribers' positions as the media driver counts them: every byte that was taken
   * off a stream of this driver. Equal to {@link #sentPosition()} when nothing is in flight.
   */
  public long receivedPosition() {
    long[] total = {0};
    CountersReader counters = aeron.countersReader();
    counters.forEach(
        (counter, type, key, label) -> {
          if (type == AeronCounters.DRIVER_SUBSCRIBER_POSITION_TYPE_ID) {
            total[0] += counters.getCounterValue(counter);
          }
        });
    return total[0];
  }

  /** Whether each of this node's own streams has found its subscriber. */
  public boolean isConnected() {
    for (ExclusivePublication[][] node : publications) {
      for (ExclusivePublication[] lane : node) {
        for (ExclusivePublication publication : lane) {
          if (!publication.isConnected()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    CloseHelper.close(aeron);
  }
}
