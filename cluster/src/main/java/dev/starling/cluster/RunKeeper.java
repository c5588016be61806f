package dev.starling.cluster;

import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.sharding.typed.ShardingEnvelope;
import dev.starling.actor.LearnerEvent;
import dev.starling.actor.LearnerMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;

/**
 * Keeps the one run of a cluster, as a singleton: has every node prepare it, starts every learner
 * (again and again until it answers), starts the clocks, tells every node who comes and goes in
 * mid-run, watches for the end, and gathers the result for whoever submitted the run. What a run
 * needs to know is in {@link KeptRun}; this class says what is done about it.
 */
final class RunKeeper extends AbstractBehavior<KeeperMessage> {
  private static final Duration START_AGAIN = Duration.ofSeconds(2);
  private static final Duration MAX_PREPARE = Duration.ofMinutes(2);
  private static final Duration MAX_SEATING = Duration.ofMinutes(1);
  private static final Duration MAX_ENDING = Duration.ofMinutes(2);
  private static final double NANOS = 1e9;

  private final ActorRef<ShardingEnvelope<LearnerMessage>> learners;
  private final TimerScheduler<KeeperMessage> timers;
  private final ActorRef<LearnerEvent> fromLearners;
  private final NanoClock clock;
  private final Logger log;

  private Set<ActorRef<ReporterMessage>> reporters = Set.of();

  /** A learner that is still seated takes a Start with a known id for one sent again. */
  private final Set<String> used = new HashSet<>();

  private KeptRun run;
  private long startNs;

  private RunKeeper(
      ActorContext<KeeperMessage> context,
      TimerScheduler<KeeperMessage> timers,
      ActorRef<ShardingEnvelope<LearnerMessage>> learners,
      NanoClock clock) {
    super(context);
    this.clock = clock;
    this.timers = timers;
    this.learners = learners;
    this.log = context.getLog();
    fromLearners = context.messageAdapter(LearnerEvent.class, FromLearner::new);
    ActorRef<Receptionist.Listing> listings =
        context.messageAdapter(
            Receptionist.Listing.class,
            listing -> new Nodes(listing.getServiceInstances(NodeReporter.KEY)));
    context.getSystem().receptionist().tell(Receptionist.subscribe(NodeReporter.KEY, listings));
  }

