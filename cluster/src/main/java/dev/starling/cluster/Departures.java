package dev.starling.cluster;

import dev.starling.cluster.aeron.ModelOrigin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the record of the nodes that a run has lost, and of how their learners came back. Times are
 * seconds of run time. Used by one thread.
 */
final class Departures {
  /** Longer records would not fit a message; the oldest stay. */
  static final int MAX_KEPT = 100;

  private final List<Gone> all = new ArrayList<>();
  private int notKept;

  /**
   * @param before what the keeper before this one has recorded
   */
  Departures(Attendance before) {
    before.departures().forEach(gone -> all.add(new Gone(gone, learnersOf(gone, before))));
    notKept = before.departuresNotKept();
  }

  /** Learners that one of the departures before is not yet made up for; none if not all listed. */
  private static BitSet learnersOf(NodeDeparture gone, Attendance before) {
    BitSet missing = new BitSet();
    before.missing().stream()
        .filter(loss -> !loss.isHandedOver() && loss.node().equals(gone.node()))
        .filter(loss -> Double.compare(loss.atSeconds(), gone.atSeconds()) == 0)
        .forEach(loss -> missing.set(loss.learner()));
    return missing.cardinality() == gone.learners() - gone.live() ? missing : new BitSet();
  }

  /**
   * A node has gone.
   *
   * @param absence as the keeper's node has it
   * @param clock of the run
   * @param decidedSeconds when its learners were given up; NaN when nobody here saw it
   * @param homeless its learners
   * @return as it stands in the record; empty when that is full
   */
  Optional<NodeDeparture> add(
      String node,
      Membership.Absence absence,
      RunClock clock,
      double decidedSeconds,
      BitSet homeless) {
    if (all.size() == MAX_KEPT) {
      notKept++;
      return Optional.empty();
    }
    double lastWordSeconds = clock.secondsAt(absence.heardNs());
    double unreachableSeconds = clock.secondsAt(absence.unreachableNs());
    NodeDeparture gone =
        new NodeDeparture(
            node,
            absence.cause(),
            decidedSeconds,
            Math.max(0, unreachableSeconds - lastWordSeconds),
            decidedSeconds - unreachableSeconds,
            Double.NaN,
            homeless.cardinality(),
            0,
            0,
            0);
    all.add(new Gone(gone, (BitSet) homeless.clone()));
    return Optional.of(gone);
  }

  /**
   * A node of the record of the keeper before is not there any more, its own above all; see {@link
   * #add}.
   */
  Optional<NodeDeparture> addAbsent(
      KeptRecord record, int node, Membership membership, RunClock clock) {
    Membership.Absence absence = membership.absenceOf(record.nodes().get(node));
    double decidedSeconds = clock.secondsAt(absence.removedNs());
    return add(record.names().get(node), absence, clock, decidedSeconds, record.learnersOn(node));
  }

  /**
   * A learner is live again: it has a model and goes on with it.
   *
   * @return the departures that are made up for with it
   */
  List<NodeDeparture> onLive(int learner, ModelOrigin origin, double nowSeconds) {
    return all.stream()
        .filter(gone -> gone.takeBack(learner, origin, nowSeconds))
        .map(gone -> gone.departure)
        .toList();
  }

  /** Departures beyond the {@value #MAX_KEPT} that are kept. */
  int notKept() {
    return notKept;
  }

  List<NodeDeparture> list() {
    return all.stream().map(gone -> gone.departure).toList();
  }

  /** One departure, and which of its learners are still missing. */
  private static final class Gone {
    private NodeDeparture departure;
    private final BitSet missing;

    Gone(NodeDeparture departure, BitSet missing) {
      this.departure = departure;
      this.missing = missing;
    }

    /** Returns whether this learner was the last that was missing. */
    boolean takeBack(int learner, ModelOrigin origin, double nowSeconds) {
      if (!missing.get(learner)) {
        return false;
      }
      missing.clear(learner);
      departure =
          new NodeDeparture(
              departure.node(),
              departure.cause(),
              departure.atSeconds(),
              departure.detectionSeconds(),
              departure.decisionSeconds(),
              missing.isEmpty() ? Math.max(0, nowSeconds - departure.atSeconds()) : Double.NaN,
              departure.learners(),
              departure.live() + 1,
              departure.fromCheckpoint() + (origin == ModelOrigin.CHECKPOINT ? 1 : 0),
              departure.fromPush() + (origin == ModelOrigin.PUSH ? 1 : 0));
      return missing.isEmpty();
    }
  }
}
