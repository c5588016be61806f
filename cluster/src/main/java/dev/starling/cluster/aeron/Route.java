package dev.starling.cluster.aeron;

/**
 * Where a node takes frames.
 *
 * @param node name of the node
 * @param host address of its machine; nodes with one host share a media driver
 * @param port for UDP from other machines, or 0 when it takes none
 * @param streamBase stream id of lane 0, drawn at random by the node, so that nodes that share a
 *     driver do not hear each other's frames
 * @param lanes its lanes
 */
public record Route(String node, String host, int port, int streamBase, int lanes) {
  /** Exclusive bound of stream bases: room for every lane above the largest. */
  public static final int STREAM_BASES = 1 << 30;

  static final String IPC = "aeron:ipc";
  private static final int MAX_PORT = 65_535;

  public Route {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the route to " + node + " has no host");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "the UDP port of " + node + " must lie in [0, 65535], was " + port);
    }
    if (streamBase < 1 || streamBase >= STREAM_BASES) {
      throw new IllegalArgumentException(
          "the stream base of " + node + " must lie in [1, 2^30), was " + streamBase);
    }
    if (lanes < 1) {
      throw new IllegalArgumentException("a node has at least 1 lane, not " + lanes);
    }
  }

  /** A node whose frames all come through its own machine's media driver. */
  public static Route local(String node, String host, int streamBase, int lanes) {
    return new Route(node, host, 0, streamBase, lanes);
  }

  /** The lane of a learner, on whichever node it lives. */
  public int laneOf(int learner) {
    return Math.floorMod(learner, lanes);
  }

  /** Stream id of a lane. */
  public int streamOf(int lane) {
    return streamBase + lane;
  }

  /** Whether the node also takes frames from other machines. */
  public boolean hasUdp() {
    return port > 0;
  }

  /** Where the node listens to other machines; only when {@link #hasUdp()}. */
  String udpChannel() {
    // An IPv6 address as it is written holds colons, and a URI wants brackets around it.
    String address = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    return "aeron:udp?endpoint=" + address + ":" + port;
  }

  /**
   * The channel on which a node of {@code senderHost} reaches this one.
   *
   * @param udpMtuBytes largest fragment over UDP, with Aeron's header
   * @throws DataPlaneException when the node is on another machine and takes no UDP
   */
  String channelFrom(String senderHost, int udpMtuBytes) {
    if (host.equals(senderHost)) {
      return IPC;
    }
    if (!hasUdp()) {
      throw new DataPlaneException(
          "node "
              + node
              + " at "
              + host
              + " takes no frames from other machines: give it a UDP port, or the host "
              + senderHost
              + " when it is on this machine",
          null);
    }
    return udpChannel() + "|mtu=" + udpMtuBytes;
  }
}
