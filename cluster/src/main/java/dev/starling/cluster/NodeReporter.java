package dev.starling.cluster;

import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import dev.starling.cluster.aeron.Lane;
import dev.starling.cluster.aeron.LaneSnapshot;
import dev.starling.cluster.aeron.PreparedRun;
import dev.starling.data.DataSet;
import dev.starling.run.RunAssembly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * One node's voice: does on its lanes what the keeper of the run asks, and tells it how they stand.
 * It asks the lanes and waits for no answer; what takes long (loading data, opening streams) runs
 * on the blocking dispatcher.
 */
final class NodeReporter extends AbstractBehavior<ReporterMessage> {
  static final ServiceKey<ReporterMessage> KEY =
      ServiceKey.create(ReporterMessage.class, "node-reporter");

  private static final Duration DRAIN_CHECK = Duration.ofMillis(20);
  private static final long QUIET_NS = 50_000_000;
  private static final long MAX_DRAIN_NS = 2_000_000_000;
  private static final Duration CONNECT_CHECK = Duration.ofMillis(10);
  private static final double NANOS = 1e9;

  private final NodeParts node;
  private final TimerScheduler<ReporterMessage> timers;
  private final Executor blocking;
  private final Logger log;

  private ActorRef<KeeperMessage> keeper;
  private PreparedRun run;
  private NodeTally tally;
  private long startNs;
  private long stopNs;
  private int finished;
  private boolean scoring;

  private NodeReporter(
      ActorContext<ReporterMessage> context,
      TimerScheduler<ReporterMessage> timers,
      NodeParts node) {
    super(context);
    this.node = node;
    this.timers = timers;
    this.log = context.getLog();
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
  }

