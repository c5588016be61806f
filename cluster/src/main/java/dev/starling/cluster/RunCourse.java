package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.actor.LearnerEvent;
import java.util.BitSet;
import java.util.Set;

/**
 * Takes one run from its submission to its result: has every node prepare it, starts every learner
 * (again and again until it answers), starts the clocks, tells every node who comes and goes in
 * mid-run, watches for the end, and gathers the result. What a run needs to know is in {@link
 * KeptRun}; this class says what is done about it. Used by its keeper's thread alone.
 */
final class RunCourse {
  private final KeeperParts keeper;
  private final KeptRun run;
  private final AttendanceBook book;
  private final RunClock clock;
  private final RecordKeeping records;
  private final RunTimers timers;
  private final Seating seating;

  /** Of the former keeper, until it is known since when the run goes on. */
  private KeptRecord missing;

  private boolean isOver;

  private RunCourse(KeeperParts keeper, KeptRun run, AttendanceBook book) {
    this.keeper = keeper;
    this.run = run;
    this.book = book;
    clock = new RunClock(keeper.clock());
    records = new RecordKeeping(run, keeper.clock());
    timers = new RunTimers(keeper.timers(), run, clock);
    seating = new Seating(keeper, run, book, clock, timers);
  }

  /** A run that has just been submitted; nodes are {@link #welcome} from now on. */
  static RunCourse begin(KeeperParts keeper, KeptRun run, AttendanceBook book) {
    RunCourse course = new RunCourse(keeper, run, book);
    course.timers.limit(RunPhase.PREPARING);
    return course;
  }

  /** A run whose keeper has gone, on the nodes that can be reached. */
  static RunCourse goOn(
      KeeperParts keeper,
      KeptRecord record,
      AttendanceBook book,
      Set<ActorRef<ReporterMessage>> reachable) {
    KeptRun run = new KeptRun(record.run(), record.submitter(), book);
    run.resume(record);
    keeper.log().warn("run {}: its keeper has gone, going on here", run.id());
    RunCourse course = new RunCourse(keeper, run, book);
    course.missing = record;
    reachable.forEach(course::welcome);
    if (record.ending()) {
      // Not before its nodes are known: nobody is let in any more after that.
      run.end(record.end());
      run.settle(record);
      course.timers.limit(RunPhase.ENDING);
    }
    return course;
  }

  KeptRun run() {
    return run;
  }

  /** Whether the result, or the failure, has been sent. */
  boolean isOver() {
    return isOver;
  }

  /** A node can be reached; the first time, it is asked to take part. */
  void welcome(ActorRef<ReporterMessage> reporter) {
    String address = NodeAddress.text(keeper.addresses().of(reporter));
    if (run.isPinned() && keeper.membership().isLeaving(address)) {
      return;
    }
    run.add(reporter, keeper.addresses().of(reporter))
        .ifPresent(
            node -> {
              keeper.log().info("run {}: node {} takes part", run.id(), keeper.whois(node));
              node.arrives(keeper.membership().nameOf(address), clock.nowSeconds());
              node.tell(new ReporterMessage.Prepare(run.description(), keeper.self()));
            });
  }

  /** These nodes are all that are left, reachable or not. */
  void retain(Set<ActorRef<ReporterMessage>> all) {
    run.nodesBeside(all).forEach(this::bidFarewell);
    goOn();
  }

  private void bidFarewell(KeptNode node) {
    double nowSeconds = clock.nowSeconds();
    BitSet homeless = run.remove(node, nowSeconds);
    Membership.Absence absence =
        node.dated(keeper.membership().absenceOf(NodeAddress.text(node.address())));
    keeper.logFarewell(run.id(), node, absence, homeless.cardinality());
    if (!run.hasNotBegun()) {
      book.addDeparture(node.name(), absence, clock, nowSeconds, homeless)
          .map(RunEvent.Departed::new)
          .ifPresent(run::tell);
      records.handOut();
    }
    if (run.isRunning()) {
      publish();
    }
    if (run.phase() != RunPhase.ENDING) {
      seating.startMissing();
    }
    if (run.nodes().isEmpty()) {
      fail("no node is left");
    } else if (run.isPinned() && run.hasNotBegun()) {
      fail("node " + node.name() + ", which has data of its own, went before the clocks started");
    }
  }

