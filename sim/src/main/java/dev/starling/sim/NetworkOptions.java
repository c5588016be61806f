package dev.starling.sim;

import dev.starling.run.Latency;
import java.util.List;

/**
 * What the network between learners does to their pushes. Immutable.
 *
 * @param frameParameters parameters in one frame, 2 or more; 0 for the whole model in one frame.
 *     Frames of versions are cut to the same number of bytes
 * @param latency of a push
 * @param bytesPerSecond of the link of each learner, shared fairly, frame by frame, among what it
 *     sends; 0 for no limit. A learner whose push is still on its way out skips the next one
 * @param loss share of the pushes that get lost whole
 * @param frameLoss share of the frames that get lost, which leaves partial pushes
 * @param duplication share of the pushes that arrive twice, each copy with a latency of its own
 * @param reordering share of the frames that are held up by up to {@code reorderingSeconds}
 * @param reorderingSeconds longest extra delay of a frame that is held up; it is uniform
 * @param partitions times at which learners cannot reach each other
 */
public record NetworkOptions(
    int frameParameters,
    Latency latency,
    double bytesPerSecond,
    double loss,
    double frameLoss,
    double duplication,
    double reordering,
    double reorderingSeconds,
    List<NetworkPartition> partitions) {
  /** Each push arrives, at once, whole, in one piece. */
  public static final NetworkOptions PERFECT =
      new NetworkOptions(0, Latency.NONE, 0, 0, 0, 0, 0, 0, List.of());

  /** Checks every option and copies the list. */
  public NetworkOptions {
    if (frameParameters < 0 || frameParameters == 1) {
      throw new IllegalArgumentException(
          "network.frame must be 2 parameters or more, or 0 for all in one frame, was "
              + frameParameters);
    }
    if (latency == null) {
      throw new IllegalArgumentException("network.latency must be given");
    }
    OptionCheck.atLeast("network.bandwidth", "bytes per second (0: no limit)", bytesPerSecond, 0);
    OptionCheck.share("network.loss", loss);
    OptionCheck.share("network.frame-loss", frameLoss);
    OptionCheck.share("network.duplication", duplication);
    OptionCheck.share("network.reordering", reordering);
    OptionCheck.seconds("network.reordering-delay", reorderingSeconds);
    if (reordering > 0 && reorderingSeconds == 0) {
      throw new IllegalArgumentException(
          "network.reordering needs a network.reordering-delay above 0 s");
    }
    partitions = List.copyOf(partitions);
  }

  public NetworkOptions withFrameParameters(int changed) {
    return new NetworkOptions(
        changed,
        latency,
        bytesPerSecond,
        loss,
        frameLoss,
        duplication,
        reordering,
        reorderingSeconds,
        partitions);
  }

  public NetworkOptions withLatency(Latency changed) {
    return new NetworkOptions(
        frameParameters,
        changed,
        bytesPerSecond,
        loss,
        frameLoss,
        duplication,
        reordering,
        reorderingSeconds,
        partitions);
  }

  public NetworkOptions withBytesPerSecond(double changed) {
    return new NetworkOptions(
        frameParameters,
        latency,
        changed,
        loss,
        frameLoss,
        duplication,
        reordering,
        reorderingSeconds,
        partitions);
  }

  /**
   * @param pushes share of the pushes that get lost whole
   * @param frames share of the frames
   */
  public NetworkOptions withLoss(double pushes, double frames) {
    return new NetworkOptions(
        frameParameters,
        latency,
        bytesPerSecond,
        pushes,
        frames,
        duplication,
        reordering,
        reorderingSeconds,
        partitions);
  }

  public NetworkOptions withDuplication(double changed) {
    return new NetworkOptions(
        frameParameters,
        latency,
        bytesPerSecond,
        loss,
        frameLoss,
        changed,
        reordering,
        reorderingSeconds,
        partitions);
  }

  public NetworkOptions withReordering(double share, double seconds) {
    return new NetworkOptions(
        frameParameters,
        latency,
        bytesPerSecond,
        loss,
        frameLoss,
        duplication,
        share,
        seconds,
        partitions);
  }

  public NetworkOptions withPartitions(List<NetworkPartition> changed) {
    return new NetworkOptions(
        frameParameters,
        latency,
        bytesPerSecond,
        loss,
        frameLoss,
        duplication,
        reordering,
        reorderingSeconds,
        changed);
  }

  /** Whether a push can be handed over while it is asked for, from its source's own memory. */
  boolean isInstant() {
    return latency.isNone() && bytesPerSecond == 0 && reordering == 0;
  }
}
