package dev.starling.cluster;

import dev.starling.cluster.aeron.ModelOrigin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the record of the nodes that a run has lost, and of how their learners came back. Times are
 * seconds of run time. Used by one thread.
 */
final class Departures {
  /** Longer records would not fit a message; the oldest stay. */
  static final int MAX_KEPT = 100;

  private final List<NodeDeparture> earlier;
  private final List<Open> all = new ArrayList<>();
  private int notKept;

  /**
   * @param before what the keeper before this one has recorded
   */
  Departures(Attendance before) {
    earlier = before.departures();
    notKept = before.departuresNotKept();
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
    if (earlier.size() + all.size() == MAX_KEPT) {
      notKept++;
      return Optional.empty();
    }
    Open gone =
        new Open(
            node,
            absence.cause(),
            clock.secondsAt(absence.heardNs()),
            clock.secondsAt(absence.unreachableNs()),
            decidedSeconds,
            (BitSet) homeless.clone());
    all.add(gone);
    return Optional.of(gone.asRecord());
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
        .filter(departure -> departure.takeBack(learner, origin, nowSeconds))
        .map(Open::asRecord)
        .toList();
  }

  /** Departures beyond the {@value #MAX_KEPT} that are kept. */
  int notKept() {
    return notKept;
  }

  List<NodeDeparture> list() {
    return Stream.concat(earlier.stream(), all.stream().map(Open::asRecord)).toList();
  }

  /** One departure whose learners may still be missing. */
  private static final class Open {
    private final String node;
    private final String cause;
    private final double lastWordSeconds;
    private final double unreachableSeconds;
    private final double decidedSeconds;
    private final BitSet missing;
    private final int learners;
    private int fromCheckpoint;
    private int fromPush;
    private double recoveredSeconds = Double.NaN;

    Open(
        String node,
        String cause,
        double lastWordSeconds,
        double unreachableSeconds,
        double decidedSeconds,
        BitSet missing) {
      this.node = node;
      this.cause = cause;
      this.lastWordSeconds = lastWordSeconds;
      this.unreachableSeconds = unreachableSeconds;
      this.decidedSeconds = decidedSeconds;
      this.missing = missing;
      learners = missing.cardinality();
    }

    /** Returns whether this learner was the last that was missing. */
    boolean takeBack(int learner, ModelOrigin origin, double nowSeconds) {
      if (!missing.get(learner)) {
        return false;
      }
      missing.clear(learner);
      fromCheckpoint += origin == ModelOrigin.CHECKPOINT ? 1 : 0;
      fromPush += origin == ModelOrigin.PUSH ? 1 : 0;
      recoveredSeconds = nowSeconds;
      return missing.isEmpty();
    }

    NodeDeparture asRecord() {
      boolean recovered = missing.isEmpty();
      return new NodeDeparture(
          node,
          cause,
          decidedSeconds,
          Math.max(0, unreachableSeconds - lastWordSeconds),
          decidedSeconds - unreachableSeconds,
          recovered ? Math.max(0, recoveredSeconds - decidedSeconds) : Double.NaN,
          learners,
          learners - missing.cardinality(),
          fromCheckpoint,
          fromPush);
    }
  }
}