  /** When the data of all nodes are known, each is told who of the learners are its own. */
  void onNodeHolds(KeeperMessage.NodeHolds holds) {
    try {
      if (run.hold(holds)) {
        run.tellNodes(new ReporterMessage.Prepare(run.description(), keeper.self()));
      }
    } catch (IllegalArgumentException unfit) {
      fail(unfit.getMessage());
    }
  }

  void onNodePrepared(KeeperMessage.NodePrepared prepared) {
    run.node(prepared.reporter())
        .ifPresent(
            node -> {
              node.prepared(prepared.route());
              run.ledger().welcome(node.name());
              node.heard(keeper.clock().nanoTime());
              if (run.phase() == RunPhase.ENDING) {
                adoptClock(node, prepared.elapsedNs());
                node.tell(new ReporterMessage.Stop(run.id()));
              } else if (run.isRunning()) {
                adoptClock(node, prepared.elapsedNs());
                publish();
                seating.startMissing();
              }
              goOn();
            });
  }

  /** A node whose clocks run knows for how long; a keeper that has just taken over does not. */
  private void adoptClock(KeptNode node, long elapsedNs) {
    if (elapsedNs >= 0) {
      node.reach(KeptNode.State.RUNNING);
      clock.adopt(elapsedNs);
      if (missing != null) {
        // Only now does the new keeper know the time of the run.
        book.addAbsent(missing, run.absentOf(missing), keeper.membership(), clock)
            .forEach(gone -> run.tell(new RunEvent.Departed(gone)));
        run.missAbsentOf(missing, clock.nowSeconds());
        missing = null;
      }
      timers.awaitEnd();
      timers.awaitChange();
    }
  }

  /** Does what each phase begins with, as long as nothing is waited for. */
  private void goOn() {
    while (!isOver && run.advance()) {
      switch (run.phase()) {
        case SEATING -> {
          keeper.log().info("run {}: starting its learners", run.id());
          timers.limit(RunPhase.SEATING);
          seating.startMissing();
        }
        case CONNECTING -> {
          keeper.log().info("run {}: connecting", run.id());
          timers.limit(RunPhase.CONNECTING);
          run.tellNodes(run.whereabouts());
        }
        case RUNNING -> beginRunning();
        case PREPARING, ENDING -> throw new IllegalStateException("nothing leads there");
      }
    }
    if (!isOver && run.isOver()) {
      run.tell(new RunEvent.Finished(run.result()));
      forget();
    }
  }

  private void beginRunning() {
    timers.lift();
    keeper.log().info("run {}: clocks start", run.id());
    clock.start(run.description().checkpoints().fromSeconds());
    run.nodes().forEach(this::beginOn);
    tellBegun();
    records.handOut();
    timers.awaitEnd();
    timers.awaitChange();
  }

  private void tellBegun() {
    run.tell(new RunEvent.Begun(run.nodes().size(), run.size()));
  }

  /** Somebody else hears of the run from now on. */
  void follow(ActorRef<RunEvent> follower) {
    run.audience().pass(run.id(), follower);
    if (!run.hasNotBegun()) {
      tellBegun();
      // A keeper that follows tells whom its record names.
      records.handOut();
    }
  }

  private void beginOn(KeptNode node) {
    node.reach(KeptNode.State.RUNNING);
    node.tell(new ReporterMessage.Begin(run.id(), clock.elapsedNs()));
  }

  void onChange() {
    if (run.isRunning()) {
      run.tellNodes(run.change(clock.nowSeconds()));
      timers.awaitChange();
    }
  }

  void onStartAgain() {
    seating.startMissingAgain();
  }

  void onStarted(LearnerEvent.Started started) {
    if (seating.onStarted(started)) {
      goOn();
    }
  }

  /** Learners that were lost or have moved go on. */
  void onResumed(KeeperMessage.Resumed resumed) {
    seating.onResumed(resumed);
  }

  /** A learner's shard is handed over to another node, where it goes on. */
  void onLeft(LearnerEvent.Left left) {
    seating.onLeft(left);
  }

  void onPublish() {
    if (run.isRunning()) {
      publish();
    }
  }

  /** Tells every node where the learners are now, and who is there at all. */
  private void publish() {
    run.tellNodes(run.whereabouts());
    run.tellNodes(run.change(clock.nowSeconds()));
    records.handOut();
  }

