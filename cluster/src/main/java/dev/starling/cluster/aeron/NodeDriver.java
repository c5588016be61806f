package dev.starling.cluster.aeron;

import io.aeron.Aeron;
import io.aeron.protocol.DataHeaderFlyweight;

/** The media driver that carries a node's frames, as the node's data plane sees it. */
public abstract sealed class NodeDriver implements AutoCloseable
    permits EmbeddedDriver, SharedDriver {
  /** The largest fragment that Aeron takes over IPC. */
  static final int IPC_MTU_BYTES = 65504;

  /** What is left of such a fragment for a frame. */
  static final int MAX_PAYLOAD_BYTES = IPC_MTU_BYTES - DataHeaderFlyweight.HEADER_LENGTH;

  NodeDriver() {}

  /** Where clients find the driver. */
  public abstract String directory();

  /**
   * Connects a client, and starts the driver first where that is needed; blocks.
   *
   * @param context of the client, used once
   * @throws DataPlaneException when no driver can be had
   */
  abstract Aeron connect(Aeron.Context context);

  /** The channel by which a stream to a node of this machine is opened now. */
  String ipcChannel() {
    return Route.IPC;
  }

  /** What its streams to other machines may hold. */
  abstract UdpWindows udpWindows();

  /** Whether the driver still runs, as far as can be told from outside. */
  abstract boolean isRunning();

  /** Whether the driver, and a client of it that was closed, can be replaced under the node. */
  abstract boolean isReplaceable();

  /**
   * Runs once what has no thread of its own; for lane 0.
   *
   * @return work done
   */
  abstract int run(Aeron client);

  @Override
  public abstract void close();
}
