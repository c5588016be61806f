package dev.starling.cluster;

import dev.starling.cluster.aeron.ModelOrigin;
import dev.starling.cluster.aeron.ResumedLearner;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The record of who came and went in a run. Used by one thread. */
final class AttendanceBook {
  private final Departures departures;
  private final Arrivals arrivals;
  private final Returns returns;
  private final KeptOutages outages;

  /**
   * @param before what the keeper before this one has recorded
   */
  AttendanceBook(Attendance before) {
    departures = new Departures(before);
    arrivals = new Arrivals(before);
    returns = new Returns(before);
    outages = new KeptOutages(before);
  }

  /** To be read; {@link #addDeparture} writes. */
  Departures departures() {
    return departures;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  /** See {@link Departures#add}. */
  Optional<NodeDeparture> addDeparture(
      String node,
      Membership.Absence absence,
      RunClock clock,
      double decidedSeconds,
      BitSet homeless) {
    arrivals.onDeparture();
    outages.onDeparture(node);
    return departures.add(node, absence, clock, decidedSeconds, homeless);
  }

  Returns returns() {
    return returns;
  }

  KeptOutages outages() {
    return outages;
  }

  /**
   * A node says that a learner goes on there.
   *
   * @return the departures that are made up for with it
   */
  List<NodeDeparture> onResumed(String node, ResumedLearner back, double nowSeconds) {
    Optional<LearnerReturn> news = returns.onResumed(node, back, nowSeconds);
    news.filter(each -> each.lost().isHandedOver())
        .ifPresent(moved -> arrivals.onMoved(node, nowSeconds));
    return news.map(each -> departures.onLive(back.learner(), each.back().origin(), nowSeconds))
        .orElse(List.of());
  }

  /**
   * A learner has its seat again, and goes on there when the plan of its run has it.
   *
   * @return the departures that are made up for with it
   */
  List<NodeDeparture> onSeated(int learner, double nowSeconds) {
    return departures.onLive(learner, ModelOrigin.FRESH, nowSeconds);
  }

  /** Nodes of the record of the keeper before are not there any more, its own above all. */
  List<NodeDeparture> addAbsent(
      KeptRecord record, BitSet nodes, Membership membership, RunClock clock) {
    return nodes.stream()
        .mapToObj(node -> addAbsent(record, node, membership, clock))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<NodeDeparture> addAbsent(
      KeptRecord record, int node, Membership membership, RunClock clock) {
    outages.onDeparture(record.names().get(node));
    double decidedSeconds =
        clock.secondsAt(membership.absenceOf(record.nodes().get(node)).removedNs());
    BitSet liveAtFirst = record.run().churn().liveAtFirst(record.homes().length);
    record.learnersOn(node).stream()
        .filter(liveAtFirst::get)
        .forEach(learner -> returns.onLost(record.loss(learner, node, decidedSeconds)));
    return departures.addAbsent(record, node, membership, clock);
  }

  /** All of it. */
  Attendance list() {
    return new Attendance(
        departures.list(),
        arrivals.list(),
        returns.list(),
        returns.missing(),
        returns.unlisted(),
        outages.list(),
        departures.notKept(),
        arrivals.notKept(),
        outages.notKept(),
        returns.notKept());
  }
}
