package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import java.util.List;

/**
 * Who has come and gone in mid-run.
 *
 * @param departures of nodes
 * @param arrivals of nodes
 * @param returns of learners that were lost or have moved, in the order in which they went on; a
 *     bounded number
 * @param missing learners that were lost or have moved and do not live again; as many at most
 * @param notKept returns beyond these
 */
public record Attendance(
    List<NodeDeparture> departures,
    List<NodeArrival> arrivals,
    List<LearnerReturn> returns,
    List<LearnerLoss> missing,
    int notKept)
    implements ControlMessage {
  static final Attendance NONE = new Attendance(List.of(), List.of(), List.of(), List.of(), 0);

  public Attendance {
    departures = List.copyOf(departures);
    arrivals = List.copyOf(arrivals);
    returns = List.copyOf(returns);
    missing = List.copyOf(missing);
  }
}