  static Behavior<ReporterMessage> create(NodeParts node) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new NodeReporter(context, timers, node)));
  }

  @Override
  public Receive<ReporterMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(ReporterMessage.Prepare.class, this::onPrepare)
        .onMessage(Prepared.class, this::onPrepared)
        .onMessage(ReporterMessage.Connect.class, this::onConnect)
        .onMessage(RoutesOpen.class, this::onRoutesOpen)
        .onMessage(ReporterMessage.Begin.class, this::onBegin)
        .onMessage(LearnerFinished.class, this::onLearnerFinished)
        .onMessage(ScoreDue.class, this::onScoreDue)
        .onMessage(ScoresTaken.class, this::onScoresTaken)
        .onMessage(ReporterMessage.Stop.class, this::onStop)
        .onMessage(DrainCheck.class, this::onDrainCheck)
        .onMessage(Quiet.class, this::onQuiet)
        .onMessage(EndTaken.class, this::onEndTaken)
        .onMessage(Broken.class, this::onBroken)
        .build();
  }

  private Behavior<ReporterMessage> onPrepare(ReporterMessage.Prepare prepare) {
    keeper = prepare.keeper();
    timers.cancelAll();
    ActorRef<ReporterMessage> self = getContext().getSelf();
    PreparedRun.Listener listener = new LaneListener(self, log);
    String runId = prepare.run().id();
    pipe(
        runId,
        CompletableFuture.supplyAsync(
            () -> new PreparedRun(RunAssembly.open(prepare.run()), listener), blocking),
        Prepared::new);
    return this;
  }

  private Behavior<ReporterMessage> onPrepared(Prepared prepared) {
    run = prepared.run();
    finished = 0;
    scoring = false;
    node.directory().reset(run.description().learners());
    node.lanes().all().forEach(lane -> lane.prepare(run));
    keeper.tell(
        new KeeperMessage.NodePrepared(
            run.description().id(), node.name(), node.route(), getContext().getSelf()));
    return this;
  }

  private Behavior<ReporterMessage> onConnect(ReporterMessage.Connect connect) {
    pipe(
        connect.runId(),
        CompletableFuture.supplyAsync(() -> node.openRoutes(connect), blocking),
        done -> new RoutesOpen(connect.runId()));
    return this;
  }

  private Behavior<ReporterMessage> onRoutesOpen(RoutesOpen open) {
    if (node.plane().isConnected()) {
      keeper.tell(new KeeperMessage.NodeConnected(open.runId(), node.name()));
    } else {
      timers.startSingleTimer(open, CONNECT_CHECK);
    }
    return this;
  }

  private Behavior<ReporterMessage> onBegin(ReporterMessage.Begin begin) {
    startNs = node.clock().nanoTime();
    stopNs = 0;
    tally = new NodeTally(node.name(), run);
    run.beginMeasuring(startNs);
    node.lanes().all().forEach(Lane::begin);
    Duration interval =
        Duration.ofNanos((long) (run.description().measuring().evaluationSeconds() * NANOS));
    timers.startTimerWithFixedDelay(new ScoreDue(), interval);
    return this;
  }

  private Behavior<ReporterMessage> onLearnerFinished(LearnerFinished one) {
    finished++;
    if (finished == tally.learnersHere(node.directory())) {
      keeper.tell(new KeeperMessage.NodeFinished(run.description().id(), node.name()));
    }
    return this;
  }

  private Behavior<ReporterMessage> onScoreDue(ScoreDue due) {
    if (!scoring && stopNs == 0) {
      scoring = true;
      CompletionStage<NodeScores> scores = score(run.assembly().data().validation());
      pipe(
          run.description().id(),
          scores.thenCombine(snapshots(), ScoresTaken::new),
          Function.identity());
    }
    return this;
  }

  private Behavior<ReporterMessage> onScoresTaken(ScoresTaken taken) {
    scoring = false;
    if (stopNs == 0) {
      NodeScores scores = taken.scores();
      keeper.tell(
          new KeeperMessage.Scored(
              run.description().id(), node.name(), scores.learners(), scores.consensusRms()));
      keeper.tell(new KeeperMessage.Reported(report(taken.lanes(), node.clock().nanoTime())));
    }
    return this;
  }

  private Behavior<ReporterMessage> onStop(ReporterMessage.Stop stop) {
    if (stopNs == 0) {
      timers.cancelAll();
      stopNs = node.clock().nanoTime();
      pipe(stop.runId(), onEachLane(Lane::stopClocks), stopped -> new DrainCheck());
    }
    return this;
  }

  private Behavior<ReporterMessage> onDrainCheck(DrainCheck check) {
    pipe(run.description().id(), onEachLane(Lane::quietNs), Quiet::new);
    return this;
  }

  private Behavior<ReporterMessage> onQuiet(Quiet quiet) {
    boolean drained = quiet.ns().stream().allMatch(ns -> ns >= QUIET_NS);
    if (drained || node.clock().nanoTime() - stopNs > MAX_DRAIN_NS) {
      takeEnd();
    } else {
      timers.startSingleTimer(new DrainCheck(), DRAIN_CHECK);
    }
    return this;
  }

  private void takeEnd() {
    CompletionStage<NodeScores> validation = score(run.assembly().data().validation());
    CompletionStage<NodeScores> test = score(run.assembly().data().test());
    pipe(
        run.description().id(),
        validation
            .thenCombine(test, (v, t) -> List.of(v, t))
            .thenCombine(snapshots(), (scores, lanes) -> new EndTaken(scores, lanes)),
        Function.identity());
  }

  private Behavior<ReporterMessage> onEndTaken(EndTaken end) {
    NodeScores validation = end.scores().get(0);
    NodeScores test = end.scores().get(1);
    keeper.tell(
        new KeeperMessage.NodeEnded(
            report(end.lanes(), stopNs),
            validation.learners(),
            test.learners(),
            validation.consensusRms()));
    return this;
  }

  private Behavior<ReporterMessage> onBroken(Broken broken) {
    keeper.tell(new KeeperMessage.NodeFailed(broken.runId(), node.name(), broken.cause()));
    return this;
  }

  private NodeReport report(List<LaneSnapshot> lanes, long atNs) {
    return tally.report(lanes, startNs, atNs);
  }

  private CompletionStage<NodeScores> score(DataSet part) {
    return onEachLane(lane -> lane.score(part)).thenApply(NodeScores::of);
  }

  private CompletionStage<List<LaneSnapshot>> snapshots() {
    return onEachLane(Lane::snapshot);
  }

  private <T> CompletionStage<List<T>> onEachLane(Function<Lane, CompletionStage<T>> question) {
    CompletionStage<List<T>> answers = CompletableFuture.completedFuture(new ArrayList<>());
    for (Lane lane : node.lanes().all()) {
      answers =
          answers.thenCombine(
              question.apply(lane),
              (list, answer) -> {
                list.add(answer);
                return list;
              });
    }
    return answers;
  }

  private <T> void pipe(
      String runId, CompletionStage<T> stage, Function<T, ? extends ReporterMessage> message) {
    getContext()
        .pipeToSelf(
            stage,
            (value, fault) ->
                fault == null ? message.apply(value) : new Broken(runId, OneLine.of(fault)));
  }

  /** What this actor tells itself: it never leaves the JVM. */
  private interface Internal extends ReporterMessage, NoSerializationVerificationNeeded {}

  private record Prepared(PreparedRun run) implements Internal {}

  private record RoutesOpen(String runId) implements Internal {}

  private record LearnerFinished(int learner) implements Internal {}

  private record ScoreDue() implements Internal {}

  private record ScoresTaken(NodeScores scores, List<LaneSnapshot> lanes) implements Internal {}

  private record DrainCheck() implements Internal {}

  private record Quiet(List<Long> ns) implements Internal {}

  private record EndTaken(List<NodeScores> scores, List<LaneSnapshot> lanes) implements Internal {}

  private record Broken(String runId, String cause) implements Internal {}

  /** Passes on what lanes cannot wait to say. */
  private record LaneListener(ActorRef<ReporterMessage> reporter, Logger log)
      implements PreparedRun.Listener {
    @Override
    public void onFinished(int learner) {
      reporter.tell(new LearnerFinished(learner));
    }

    @Override
    public void onQuarantined(int learner, String reason) {
      log.warn("learner {} is quarantined: {}", learner, reason);
    }
  }
}
