package dev.starling.sim;

/** What the network counts as it goes; see {@link NetworkCounters}. Used by one thread. */
final class NetworkTally {
  long sent;
  long duplicated;
  long delivered;
  long lost;
  long framesDelivered;
  long framesFaulty;
  long framesAbsent;
  long framesWithheld;
  long bytes;
  long copiedBytes;

  /** A copy has come to its end. */
  void settle(boolean reached) {
    if (reached) {
      delivered++;
    } else {
      lost++;
    }
  }

  NetworkCounters counters(long inFlight) {
    return new NetworkCounters(
        sent,
        duplicated,
        delivered,
        lost,
        inFlight,
        framesDelivered,
        framesFaulty,
        framesAbsent,
        framesWithheld,
        bytes,
        copiedBytes);
  }
}
