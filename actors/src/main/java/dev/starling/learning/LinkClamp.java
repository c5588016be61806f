package dev.starling.learning;

/**
 * Notices when a learner's pushes are held back, and clamps its gossip rate to what is carried. It
 * judges by what the learner sees itself: over windows of at least {@value #WINDOW_TICKS} ticks of
 * the gossip clock, how many found a push still being sent (the link is full), whether every one of
 * them ran late (the lane is saturated), how many pushes were sent, and how long each took.
 *
 * <p>The clamp takes hold when more than a quarter of a window's ticks were busy, or all of them
 * ran later than the clock's mean interval, and the rate carried is below the rate asked for. It
 * ends when fewer than a tenth are busy and none of that holds. Below a quarter nothing is clamped:
 * with a push that takes D, a rate of λ carries λ/(1 + λ·D), and a higher λ still makes up for it.
 *
 * <p>A full link lets the clock tick at {@value #PROBE} times the carried rate C at most: skipped
 * ticks cost nothing and find out when there is room again, whereas at C itself a link that one
 * learner has to itself would carry less each time. (With D fixed, C settles at 0.94/D.) A
 * saturated lane gets {@value #RELIEF}·C, so that its backlog drains, and comes back by steps of
 * {@value #GROWTH}. At λ = 4, D = 0.5 s: 67 % of the ticks are busy, C = 1.33 per second. A
 * proposal of this project. Used by one thread.
 */
final class LinkClamp {
  static final int WINDOW_TICKS = 16;

  /** While the clamp holds windows may be shorter, since the ticks are fewer. */
  private static final int HELD_WINDOW_TICKS = 8;

  /** But a window shall see so many pushes leave, of which one may come at every 16th tick. */
  private static final double PUSHES_PER_WINDOW = 2;

  private static final double BUSY_TO_HOLD = 0.25;
  private static final double BUSY_TO_KEEP = 0.1;
  private static final double PROBE = 16;
  private static final double RELIEF = 0.9;
  private static final double GROWTH = 1.25;

  /** The clock never stops for a link that carries nothing, or it would not learn of its return. */
  private static final double LEAST_SHARE = 1.0 / 8;

  /** Weight of the newest window in the rate. */
  private static final double SMOOTHING = 0.25;

  private static final double NS_PER_SECOND = 1e9;

  private boolean begun;
  private long windowStartNs;
  private int ticks;
  private int busy;
  private long leastLateNs;
  private int sent;
  private double delaySum;

  private boolean holding;
  private boolean byLane;
  private double ceiling;
  private double sentInWindow;
  private double secondsOfWindow;
  private long transitNs;
  private final PushDelay delay = new PushDelay();

  /** λ for the clock, where {@code asked} is wanted; never 0 unless that is. */
  double limit(double asked) {
    return holding ? Math.min(asked, Math.max(ceiling, asked * LEAST_SHARE)) : asked;
  }

  /** Whether pushes are held back. */
  boolean isHolding() {
    return holding;
  }

  /** C in pushes per second; only while the clamp holds. */
  double carriedRate() {
    return sentInWindow / secondsOfWindow;
  }

  /**
   * Time that pushes took to be sent and then, as far as the transport can tell, to arrive: see
   * {@link PushDelay}; 0 unless the clamp holds.
   */
  double delaySeconds() {
    return holding ? delay.seconds(carriedRate()) : 0;
  }

  /**
   * A push was due.
   *
   * @param wasBusy whether it was skipped because the last one is still being sent
   * @param lateNs by how much the tick ran late
   * @param asked λ that was asked for, unclamped, above 0
   */
  void onTick(boolean wasBusy, long lateNs, double asked, long nowNs) {
    if (!begun) {
      begin(nowNs);
    }
    ticks++;
    busy += wasBusy ? 1 : 0;
    leastLateNs = Math.min(leastLateNs, lateNs);
    double windowSeconds = (nowNs - windowStartNs) / NS_PER_SECOND;
    // The ticks of a backlog come at once and say nothing about the time that they stand for.
    int enough = holding ? heldWindowTicks(asked) : WINDOW_TICKS;
    if (ticks >= enough && windowSeconds * limit(asked) >= enough / 2.0) {
      judge(asked, windowSeconds);
      begin(nowNs);
    }
  }

  private int heldWindowTicks(double asked) {
    double ticksPerPush = Math.min(PROBE, limit(asked) / carriedRate());
    return (int) Math.max(HELD_WINDOW_TICKS, PUSHES_PER_WINDOW * ticksPerPush);
  }

  /** A push was handed to the transport whole, after {@code tookNs}. */
  void onSent(long tookNs) {
    double seconds = (tookNs + transitNs) / NS_PER_SECOND;
    transitNs = 0;
    sent++;
    delaySum += seconds;
    if (holding) {
      delay.add(seconds, carriedRate());
    }
  }

  /** What is about to be told as sent arrives so much later. */
  void onTransit(long laterNs) {
    transitNs = laterNs;
  }

  private void begin(long nowNs) {
    begun = true;
    windowStartNs = nowNs;
    ticks = 0;
    busy = 0;
    leastLateNs = Long.MAX_VALUE;
    sent = 0;
    delaySum = 0;
  }

  private void judge(double asked, double windowSeconds) {
    double carried = sent / windowSeconds;
    boolean linkFull = busy > ticks * (holding ? BUSY_TO_KEEP : BUSY_TO_HOLD);
    boolean laneFull = leastLateNs / NS_PER_SECOND * limit(asked) > 1;
    if ((linkFull || laneFull) && carried < asked) {
      hold(windowSeconds, laneFull);
    } else if (holding) {
      smoothWindow(windowSeconds);
      ceiling = Math.max(ceiling, carried) * (byLane ? GROWTH : PROBE);
      holding = ceiling < asked;
    }
  }

  private void hold(double windowSeconds, boolean laneFull) {
    if (holding) {
      smoothWindow(windowSeconds);
    } else {
      sentInWindow = sent;
      secondsOfWindow = windowSeconds;
      delay.begin(sent == 0 ? 0 : delaySum / sent, carriedRate());
    }
    byLane = laneFull;
    ceiling = laneFull ? sent / windowSeconds * RELIEF : carriedRate() * PROBE;
    holding = true;
  }

  /** Pushes and time apart, since the mean of rates over windows that end at a tick is too high. */
  private void smoothWindow(double windowSeconds) {
    sentInWindow = smoothed(sentInWindow, sent);
    secondsOfWindow = smoothed(secondsOfWindow, windowSeconds);
  }

  private static double smoothed(double before, double newest) {
    return before + SMOOTHING * (newest - before);
  }
}
