package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import java.util.List;

/**
 * Who has come and gone in mid-run, and which nodes were without their media driver meanwhile.
 *
 * @param departures of nodes; a bounded number
 * @param arrivals of nodes; a bounded number
 * @param returns of learners that were lost or have moved, in the order in which they went on; a
 *     bounded number
 * @param missing learners that were lost or have moved and do not live again; as many at most
 * @param unlisted more of these
 * @param outages of nodes; a bounded number
 * @param departuresNotKept departures beyond those that are listed
 * @param arrivalsNotKept arrivals beyond those that are listed
 * @param outagesNotKept nodes with outages beyond those that are listed
 * @param notKept returns beyond those that are listed
 */
public record Attendance(
    List<NodeDeparture> departures,
    List<NodeArrival> arrivals,
    List<LearnerReturn> returns,
    List<LearnerLoss> missing,
    UnlistedLosses unlisted,
    List<NodeOutages> outages,
    int departuresNotKept,
    int arrivalsNotKept,
    int outagesNotKept,
    int notKept)
    implements ControlMessage {
  static final Attendance NONE =
      new Attendance(
          List.of(), List.of(), List.of(), List.of(), UnlistedLosses.NONE, List.of(), 0, 0, 0, 0);

  public Attendance {
    departures = List.copyOf(departures);
    arrivals = List.copyOf(arrivals);
    returns = List.copyOf(returns);
    missing = List.copyOf(missing);
    outages = List.copyOf(outages);
  }

  /** Learners that do not live again, listed or not. */
  public int missingCount() {
    return missing.size() + unlisted.count();
  }
}
