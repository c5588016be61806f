package dev.starling.sim;

import dev.starling.random.RandomStream;
import java.util.List;

/**
 * What befalls the pushes of one source: every kind of fault draws from a stream of its own, so
 * that one option more shifts no other draw. Used by one thread.
 */
final class PushFaults {
  private final NetworkOptions options;
  private final double loss;
  private final List<NetworkPartition> partitions;
  private final RandomStream losses;
  private final RandomStream duplicates;
  private final RandomStream latencies;
  private final RandomStream frameLosses;
  private final RandomStream delays;

  /**
   * @param loss share of the pushes lost, over all causes
   */
  PushFaults(NetworkOptions options, double loss, long seed, int source) {
    this.options = options;
    this.loss = loss;
    partitions = options.partitions();
    losses = RandomStream.named(seed, "network-loss", source);
    duplicates = RandomStream.named(seed, "network-duplication", source);
    latencies = RandomStream.named(seed, "network-latency", source);
    frameLosses = RandomStream.named(seed, "network-frame-loss", source);
    delays = RandomStream.named(seed, "network-reordering", source);
  }

  boolean losesPush() {
    return loss > 0 && losses.nextDouble() < loss;
  }

  boolean duplicatesPush() {
    return options.duplication() > 0 && duplicates.nextDouble() < options.duplication();
  }

  long latencyNs() {
    return options.latency().isNone() ? 0 : options.latency().drawNs(latencies);
  }

  boolean losesFrame(int source, int target, long nowNs) {
    if (options.frameLoss() > 0 && frameLosses.nextDouble() < options.frameLoss()) {
      return true;
    }
    for (int i = 0; i < partitions.size(); i++) {
      if (partitions.get(i).separates(source, target, nowNs)) {
        return true;
      }
    }
    return false;
  }

  /** By how much a frame is held up. */
  long delayNs() {
    return options.reordering() > 0 && delays.nextDouble() < options.reordering()
        ? OptionCheck.nanos(options.reorderingSeconds() * delays.nextDouble())
        : 0;
  }

  /** Whether the frames of a push share one fate. */
  boolean keepsFramesTogether() {
    return options.frameLoss() == 0 && options.reordering() == 0 && partitions.isEmpty();
  }
}
