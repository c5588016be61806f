package dev.starling.cluster;

/** The ports of a node: one for the control plane over TCP, the next one for frames over UDP. */
public final class NodePorts {
  /** Port of the control plane where nothing else is said. */
  public static final int DEFAULT_CONTROL = 25_520;

  /** The highest port of a control plane: the one after it is a port too. */
  public static final int MAX_CONTROL = 65_534;

  private NodePorts() {}

  /** The UDP port of frames of the node whose control plane has this TCP port. */
  public static int data(int controlPort) {
    if (controlPort < 1 || controlPort > MAX_CONTROL) {
      throw new IllegalArgumentException(
          "cluster.port must lie in [1, " + MAX_CONTROL + "], was " + controlPort);
    }
    return controlPort + 1;
  }
}
