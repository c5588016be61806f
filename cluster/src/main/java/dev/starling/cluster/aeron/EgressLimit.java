package dev.starling.cluster.aeron;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A slow link out of one node, for tests and experiments: what leaves it takes its bytes over a
 * rate, one frame after the other, and a frame is refused while the one before is still on its way
 * out. Lanes ask in each duty cycle and not at every moment, so up to {@value #CREDIT_NS} ns in
 * which nobody asked count as time in which the link went on: over longer times the rate is exact,
 * and an idle link saves no more than that up. Shared by the lanes of a node; any thread may ask.
 */
final class EgressLimit {
  private static final long CREDIT_NS = 20_000_000;
  private static final double NS_PER_SECOND = 1e9;

  /** A link that takes whatever Aeron takes. */
  static final EgressLimit NONE = new EgressLimit(0);

  private final double nsPerByte;
  private final AtomicLong freeAtNs = new AtomicLong(Long.MIN_VALUE);

  private EgressLimit(double nsPerByte) {
    this.nsPerByte = nsPerByte;
  }

  /**
   * A link that is free as yet.
   *
   * @param bytesPerSecond 1 or more, or 0 for no limit
   */
  static EgressLimit of(double bytesPerSecond) {
    return bytesPerSecond == 0 ? NONE : new EgressLimit(NS_PER_SECOND / bytesPerSecond);
  }

  boolean isLimited() {
    return nsPerByte > 0;
  }

  /** Whether the link is free to take a frame; always, without a limit. */
  boolean isFree(long nowNs) {
    return nowNs >= freeAtNs.get();
  }

  /** A frame leaves; what it occupies is {@code bytes} of the stream. */
  void occupy(long bytes, long nowNs) {
    long takesNs = (long) (bytes * nsPerByte);
    freeAtNs.updateAndGet(
        freeNs -> {
          long fromNs = Math.max(freeNs, nowNs - CREDIT_NS);
          return fromNs > Long.MAX_VALUE - takesNs ? Long.MAX_VALUE : fromNs + takesNs;
        });
  }
}
