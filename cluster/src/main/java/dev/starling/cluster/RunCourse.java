package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.actor.LearnerEvent;
import dev.starling.actor.LearnerMessage;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * Takes one run from its submission to its result: has every node prepare it, starts every learner
 * (again and again until it answers), starts the clocks, tells every node who comes and goes in
 * mid-run, watches for the end, and gathers the result. What a run needs to know is in {@link
 * KeptRun}; this class says what is done about it. Used by its keeper's thread alone.
 */
final class RunCourse {
  private static final Duration START_AGAIN = Duration.ofSeconds(2);
  private static final Duration PUBLISH = Duration.ofMillis(50);
  private static final Duration MAX_PREPARE = Duration.ofMinutes(2);
  private static final Duration MAX_SEATING = Duration.ofMinutes(1);
  private static final Duration MAX_CONNECTING = Duration.ofMinutes(1);
  private static final Duration MAX_ENDING = Duration.ofMinutes(2);
  private static final String ENDING = "to send the scores of every node";
  private static final long REMEMBER_NS = 1_000_000_000L;

  private final KeeperParts keeper;
  private final KeptRun run;
  private final Departures departures;
  private final RunClock clock;

  /** Of the former keeper, until it is known since when the run goes on. */
  private KeptRecord missing;

  private long rememberedNs;
  private boolean isOver;

  private RunCourse(KeeperParts keeper, KeptRun run, Departures departures) {
    this.keeper = keeper;
    this.run = run;
    this.departures = departures;
    clock = new RunClock(keeper.clock());
  }

  /** A run that has just been submitted; nodes are {@link #welcome} from now on. */
  static RunCourse begin(KeeperParts keeper, KeptRun run, Departures departures) {
    RunCourse course = new RunCourse(keeper, run, departures);
    course.limit(MAX_PREPARE, "to load the data on every node");
    return course;
  }

