package dev.starling.cluster.aeron;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.ErrorCode;
import io.aeron.Subscription;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.FragmentHandler;
import java.util.Arrays;
import java.util.Collection;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.status.CountersReader;

/**
 * One Aeron client of a node with all its streams: for each lane a subscription by IPC, and one by
 * UDP where the node has a port; and from each lane a publication to each lane of each known node.
 * It is replaced whole when the client was closed: everything in it then takes nothing and gives
 * nothing, and lanes may go on using it until they see the next.
 */
final class Streams implements AutoCloseable {
  /** Of nodes that are known but not to be reached. */
  private static final SendStream[][] NONE = {};

  private final NodeDriver driver;
  private final Aeron aeron;
  private final Route local;
  private final int udpMtuBytes;
  private final NanoClock clock;
  private final Subscription[] ipc;
  private final Subscription[] udp;

  /** outgoing[node][target lane][sending lane]; replaced whole when a route changes. */
  private volatile SendStream[][][] outgoing = {};

  /**
   * Connects to the driver and subscribes every lane; blocks.
   *
   * @throws DataPlaneException when the driver cannot be had, or refuses a stream
   */
  Streams(NodeDriver driver, Aeron.Context context, Route local, int udpMtuBytes, NanoClock clock) {
    this.driver = driver;
    this.local = local;
    this.udpMtuBytes = udpMtuBytes;
    this.clock = clock;
    aeron = driver.connect(context.aeronDirectoryName(driver.directory()));
    try {
      ipc = subscribe(Route.IPC);
      udp = local.hasUdp() ? subscribe(local.udpChannel()) : new Subscription[0];
    } catch (RuntimeException fault) {
      CloseHelper.quietClose(aeron);
      throw fault;
    }
  }

  boolean isClosed() {
    return aeron.isClosed();
  }

  /** Runs what has no thread of its own; for lane 0. */
  int run() {
    return driver.run(aeron);
  }

  /**
   * Hands {@code handler} the fragments that came for {@code lane}.
   *
   * @return fragments
   */
  int poll(int lane, FragmentHandler handler, int maxIpcFragments, int maxUdpFragments) {
    int fragments = ipc[lane].poll(handler, maxIpcFragments);
    return udp.length == 0 ? fragments : fragments + udp[lane].poll(handler, maxUdpFragments);
  }

  /** The stream from {@code sendingLane} to wherever {@code learner} lives on {@code node}. */
  SendStream to(int node, int learner, int sendingLane) {
    SendStream[][][] current = outgoing;
    if (node < 0 || node >= current.length || current[node].length == 0) {
      return null;
    }
    SendStream[][] lanes = current[node];
    return lanes[Math.floorMod(learner, lanes.length)][sendingLane];
  }

  /**
   * Opens the publications to a node; for one thread at a time.
   *
   * @param node index of the route
   */
  void open(int node, Route route) {
    String known = route.channelFrom(local.host(), udpMtuBytes);
    boolean isIpc = known.equals(Route.IPC);
    String channel = isIpc ? driver.ipcChannel() : known;
    SendStream[][] opened = new SendStream[route.lanes()][local.lanes()];
    try {
      for (int target = 0; target < route.lanes(); target++) {
        for (int sender = 0; sender < local.lanes(); sender++) {
          opened[target][sender] =
              new SendStream(
                  aeron.addExclusivePublication(channel, route.streamOf(target)),
                  isIpc ? 0 : driver.udpWindows().bytesUnderWay(),
                  clock);
        }
      }
    } catch (RuntimeException fault) {
      close(opened);
      throw asDataPlaneException(channel, fault);
    }
    replace(node, opened);
  }

  /**
   * Lets no frame through to a node any more; for one thread at a time.
   *
   * @return the publications, to be given to {@link #close(SendStream[][])} when no lane can be in
   *     them
   */
  SendStream[][] retire(int node) {
    SendStream[][] retired = outgoing[node];
    for (SendStream[] lane : retired) {
      for (SendStream stream : lane) {
        stream.retire();
      }
    }
    replace(node, NONE);
    return retired;
  }

  /** Frees the logs of publications. */
  static void close(SendStream[][] streams) {
    for (SendStream[] lane : streams) {
      for (SendStream stream : lane) {
        if (stream != null) {
          stream.close();
        }
      }
    }
  }

  /** Sum of the positions of all publications. */
  long sentPosition() {
    long total = 0;
    for (SendStream[][] node : outgoing) {
      for (SendStream[] lane : node) {
        for (SendStream stream : lane) {
          total += Math.max(0, stream.position());
        }
      }
    }
    return total;
  }

  /** Sum of the driver's subscribers' positions. */
  long receivedPosition() {
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

  /** Whether every stream to each of {@code nodes} has found its subscriber. */
  boolean isConnectedTo(Collection<Integer> nodes) {
    SendStream[][][] current = outgoing;
    return !isClosed()
        && nodes.stream()
            .allMatch(
                node ->
                    node >= 0
                        && node < current.length
                        && current[node].length > 0
                        && Arrays.stream(current[node])
                            .flatMap(Arrays::stream)
                            .allMatch(SendStream::hasSubscriber));
  }

  /** Closes the client; its logs stay mapped until no lane can be in them. */
  @Override
  public void close() {
    CloseHelper.close(aeron);
  }

  private Subscription[] subscribe(String channel) {
    Subscription[] subscriptions = new Subscription[local.lanes()];
    try {
      for (int lane = 0; lane < subscriptions.length; lane++) {
        subscriptions[lane] = aeron.addSubscription(channel, local.streamOf(lane));
      }
    } catch (RuntimeException fault) {
      throw asDataPlaneException(channel, fault);
    }
    return subscriptions;
  }

  private void replace(int node, SendStream[][] streams) {
    SendStream[][][] grown = Arrays.copyOf(outgoing, Math.max(outgoing.length, node + 1));
    for (int i = outgoing.length; i < grown.length; i++) {
      grown[i] = NONE;
    }
    grown[node] = streams;
    outgoing = grown;
  }

  private RuntimeException asDataPlaneException(String channel, RuntimeException fault) {
    if (!(fault instanceof RegistrationException refused)) {
      return fault;
    }
    if (refused.errorCode() == ErrorCode.STORAGE_SPACE) {
      return new DataPlaneException(
          "the media driver's directory "
              + driver.directory()
              + " is full: free some space there, use fewer lanes, or set aeron.directory to"
              + " another place",
          fault);
    }
    String said = String.valueOf(fault.getMessage());
    if (said.contains("Address already in use")) {
      return UdpPort.taken(local.host(), local.port(), fault);
    }
    return new DataPlaneException(
        "the media driver refuses the stream " + channel + ": " + said, fault);
  }
}
