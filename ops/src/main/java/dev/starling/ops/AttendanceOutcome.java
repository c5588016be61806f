package dev.starling.ops;

import dev.starling.cluster.Attendance;
import dev.starling.cluster.LearnerLoss;
import dev.starling.cluster.LearnerReturn;
import dev.starling.cluster.NodeArrival;
import dev.starling.cluster.NodeDeparture;
import dev.starling.cluster.aeron.ModelOrigin;
import dev.starling.cluster.aeron.ResumedLearner;
import dev.starling.sim.summary.ArrivalSummary;
import dev.starling.sim.summary.DepartureSummary;
import dev.starling.sim.summary.Finite;
import dev.starling.sim.summary.OutageSummary;
import dev.starling.sim.summary.ReturnedLearner;
import dev.starling.sim.summary.ReturnsSummary;
import dev.starling.sim.summary.UnlistedAttendance;
import java.util.List;

/** Puts who came and went in a run under the documented keys. Pure. */
final class AttendanceOutcome {
  private AttendanceOutcome() {}

  /** Null when no node has gone. */
  static List<DepartureSummary> departures(Attendance attendance) {
    return attendance.departures().isEmpty()
        ? null
        : attendance.departures().stream().map(AttendanceOutcome::departure).toList();
  }

  private static DepartureSummary departure(NodeDeparture gone) {
    return new DepartureSummary(
        gone.node(),
        gone.cause(),
        Finite.orNull(gone.atSeconds()),
        Finite.orNull(gone.detectionSeconds()),
        Finite.orNull(gone.decisionSeconds()),
        Finite.orNull(gone.recoverySeconds()),
        gone.learners(),
        gone.fromCheckpoint(),
        gone.fromPush());
  }

  /** Null when no node has come. */
  static List<ArrivalSummary> arrivals(Attendance attendance) {
    return attendance.arrivals().isEmpty()
        ? null
        : attendance.arrivals().stream().map(AttendanceOutcome::arrival).toList();
  }

  private static ArrivalSummary arrival(NodeArrival come) {
    return new ArrivalSummary(
        come.node(),
        come.atSeconds(),
        come.beginSeconds() - come.atSeconds(),
        come.learners(),
        come.lastSeconds() - come.beginSeconds());
  }

  /** Null when no learner was lost or has moved. */
  static ReturnsSummary returns(Attendance attendance) {
    return ReturnsSummary.of(
        attendance.returns().stream().map(AttendanceOutcome::returned).toList(),
        attendance.notKept(),
        attendance.missingCount());
  }

  /** Null when every node had its media driver all the time. */
  static List<OutageSummary> outages(Attendance attendance) {
    return attendance.outages().isEmpty()
        ? null
        : attendance.outages().stream()
            .map(each -> new OutageSummary(each.node(), each.count(), each.seconds()))
            .toList();
  }

  /** Null when all that came, went and was cut off is listed. */
  static UnlistedAttendance unlisted(Attendance attendance) {
    return UnlistedAttendance.of(
        attendance.departuresNotKept(), attendance.arrivalsNotKept(), attendance.outagesNotKept());
  }

  private static ReturnedLearner returned(LearnerReturn whole) {
    LearnerLoss lost = whole.lost();
    ResumedLearner back = whole.back();
    return new ReturnedLearner(
        lost.learner(),
        lost.isHandedOver() ? "moved" : "lost",
        lost.node(),
        whole.node(),
        lost.atSeconds(),
        whole.atSeconds() - lost.atSeconds(),
        lost.incarnation(),
        lost.updates(),
        back.incarnation(),
        back.updates(),
        word(back.origin()),
        back.giver() == ResumedLearner.NOBODY ? null : (Integer) back.giver(),
        lost.accuracy(),
        lost.atSeconds() - lost.scoredSeconds(),
        back.accuracy());
  }

  private static String word(ModelOrigin origin) {
    return switch (origin) {
      case CHECKPOINT -> "checkpoint";
      case HANDED_OVER -> "handed-over";
      case PUSH -> "push";
      case FRESH -> "fresh";
    };
  }
}
