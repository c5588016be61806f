package dev.starling.cluster;

import dev.starling.actor.LearnerEvent;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.ResumedLearner;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that every learner of a run has its seat: starts those that have none, again and again
 * until they answer, and has it written in the book how those came back that had lost theirs. Used
 * by the keeper's thread.
 */
final class Seating {
  private final KeeperParts keeper;
  private final KeptRun run;
  private final AttendanceBook book;
  private final RunClock clock;
  private final RunTimers timers;

  Seating(KeeperParts keeper, KeptRun run, AttendanceBook book, RunClock clock, RunTimers timers) {
    this.keeper = keeper;
    this.run = run;
    this.book = book;
    this.clock = clock;
    this.timers = timers;
  }

  /** Starts all that have no seat, in the phases in which learners may have one. */
  void startMissing() {
    if (run.phase() == RunPhase.SEATING || run.isRunning()) {
      run.missing().forEach(this::start);
      timers.startAgain();
    }
  }

  /** Some may not have heard it, or were asked before their node could seat them. */
  void startMissingAgain() {
    if (run.missing().findAny().isPresent()) {
      startMissing();
    }
  }

  private void start(int learner) {
    LearnerMessage.Start start = run.seats().start(run.id(), learner, keeper.fromLearners());
    keeper.learners().tell(learner, run.addressFor(learner), start);
  }

  /**
   * A learner has its seat; returns whether that is news. Of a node that is not known, or not any
   * more, nothing is believed: the learner will be asked again.
   */
  boolean onStarted(LearnerEvent.Started started) {
    int learner = started.learner();
    double nowSeconds = clock.nowSeconds();
    run.seats().noteUpdates(learner, started.updates());
    Optional<KeptNode> home = run.node(started.node());
    home.ifPresent(node -> run.seats().noteLife(learner, started.incarnation()));
    boolean isNews = home.filter(node -> run.seat(learner, node, nowSeconds)).isPresent();
    if (isNews && run.isRunning()) {
      if (!run.beginsAtOnce(learner)) {
        tell(book.onSeated(learner, nowSeconds));
      }
      timers.publishSoon();
    }
    return isNews;
  }

  /** Learners that were lost or have moved go on. */
  void onResumed(KeeperMessage.Resumed resumed) {
    double nowSeconds = clock.nowSeconds();
    for (ResumedLearner back : resumed.learners()) {
      tell(book.onResumed(resumed.node(), back, nowSeconds));
      run.seats().noteScore(back.learner(), back.updates(), back.accuracy(), nowSeconds);
    }
  }

  private void tell(List<NodeDeparture> madeUpFor) {
    for (NodeDeparture each : madeUpFor) {
      keeper.log().warn("run {}: {}", run.id(), each.text());
      run.tell(new RunEvent.Recovered(each));
    }
  }

  /** A learner's shard is handed over to another node, where it goes on. */
  void onLeft(LearnerEvent.Left left) {
    if (run.isRunning() && run.seats().livesOn(left.learner(), left.node())) {
      run.seats().noteUpdates(left.learner(), left.updates());
      run.handOver(left.learner(), clock.nowSeconds());
      run.missing().filter(learner -> learner == left.learner()).forEach(this::start);
      timers.startAgain();
      timers.publishSoon();
    }
  }
}
