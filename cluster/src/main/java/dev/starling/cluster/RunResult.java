package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.actor.ControlMessage;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What came of a run. Scores are those of each learner's own θ as it was when the clocks stopped.
 *
 * @param end why it ended
 * @param seconds for which the clocks ran
 * @param progress the last one
 * @param window rates and staleness after the burn-in and before the first learner had finished
 * @param consensusRms of the models at the end
 * @param validation by ascending learner
 * @param test by ascending learner
 * @param nodes that took part to the end
 * @param homes for each learner the index of its node, or -1
 * @param attendance who came and went before the end
 */
public record RunResult(
    String runId,
    End end,
    double seconds,
    RunProgress progress,
    MeasuredWindow window,
    double consensusRms,
    List<LearnerScore> validation,
    List<LearnerScore> test,
    List<ActorRef<ReporterMessage>> nodes,
    int[] homes,
    Attendance attendance)
    implements ControlMessage {

  public RunResult {
    nodes = List.copyOf(nodes);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /** The same for one who can read from these nodes alone. */
  RunResult on(Set<ActorRef<ReporterMessage>> there) {
    List<ActorRef<ReporterMessage>> left = nodes.stream().filter(there::contains).toList();
    int[] homesLeft =
        Arrays.stream(homes).map(home -> home < 0 ? home : left.indexOf(nodes.get(home))).toArray();
    return new RunResult(
        runId,
        end,
        seconds,
        progress,
        window,
        consensusRms,
        validation,
        test,
        left,
        homesLeft,
        attendance);
  }

  /** Of nodes before the end. */
  public List<NodeDeparture> departures() {
    return attendance.departures();
  }

  /** Why a run ended. */
  public enum End {
    /** Every learner has made its updates. */
    UPDATES,
    /** Its time was up. */
    SECONDS,
    /** The worst learner reached the accuracy that was asked for. */
    ACCURACY,
    /** It was told to stop. */
    STOPPED,
    /** No learner trains any more, because those that have not finished have diverged. */
    DIVERGED
  }

  /**
   * The part of a run in which all clocks ran and the start was forgotten.
   *
   * @param seconds its length; 0 when the run was too short to have one
   * @param updateRate r achieved, per learner and second
   * @param gossipRate λ achieved: pushes fully mixed, per learner and second
   * @param stalenessLocal mean of the learners' own samples in it
   * @param carried what links and lanes carried, added up over the reports in it
   * @param totals counted in it
   * @param updatesPerLearner made in it
   */
  public record MeasuredWindow(
      double seconds,
      double updateRate,
      double gossipRate,
      double stalenessLocal,
      CarriedGossip carried,
      Totals totals,
      double updatesPerLearner)
      implements ControlMessage {
    static final MeasuredWindow NONE =
        new MeasuredWindow(
            0, Double.NaN, Double.NaN, Double.NaN, CarriedGossip.NONE, Totals.none(), 0);
  }
}
