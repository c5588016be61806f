package dev.starling.learning;

/**
 * How many updates the network has made, and how fast it makes them, judged from one learner's own
 * version vector alone.
 *
 * <p>The learner keeps a progress P, the mean number of updates made by the origins that it has
 * heard of, itself included: P grows by Δ/heard, where Δ is by how many updates the counts of
 * origins heard before advance. (The first count heard of an origin is where its advance is
 * measured from.) News comes late, but in the steady state equally late at both ends of a window,
 * so the slope of P is the network's mean update rate r̂. A learner that hears nothing has P equal
 * to its own count N, exactly.
 *
 * <p>Slopes are taken over a sliding window that spans the last {@value #WINDOW_UPDATES} to {@code
 * 2·}{@value #WINDOW_UPDATES} own updates, held by two anchors. Over the same window, ΔP/ΔN is the
 * ratio r̄/r of the network's rate to the learner's own; counted at own updates it is free of bias.
 * Used by one thread.
 */
final class RateEstimator {
  static final int WINDOW_UPDATES = 16;

  private static final double NS_PER_SECOND = 1e9;

  private double progress;
  private long own;
  private int heard = 1;

  private long olderNs;
  private double olderProgress;
  private long olderOwn;
  private long newerNs;
  private double newerProgress;
  private long newerOwn;

  /**
   * Begins the window.
   *
   * @param nominalRate updates per second that the network is expected to make, believed for the
   *     first window as if one had passed at that rate already; 0 when nothing is expected
   */
  void start(long nowNs, double nominalRate) {
    newerNs = nowNs;
    newerProgress = progress;
    newerOwn = own;
    shift(nowNs);
    if (nominalRate > 0) {
      olderNs = nowNs - (long) (WINDOW_UPDATES * NS_PER_SECOND / nominalRate);
      olderProgress = progress - WINDOW_UPDATES;
      olderOwn = own - WINDOW_UPDATES;
    }
  }

  /** One more update of the learner itself. */
  void onOwnUpdate(long nowNs) {
    own++;
    progress += 1.0 / heard;
    if (own - newerOwn >= WINDOW_UPDATES) {
      shift(nowNs);
    }
  }

  /** A push has just raised {@code known}. */
  void onMixed(VersionVector known) {
    progress += (double) known.advances() / heard;
    heard += known.newlyHeard();
  }

  /**
   * The same of the first push after the learner has come back: P grows by what it has missed, but
   * that was not made within the window.
   */
  void onCaughtUp(VersionVector known) {
    double missed = (double) known.advances() / heard;
    progress += missed;
    olderProgress += missed;
    newerProgress += missed;
    heard += known.newlyHeard();
  }

  /** From now on the mean is over so many origins, the learner itself included. */
  void heard(int origins) {
    heard = origins;
  }

  /** By how many updates P is ahead of the learner's own count; below 0 when it is behind. */
  double ahead() {
    return progress - own;
  }

  /** r̂ in updates per second of one learner; 0 while nothing is known. */
  double perSecond(long nowNs) {
    long elapsedNs = nowNs - olderNs;
    return elapsedNs <= 0 ? 0 : (progress - olderProgress) * NS_PER_SECOND / elapsedNs;
  }

  /** r̄/r: the network's rate over the learner's own; 1 until a window is full. */
  double ratio() {
    long made = own - olderOwn;
    return made < WINDOW_UPDATES ? 1 : (progress - olderProgress) / made;
  }

  void save(StateWriter out, long nowNs) {
    out.putDouble(progress);
    out.putLong(own);
    out.putInt(heard);
    out.putLong(olderNs - nowNs);
    out.putDouble(olderProgress);
    out.putLong(olderOwn);
    out.putLong(newerNs - nowNs);
    out.putDouble(newerProgress);
    out.putLong(newerOwn);
  }

  void restore(StateReader in, long nowNs) {
    progress = in.getDouble();
    own = in.getLong();
    heard = in.getInt();
    olderNs = nowNs + in.getLong();
    olderProgress = in.getDouble();
    olderOwn = in.getLong();
    newerNs = nowNs + in.getLong();
    newerProgress = in.getDouble();
    newerOwn = in.getLong();
  }

  private void shift(long nowNs) {
    olderNs = newerNs;
    olderProgress = newerProgress;
    olderOwn = newerOwn;
    newerNs = nowNs;
    newerProgress = progress;
    newerOwn = own;
  }
}
