package dev.starling.cluster.aeron;

import dev.starling.data.DataSet;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerState;
import dev.starling.model.Evaluation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Evaluates the learners of a lane, one in each duty cycle, so that no learner's step or frame
 * waits for more than one evaluation and a round takes as many cycles as there are learners. Used
 * by the lane's thread.
 */
final class EvaluationRound implements Runnable {
  private final Lane lane;
  private final LaneRun run;
  private final DataSet part;
  private final Deque<LaneSeat> waiting;
  private final List<LearnerScore> scores = new ArrayList<>();
  private final ConsensusSample consensus;
  private final CompletableFuture<LaneScores> answer;

  /**
   * @param run null for a lane without learners, whose scores are none
   */
  EvaluationRound(Lane lane, LaneRun run, DataSet part, CompletableFuture<LaneScores> answer) {
    this.lane = lane;
    this.run = run;
    this.part = part;
    this.answer = answer;
    this.consensus = run == null ? new ConsensusSample(0, 0) : run.newConsensusSample();
    this.waiting = new ArrayDeque<>(run == null ? List.of() : run.seats().taken());
  }

  @Override
  public void run() {
    LaneSeat next = waiting.poll();
    if (next == null) {
      answer.complete(new LaneScores(scores, consensus));
      return;
    }
    try {
      if (next.learner().state() != LearnerState.CLOSED) {
        score(next);
      }
      lane.nextCycle(this);
    } catch (RuntimeException | Error fault) {
      answer.completeExceptionally(fault);
      throw fault;
    }
  }

  private void score(LaneSeat seat) {
    Learner learner = seat.learner();
    // Of one that waits for the model to go on from there is nothing to be scored yet.
    boolean hasModel = !seat.isAwaitingModel();
    Evaluation evaluation =
        hasModel ? run.evaluate(learner, part) : new Evaluation(Double.NaN, Double.NaN, 0);
    if (hasModel && !seat.isQuarantined()) {
      consensus.add(learner.parameters());
    }
    scores.add(
        new LearnerScore(
            learner.id(),
            learner.updatesMade(),
            evaluation.loss(),
            evaluation.accuracy(),
            seat.isQuarantined()));
  }
}
