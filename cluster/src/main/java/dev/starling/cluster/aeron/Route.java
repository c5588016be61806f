package dev.starling.cluster.aeron;

/**
 * Where a node takes frames.
 *
 * @param channel Aeron channel of the node
 * @param lanes its lanes; the stream id of a lane is {@link #STREAM_BASE} plus its index
 */
public record Route(String channel, int lanes) {
  /** Stream id of lane 0. */
  public static final int STREAM_BASE = 1001;

  public Route {
    if (lanes < 1) {
      throw new IllegalArgumentException("a node has at least 1 lane, not " + lanes);
    }
  }

  /** The lane of a learner, on whichever node it lives. */
  public int laneOf(int learner) {
    return Math.floorMod(learner, lanes);
  }
}
