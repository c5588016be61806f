package dev.starling.cluster;

import dev.starling.cluster.aeron.LearnerChange;
import dev.starling.run.ChurnEvent;
import dev.starling.run.ChurnPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Who is there as the plan of a run has it, and what the nodes are told of it and when. Times are
 * seconds of run time. Used by one thread.
 */
final class ChurnSchedule {
  private final ChurnPlan plan;
  private final BitSet live;

  /** Those of whom the others know that they are there. */
  private final BitSet known;

  /** For each learner, how often it has been seated. */
  private final int[] incarnations;

  private final ArrayDeque<Notice> notices = new ArrayDeque<>();
  private int next;
  private double learnerSeconds;
  private double countedUntil;

  ChurnSchedule(ChurnPlan plan, int learners) {
    this.plan = plan;
    live = plan.liveAtFirst(learners);
    known = (BitSet) live.clone();
    incarnations = new int[learners];
    live.stream().forEach(learner -> incarnations[learner] = 1);
  }

  /** When something happens next; infinite when nothing does. */
  double nextSeconds() {
    double event =
        next == plan.events().size() ? Double.POSITIVE_INFINITY : plan.events().get(next).seconds();
    return notices.isEmpty() ? event : Math.min(event, notices.peek().seconds());
  }

  /** Takes all that happens up to {@code nowSeconds}, for the nodes to carry out. */
  ReporterMessage.Change take(String runId, double nowSeconds) {
    countUntil(nowSeconds);
    List<LearnerChange> changes = new ArrayList<>();
    while (nextSeconds() <= nowSeconds) {
      if (!notices.isEmpty() && notices.peek().seconds() <= nextSeconds()) {
        Notice notice = notices.poll();
        known.set(notice.learner(), notice.isThere());
      } else {
        add(plan.events().get(next++), changes);
      }
    }
    return new ReporterMessage.Change(runId, changes, live.toLongArray(), known.toLongArray());
  }

  /**
   * A learner has lost its seat with its node, against all plans.
   *
   * @return the incarnation as which it comes back
   */
  int lose(int learner, double nowSeconds) {
    countUntil(nowSeconds);
    live.clear(learner);
    known.clear(learner);
    return incarnations[learner]++;
  }

  /** A learner that was lost has a seat again. */
  void regain(int learner, double nowSeconds) {
    countUntil(nowSeconds);
    live.set(learner);
    known.set(learner);
  }

  /** Goes on where another schedule of the plan was, which had come to these incarnations. */
  void resume(int[] current) {
    for (int learner = 0; learner < incarnations.length; learner++) {
      incarnations[learner] = Math.max(incarnations[learner], current[learner] + 1);
    }
  }

  /** Who is there; not to be changed. */
  BitSet live() {
    return live;
  }

  /** Sum over the learners of the time for which they have been there. */
  double learnerSeconds(double nowSeconds) {
    return learnerSeconds + live.cardinality() * (nowSeconds - countedUntil);
  }

  private void countUntil(double nowSeconds) {
    learnerSeconds = learnerSeconds(nowSeconds);
    countedUntil = nowSeconds;
  }

  private void add(ChurnEvent event, List<LearnerChange> changes) {
    int learner = event.learner();
    switch (event.kind()) {
      case JOIN -> {
        if (!live.get(learner)) {
          int incarnation = incarnations[learner]++;
          boolean findsAModel = incarnation > 0 && !live.isEmpty();
          LearnerChange.Kind kind =
              findsAModel ? LearnerChange.Kind.AWAIT_MODEL : LearnerChange.Kind.START;
          changes.add(LearnerChange.coming(learner, kind, incarnation));
          live.set(learner);
          giveNotice(event);
        }
      }
      case LEAVE, CRASH -> {
        if (live.get(learner)) {
          changes.add(LearnerChange.leaving(learner));
          live.clear(learner);
          if (event.kind() == ChurnEvent.Kind.CRASH) {
            giveNotice(event);
          } else {
            known.clear(learner);
          }
        }
      }
      case SPEED -> changes.add(LearnerChange.speed(learner, event.speed()));
    }
  }

  /** Peers hear of it after the time that detection takes. */
  private void giveNotice(ChurnEvent event) {
    notices.add(
        new Notice(
            event.seconds() + plan.detectionSeconds(),
            event.learner(),
            event.kind() == ChurnEvent.Kind.JOIN));
  }

  private record Notice(double seconds, int learner, boolean isThere) {}
}