  /** A run whose keeper has gone, on the nodes that can be reached. */
  static RunCourse goOn(
      KeeperParts keeper,
      KeptRecord record,
      Departures departures,
      Set<ActorRef<ReporterMessage>> reachable) {
    KeptRun run = new KeptRun(record.run(), record.submitter());
    run.resume(record);
    keeper.log().warn("run {}: its keeper has gone, going on here", run.id());
    RunCourse course = new RunCourse(keeper, run, departures);
    course.missing = record;
    reachable.forEach(course::welcome);
    if (record.ending()) {
      // Not before its nodes are known: nobody is let in any more after that.
      run.end(record.end());
      run.settle(record);
      course.limit(MAX_ENDING, ENDING);
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
              keeper.log().info("run {}: node {} takes part", run.id(), node.name());
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
        keeper.membership().absenceOf(NodeAddress.text(node.address())).heardAt(node.heardNs());
    Level level = absence.cause().equals("lost") ? Level.WARN : Level.INFO;
    keeper
        .log()
        .atLevel(level)
        .log(
            "run {}: node {} {}, {} learners lived there",
            run.id(),
            node.name(),
            absence.cause(),
            homeless.cardinality());
    if (run.isRunning()) {
      departures.add(node.name(), absence, clock, nowSeconds, homeless);
      remember();
      publish();
      startMissingLearners();
    } else if (run.phase() != KeptRun.Phase.ENDING) {
      startMissingLearners();
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
              if (run.phase() == KeptRun.Phase.ENDING) {
                if (prepared.elapsedNs() >= 0) {
                  node.reach(KeptNode.State.RUNNING);
                }
                node.tell(new ReporterMessage.Stop(run.id()));
              } else if (run.isRunning()) {
                adoptClock(node, prepared.elapsedNs());
                publish();
                startMissingLearners();
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
        run.absentOf(missing).stream()
            .forEach(each -> departures.addAbsent(missing, each, keeper.membership(), clock));
        run.missAbsentOf(missing, clock.nowSeconds());
        missing = null;
      }
      awaitEnd();
      awaitChange();
    }
  }

  /** Does what each phase begins with, as long as nothing is waited for. */
  private void goOn() {
    while (!isOver && run.advance()) {
      switch (run.phase()) {
        case SEATING -> {
          keeper.log().info("run {}: starting its learners", run.id());
          limit(MAX_SEATING, "to start every learner");
          startMissingLearners();
        }
        case CONNECTING -> {
          keeper.log().info("run {}: connecting", run.id());
          limit(MAX_CONNECTING, "to open the streams between the nodes");
          run.tellNodes(run.whereabouts());
        }
        case RUNNING -> beginRunning();
        case PREPARING, ENDING -> throw new IllegalStateException("nothing leads there");
      }
    }
    if (!isOver && run.isOver()) {
      run.tell(new RunEvent.Finished(run.result(departures.list())));
      forget();
    }
  }

  private void beginRunning() {
    keeper.timers().cancel(RunDue.TooSlow.class);
    keeper.log().info("run {}: clocks start", run.id());
    clock.start(run.description().checkpoints().fromSeconds());
    run.nodes().forEach(this::beginOn);
    run.tell(new RunEvent.Begun(run.nodes().size(), run.size()));
    remember();
    awaitEnd();
    awaitChange();
  }

  private void beginOn(KeptNode node) {
    node.reach(KeptNode.State.RUNNING);
    node.tell(new ReporterMessage.Begin(run.id(), clock.elapsedNs()));
  }

  private void awaitEnd() {
    double seconds = run.description().limits().seconds();
    if (seconds > 0) {
      after(clock.until(seconds), new RunDue.TimeIsUp(run.id()));
    }
  }

  private void awaitChange() {
    double dueSeconds = run.churn().nextSeconds();
    if (dueSeconds < Double.POSITIVE_INFINITY) {
      after(clock.until(dueSeconds), new RunDue.Change(run.id()));
    }
  }

  void onChange() {
    if (run.isRunning()) {
      run.tellNodes(run.change(clock.nowSeconds()));
      awaitChange();
    }
  }

  private void startMissingLearners() {
    if (run.phase() == KeptRun.Phase.SEATING || run.isRunning()) {
      run.missing().forEach(this::start);
      after(START_AGAIN, new RunDue.StartAgain(run.id()));
    }
  }

  private void start(int learner) {
    LearnerMessage.Start start = run.seats().start(run.id(), learner, keeper.fromLearners());
    keeper.learners().tell(learner, run.addressFor(learner), start);
  }

  void onStartAgain() {
    if (run.missing().findAny().isPresent()) {
      startMissingLearners();
    }
  }

  void onStarted(LearnerEvent.Started started) {
    double nowSeconds = clock.nowSeconds();
    run.seats().noteUpdates(started.learner(), started.updates());
    // Of a node that is not known, or not any more, nothing is believed; it will be asked again.
    run.node(started.node())
        .filter(node -> run.seat(started.learner(), node, nowSeconds))
        .ifPresent(
            node -> {
              if (run.isRunning()) {
                departures
                    .onSeated(started.learner(), started.source(), nowSeconds)
                    .forEach(each -> keeper.log().warn("run {}: {}", run.id(), each.text()));
                publishSoon();
              }
              goOn();
            });
  }

  /** A learner's shard is handed over to another node, where it goes on. */
  void onLeft(LearnerEvent.Left left) {
    if (run.isRunning() && run.seats().livesOn(left.learner(), left.node())) {
      run.seats().noteUpdates(left.learner(), left.updates());
      run.handOver(left.learner(), clock.nowSeconds());
      run.missing().filter(learner -> learner == left.learner()).forEach(this::start);
      after(START_AGAIN, new RunDue.StartAgain(run.id()));
      publishSoon();
    }
  }

  private void publishSoon() {
    if (!keeper.timers().isTimerActive(RunDue.Publish.class)) {
      after(PUBLISH, new RunDue.Publish(run.id()));
    }
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
    remember();
  }

  void onNodeConnected(KeeperMessage.NodeConnected connected) {
    run.node(connected.node())
        .ifPresent(
            node -> {
              boolean waits = !node.isAtLeast(KeptNode.State.RUNNING);
              node.reach(KeptNode.State.CONNECTED);
              if (run.isRunning() && waits) {
                if (missing != null) {
                  // Nobody whose clocks ran is left to tell the time of the run.
                  adoptClock(node, clock.elapsedNs());
                }
                beginOn(node);
                keeper.log().info("run {}: node {} begins", run.id(), node.name());
              }
              goOn();
            });
  }

  void onScored(KeeperMessage.Scored scored) {
    run.ledger().add(scored);
    scored.scores().forEach(score -> run.seats().noteUpdates(score.learner(), score.updates()));
  }

  void onReported(NodeReport report) {
    run.node(report.node())
        .ifPresent(
            node -> {
              node.heard(keeper.clock().nanoTime());
              if (run.report(node, report) && run.isRunning()) {
                RunProgress progress = run.ledger().progress();
                if (progress.learners() == 0) {
                  // They are all on their way to other nodes.
                  return;
                }
                run.tell(new RunEvent.Progressed(progress));
                rememberNowAndThen();
                run.ledger().endReached(progress).ifPresent(this::end);
              }
            });
  }

  void onNodeFinished(KeeperMessage.NodeFinished finished) {
    run.node(finished.node()).filter(run::finish).ifPresent(node -> end(RunResult.End.UPDATES));
  }

  /** Somebody wants the run to end now. */
  void stop() {
    if (run.isRunning()) {
      end(RunResult.End.STOPPED);
    } else if (run.phase() != KeptRun.Phase.ENDING) {
      fail("stopped before its clocks had started");
    }
  }

  void end(RunResult.End reason) {
    if (run.isRunning()) {
      keeper.log().info("run {}: clocks stop ({})", run.id(), reason);
      run.end(reason);
      if (missing != null) {
        run.settle(missing);
      }
      remember();
      limit(MAX_ENDING, ENDING);
      run.tellNodes(new ReporterMessage.Stop(run.id()));
    }
  }

  void onNodeEnded(KeeperMessage.NodeEnded ended) {
    run.node(ended.report().node()).ifPresent(node -> run.addEnd(node, ended));
    goOn();
  }

  void onTooSlow(RunDue.TooSlow slow) {
    fail("it took too long " + slow.what() + run.whoIsMissing());
  }

  /** Ends the run without a result; {@code cause} is one line. */
  void fail(String cause) {
    keeper.log().warn("run {} failed: {}", run.id(), cause);
    run.tellNodes(new ReporterMessage.Stop(run.id()));
    run.tell(
        run.phase() == KeptRun.Phase.PREPARING
            ? new RunEvent.Refused(cause)
            : new RunEvent.Failed(cause));
    forget();
  }

  private void forget() {
    keeper.timers().cancelAll();
    run.tellNodes(new ReporterMessage.Remember(List.of()));
    isOver = true;
  }

  /** Where the learners are changes all the time; what is lost is counted again by a follower. */
  private void rememberNowAndThen() {
    if (keeper.clock().nanoTime() - rememberedNs > REMEMBER_NS) {
      remember();
    }
  }

  private void remember() {
    rememberedNs = keeper.clock().nanoTime();
    run.tellNodes(new ReporterMessage.Remember(List.of(run.record(departures.list()))));
  }

  private void limit(Duration most, String what) {
    after(most, new RunDue.TooSlow(run.id(), what));
  }

  /** One of each kind is waited for; a later one replaces it. */
  private void after(Duration delay, RunDue due) {
    keeper.timers().startSingleTimer(due.getClass(), due, delay);
  }
}