  static Behavior<KeeperMessage> create(
      ActorRef<ShardingEnvelope<LearnerMessage>> learners, NanoClock clock) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new RunKeeper(context, timers, learners, clock)));
  }

  @Override
  public Receive<KeeperMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(Nodes.class, this::onNodes)
        .onMessage(KeeperMessage.Submit.class, this::onSubmit)
        .onMessage(
            KeeperMessage.NodePrepared.class, m -> during(m.runId(), m, this::onNodePrepared))
        .onMessage(FromLearner.class, this::onLearner)
        .onMessage(StartAgain.class, m -> during(m.runId(), m, this::onStartAgain))
        .onMessage(
            KeeperMessage.NodeConnected.class, m -> during(m.runId(), m, this::onNodeConnected))
        .onMessage(KeeperMessage.Scored.class, m -> during(m.runId(), m, this::onScored))
        .onMessage(
            KeeperMessage.Reported.class, m -> during(m.report().runId(), m, this::onReported))
        .onMessage(
            KeeperMessage.NodeFinished.class, m -> during(m.runId(), m, this::onNodeFinished))
        .onMessage(KeeperMessage.EndRun.class, m -> during(m.runId(), m, this::onEndRun))
        .onMessage(ChangeDue.class, m -> during(m.runId(), m, this::onChangeDue))
        .onMessage(TimeIsUp.class, m -> during(m.runId(), m, this::onTimeIsUp))
        .onMessage(
            KeeperMessage.NodeEnded.class, m -> during(m.report().runId(), m, this::onNodeEnded))
        .onMessage(KeeperMessage.NodeFailed.class, m -> during(m.runId(), m, this::onNodeFailed))
        .onMessage(TooSlow.class, m -> during(m.runId(), m, this::onTooSlow))
        .build();
  }

  private Behavior<KeeperMessage> onNodes(Nodes nodes) {
    reporters = nodes.reporters();
    return this;
  }

  private Behavior<KeeperMessage> onSubmit(KeeperMessage.Submit submit) {
    if (run != null) {
      submit
          .submitter()
          .tell(new RunEvent.Refused("run " + run.id() + " is under way: stop it, or wait for it"));
    } else if (used.contains(submit.run().id())) {
      submit
          .submitter()
          .tell(
              new RunEvent.Refused(
                  "a run " + submit.run().id() + " was here already: give it another id"));
    } else if (reporters.isEmpty()) {
      // Its own node is about to be listed; the submitter need not know.
      timers.startSingleTimer(submit, Duration.ofMillis(10));
    } else {
      run = new KeptRun(submit.run(), submit.submitter(), reporters);
      used.add(run.id());
      log.info("run {} of {} learners: preparing {} nodes", run.id(), run.size(), run.nodes());
      reporters.forEach(
          node -> node.tell(new ReporterMessage.Prepare(submit.run(), getContext().getSelf())));
      limit(MAX_PREPARE, "to load the data on every node");
    }
    return this;
  }

  private void onNodePrepared(KeeperMessage.NodePrepared node) {
    if (run.addNode(node)) {
      log.info("run {}: starting its learners", run.id());
      limit(MAX_SEATING, "to start every learner");
      startMissingLearners();
    }
  }

  private void startMissingLearners() {
    run.missingLearners()
        .forEach(
            learner ->
                learners.tell(
                    new ShardingEnvelope<>(
                        Integer.toString(learner),
                        new LearnerMessage.Start(run.id(), 0, fromLearners))));
    timers.startSingleTimer(StartAgain.class, new StartAgain(run.id()), START_AGAIN);
  }

  private void onStartAgain(StartAgain again) {
    if (run.phase() == KeptRun.Phase.SEATING) {
      startMissingLearners();
    }
  }

  private Behavior<KeeperMessage> onLearner(FromLearner from) {
    if (from.event() instanceof LearnerEvent.Started started) {
      during(started.runId(), started, this::onStarted);
    } else if (from.event() instanceof LearnerEvent.Failed failed) {
      during(failed.runId(), failed, this::onLearnerFailed);
    }
    return this;
  }

  private void onStarted(LearnerEvent.Started started) {
    if (run.seat(started.learner(), started.node())) {
      timers.cancel(StartAgain.class);
      log.info("run {}: connecting", run.id());
      run.tellNodes(new ReporterMessage.Connect(run.id(), run.routes(), run.homes()));
    }
  }

  private void onNodeConnected(KeeperMessage.NodeConnected node) {
    if (run.connect(node.node())) {
      timers.cancel(TooSlow.class);
      log.info("run {}: clocks start", run.id());
      run.tellNodes(new ReporterMessage.Begin(run.id()));
      run.tell(new RunEvent.Begun(run.nodes(), run.size()));
      double seconds = run.description().limits().seconds();
      if (seconds > 0) {
        timers.startSingleTimer(new TimeIsUp(run.id()), Duration.ofNanos((long) (seconds * NANOS)));
      }
      startNs = clock.nanoTime();
      awaitChange();
    }
  }

  private void awaitChange() {
    double dueSeconds = run.churn().nextSeconds();
    if (dueSeconds < Double.POSITIVE_INFINITY) {
      long delayNs = (long) (Math.max(0, dueSeconds - runSeconds()) * NANOS);
      timers.startSingleTimer(ChangeDue.class, new ChangeDue(run.id()), Duration.ofNanos(delayNs));
    }
  }

  private void onChangeDue(ChangeDue due) {
    if (run.phase() == KeptRun.Phase.RUNNING) {
      ReporterMessage.Change change = run.change(runSeconds());
      log.debug("run {}: {} changes of learners", run.id(), change.changes().size());
      run.tellNodes(change);
      awaitChange();
    }
  }

  private double runSeconds() {
    return (clock.nanoTime() - startNs) / NANOS;
  }

  private void onScored(KeeperMessage.Scored scored) {
    run.ledger().add(scored);
  }

  private void onReported(KeeperMessage.Reported reported) {
    run.ledger().add(reported.report());
    if (run.phase() == KeptRun.Phase.RUNNING && run.ledger().isComplete()) {
      RunProgress progress = run.ledger().progress();
      run.tell(new RunEvent.Progressed(progress));
      run.ledger().endReached(progress).ifPresent(this::end);
    }
  }

  private void onNodeFinished(KeeperMessage.NodeFinished node) {
    if (run.finish(node.node())) {
      end(RunResult.End.UPDATES);
    }
  }

  private void onEndRun(KeeperMessage.EndRun request) {
    if (run.phase() == KeptRun.Phase.RUNNING) {
      end(RunResult.End.STOPPED);
    } else if (run.phase() != KeptRun.Phase.ENDING) {
      fail("stopped before its clocks had started");
    }
  }

  private void onTimeIsUp(TimeIsUp up) {
    end(RunResult.End.SECONDS);
  }

  private void end(RunResult.End reason) {
    if (run.phase() == KeptRun.Phase.RUNNING) {
      log.info("run {}: clocks stop ({})", run.id(), reason);
      run.end(reason);
      limit(MAX_ENDING, "to send the scores of every node");
      run.tellNodes(new ReporterMessage.Stop(run.id()));
    }
  }

  private void onNodeEnded(KeeperMessage.NodeEnded node) {
    if (run.addEnd(node)) {
      timers.cancelAll();
      run.tell(new RunEvent.Finished(run.result()));
      run = null;
    }
  }

  private void onNodeFailed(KeeperMessage.NodeFailed failed) {
    fail(failed.cause());
  }

  private void onLearnerFailed(LearnerEvent.Failed failed) {
    fail("learner " + failed.learner() + " failed: " + failed.cause());
  }

  private void onTooSlow(TooSlow slow) {
    fail("it took too long " + slow.what() + run.whoIsMissing());
  }

  private void fail(String cause) {
    timers.cancelAll();
    log.warn("run {} failed: {}", run.id(), cause);
    run.tellNodes(new ReporterMessage.Stop(run.id()));
    run.tell(
        run.phase() == KeptRun.Phase.PREPARING
            ? new RunEvent.Refused(cause)
            : new RunEvent.Failed(cause));
    run = null;
  }

  private void limit(Duration most, String what) {
    timers.startSingleTimer(TooSlow.class, new TooSlow(run.id(), what), most);
  }

  /** Ignores what is said of a run that is over. */
  private <M> Behavior<KeeperMessage> during(String runId, M message, Consumer<M> action) {
    if (run != null && run.id().equals(runId)) {
      action.accept(message);
    }
    return this;
  }

  /** What this actor tells itself: it never leaves the JVM. */
  private interface Internal extends KeeperMessage, NoSerializationVerificationNeeded {}

  private record Nodes(Set<ActorRef<ReporterMessage>> reporters) implements Internal {}

  private record FromLearner(LearnerEvent event) implements Internal {}

  private record StartAgain(String runId) implements Internal {}

  private record ChangeDue(String runId) implements Internal {}

  private record TimeIsUp(String runId) implements Internal {}

  private record TooSlow(String runId, String what) implements Internal {}
}
