package dev.starling.sim.summary;

/**
 * How much more came and went in a run than its lists hold. Immutable.
 *
 * @param departures of nodes
 * @param arrivals of nodes
 * @param outages nodes that had any
 */
public record UnlistedAttendance(int departures, int arrivals, int outages) {

  /** The same; null when all is listed. */
  public static UnlistedAttendance of(int departures, int arrivals, int outages) {
    return departures + arrivals + outages == 0
        ? null
        : new UnlistedAttendance(departures, arrivals, outages);
  }
}