  void onNodeConnected(KeeperMessage.NodeConnected connected) {
    run.node(connected.node())
        .ifPresent(
            node -> {
              node.heard(keeper.clock().nanoTime());
              boolean waits = !node.isAtLeast(KeptNode.State.RUNNING);
              node.reach(KeptNode.State.CONNECTED);
              if (run.isRunning() && waits) {
                if (missing != null) {
                  // Nobody whose clocks ran is left to tell the time of the run.
                  adoptClock(node, clock.elapsedNs());
                }
                beginOn(node);
                book.arrivals()
                    .add(node.name(), node.arrivedSeconds(), clock.nowSeconds())
                    .map(RunEvent.Arrived::new)
                    .ifPresent(run::tell);
                keeper.log().info("run {}: node {} begins", run.id(), keeper.whois(node));
              }
              goOn();
            });
  }

  void onScored(KeeperMessage.Scored scored) {
    run.ledger().add(scored);
    run.seats().noteScores(scored.scores(), clock.nowSeconds());
  }

  void onReported(NodeReport report) {
    run.node(report.node())
        .ifPresent(
            node -> {
              node.heard(keeper.clock().nanoTime());
              if (run.report(node, report) && run.isRunning()) {
                RunProgress progress = run.progress();
                if (progress.learners() == 0) {
                  // They are all on their way to other nodes.
                  return;
                }
                run.tell(new RunEvent.Progressed(progress));
                records.handOutNowAndThen();
                run.ledger().endReached(progress).ifPresent(this::end);
              }
            });
  }

  void onNodeFinished(KeeperMessage.NodeFinished finished) {
    BitSet through = BitSet.valueOf(finished.learners());
    run.node(finished.node())
        .filter(node -> run.finish(node, through))
        .ifPresent(node -> end(RunResult.End.UPDATES));
  }

  /** Somebody wants the run to end now. */
  void stop() {
    if (run.isRunning()) {
      end(RunResult.End.STOPPED);
    } else if (run.phase() != RunPhase.ENDING) {
      fail("stopped before its clocks had started");
    }
  }

  /** The same, and all nodes end after it. */
  void stopForGood() {
    run.becomesLast();
    if (run.phase() == RunPhase.ENDING) {
      records.handOut();
    } else {
      stop();
    }
  }

  void end(RunResult.End reason) {
    if (run.isRunning()) {
      keeper.log().info("run {}: clocks stop ({})", run.id(), reason);
      run.end(reason);
      if (missing != null) {
        run.settle(missing);
      }
      records.handOut();
      timers.limit(RunPhase.ENDING);
      run.tellNodes(new ReporterMessage.Stop(run.id()));
    }
  }

  void onNodeEnded(KeeperMessage.NodeEnded ended) {
    run.node(ended.report().node()).ifPresent(node -> run.addEnd(node, ended));
    goOn();
  }

  void onTooSlow(RunDue.TooSlow slow) {
    fail("it took too long " + slow.what() + WaitedFor.text(run));
  }

  /**
   * A node cannot do its part. One that joins in mid-run is told to leave the cluster, for shards
   * are allotted to it as long as it is there, and the others go on. The run is over when it has
   * not begun, and when a node fails that takes part already: what ails it, such as a driver's
   * directory that is full, may ail all, and they must not be sent away one after another.
   */
  void onNodeFailed(KeeperMessage.NodeFailed failed) {
    boolean takesPart =
        run.node(failed.reporter())
            .filter(node -> node.isAtLeast(KeptNode.State.RUNNING))
            .isPresent();
    if (run.hasNotBegun() || takesPart || run.nodes().size() == 1) {
      fail(failed.cause());
      return;
    }
    run.node(failed.reporter())
        .filter(KeptNode::becomesUnfit)
        .ifPresent(
            node -> {
              node.named(failed.node());
              String line = "run {}: node {} cannot do its part, and is to leave: {}";
              keeper.log().warn(line, run.id(), failed.node(), failed.cause());
              node.tell(new ReporterMessage.Leave(false));
            });
  }

  /** Ends the run without a result; {@code cause} is one line. */
  void fail(String cause) {
    keeper.log().warn("run {} failed: {}", run.id(), cause);
    run.tellNodes(new ReporterMessage.Stop(run.id()));
    run.tell(
        run.phase() == RunPhase.PREPARING
            ? new RunEvent.Refused(cause)
            : new RunEvent.Failed(cause));
    forget();
  }

  private void forget() {
    timers.cancel();
    records.takeBack();
    isOver = true;
  }
}
