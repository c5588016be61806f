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
import dev.starling.run.RunDescription;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;

/**
 * Keeps the one run of a cluster, as a singleton: has every node prepare it, starts every learner
 * (again and again until it answers), starts the clocks, tells every node who comes and goes in
 * mid-run, watches for the end, and gathers the result for whoever submitted the run. Nodes may
 * join and leave meanwhile, this one's included: the keeper that follows finds the run in the
 * {@link KeptRecord} that every node has, and asks nodes and learners anew. What a run needs to
 * know is in {@link KeptRun}; this class says what is done about it.
 */
final class RunKeeper extends AbstractBehavior<KeeperMessage> {
  private static final Duration START_AGAIN = Duration.ofSeconds(2);
  private static final Duration SUBMIT_AGAIN = Duration.ofMillis(10);
  private static final Duration RECALL = Duration.ofSeconds(2);
  private static final Duration PUBLISH = Duration.ofMillis(50);
  private static final Duration MAX_PREPARE = Duration.ofMinutes(2);
  private static final Duration MAX_SEATING = Duration.ofMinutes(1);
  private static final Duration MAX_CONNECTING = Duration.ofMinutes(1);
  private static final Duration MAX_ENDING = Duration.ofMinutes(2);
  private static final long REMEMBER_NS = 5_000_000_000L;
  private static final double NANOS = 1e9;

  private final ActorRef<ShardingEnvelope<LearnerMessage>> learners;
  private final TimerScheduler<KeeperMessage> timers;
  private final ActorRef<LearnerEvent> fromLearners;
  private final NodeAddress addresses;
  private final Membership membership;
  private final NanoClock clock;
  private final Logger log;

  private Set<ActorRef<ReporterMessage>> reachable = Set.of();

  /** Nodes that have not said yet what they have kept. */
  private final Set<ActorRef<ReporterMessage>> recalling = new HashSet<>();

  private KeptRecord latest;

  /** Of the former keeper, until it is known since when the run goes on. */
  private KeptRecord missing;

  private boolean settled;

  /** Runs and their parts: two of one id would share their directory and their frames. */
  private final Set<String> used = new HashSet<>();

  private KeptRun run;
  private Departures departures = new Departures();
  private long startNs;
  private long rememberedNs;

  private RunKeeper(
      ActorContext<KeeperMessage> context,
      TimerScheduler<KeeperMessage> timers,
      ActorRef<ShardingEnvelope<LearnerMessage>> learners,
      Membership membership,
      NanoClock clock) {
    super(context);
    this.clock = clock;
    this.timers = timers;
    this.learners = learners;
    this.membership = membership;
    this.log = context.getLog();
    addresses = new NodeAddress(context.getSystem());
    fromLearners = context.messageAdapter(LearnerEvent.class, FromLearner::new);
    ActorRef<Receptionist.Listing> listings =
        context.messageAdapter(
            Receptionist.Listing.class,
            listing ->
                new Nodes(
                    listing.getServiceInstances(NodeReporter.KEY),
                    listing.getAllServiceInstances(NodeReporter.KEY)));
    context.getSystem().receptionist().tell(Receptionist.subscribe(NodeReporter.KEY, listings));
  }

  static Behavior<KeeperMessage> create(
      ActorRef<ShardingEnvelope<LearnerMessage>> learners, Membership membership, NanoClock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new RunKeeper(context, timers, learners, membership, clock)));
  }

  @Override
  public Receive<KeeperMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(KeeperMessage.Recalled.class, this::onRecalled)
        .onMessage(Settle.class, settle -> onSettle())
        .onMessage(Nodes.class, this::onNodes)
        .onMessage(KeeperMessage.Submit.class, this::onSubmit)
        .onMessage(KeeperMessage.GetStatus.class, this::onGetStatus)
        .onMessage(KeeperMessage.StopNodes.class, this::onStopNodes)
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
        .onMessage(PublishDue.class, m -> during(m.runId(), m, this::onPublishDue))
        .onMessage(TimeIsUp.class, m -> during(m.runId(), m, this::onTimeIsUp))
        .onMessage(
            KeeperMessage.NodeEnded.class, m -> during(m.report().runId(), m, this::onNodeEnded))
        .onMessage(KeeperMessage.NodeFailed.class, m -> during(m.runId(), m, this::onNodeFailed))
        .onMessage(TooSlow.class, m -> during(m.runId(), m, this::onTooSlow))
        .build();
  }

  private Behavior<KeeperMessage> onNodes(Nodes nodes) {
    reachable = nodes.reachable();
    if (!settled && recalling.isEmpty() && !reachable.isEmpty()) {
      recall();
    }
    if (run != null) {
      reachable.forEach(this::welcome);
      List<KeptNode> gone =
          run.nodes().stream().filter(node -> !nodes.all().contains(node.reporter())).toList();
      gone.forEach(this::bidFarewell);
      goOn();
    }
    return this;
  }

  /** Asks whether there was a keeper before this one, and what it kept. */
  private void recall() {
    recalling.addAll(reachable);
    reachable.forEach(node -> node.tell(new ReporterMessage.Recall(getContext().getSelf())));
    timers.startSingleTimer(new Settle(), RECALL);
  }

  private Behavior<KeeperMessage> onRecalled(KeeperMessage.Recalled recalled) {
    recalled.record().stream()
        .filter(record -> latest == null || record.sequence() > latest.sequence())
        .forEach(record -> latest = record);
    recalling.remove(recalled.reporter());
    return recalling.isEmpty() ? onSettle() : this;
  }

  private Behavior<KeeperMessage> onSettle() {
    if (!settled) {
      settled = true;
      if (latest != null) {
        takeOver(latest);
        reachable.forEach(this::welcome);
      }
    }
    return this;
  }

  private void takeOver(KeptRecord record) {
    run = new KeptRun(record.run(), record.submitter());
    run.resume(record);
    used.add(partOf(record.run()));
    startNs = clock.nanoTime();
    log.warn("run {}: its keeper has gone, going on here", run.id());
    if (record.ending()) {
      run.end(record.end());
    }
    missing = record;
  }

  private void welcome(ActorRef<ReporterMessage> reporter) {
    run.add(reporter, addresses.of(reporter))
        .ifPresent(
            node -> {
              log.info("run {}: node {} takes part", run.id(), node.name());
              node.tell(new ReporterMessage.Prepare(run.description(), getContext().getSelf()));
            });
  }

  private void bidFarewell(KeptNode node) {
    double nowSeconds = runSeconds();
    BitSet homeless = run.remove(node, nowSeconds);
    Membership.Absence absence = membership.absenceOf(NodeAddress.text(node.address()));
    log.warn(
        "run {}: node {} {}, {} learners lived there",
        run.id(),
        node.name(),
        absence.cause(),
        homeless.cardinality());
    if (run.isRunning()) {
      departures.add(
          node.name(),
          absence.cause(),
          seconds(node.heardNs()),
          seconds(absence.unreachableNs()),
          nowSeconds,
          homeless);
      remember();
      publish();
      startMissingLearners();
    } else if (run.phase() != KeptRun.Phase.ENDING) {
      startMissingLearners();
    }
    if (run.nodes().isEmpty()) {
      fail("no node is left");
    }
  }

  private Behavior<KeeperMessage> onSubmit(KeeperMessage.Submit submit) {
    if (run != null) {
      submit
          .submitter()
          .tell(new RunEvent.Refused("run " + run.id() + " is under way: stop it, or wait for it"));
    } else if (used.contains(partOf(submit.run()))) {
      submit
          .submitter()
          .tell(
              new RunEvent.Refused(
                  "a run " + submit.run().id() + " was here already: give it another id"));
    } else if (!settled) {
      // Its own node is about to be listed; the submitter need not know.
      timers.startSingleTimer(submit, SUBMIT_AGAIN);
    } else {
      run = new KeptRun(submit.run(), submit.submitter());
      departures = new Departures();
      startNs = clock.nanoTime();
      used.add(partOf(submit.run()));
      log.info("run {}: {} learners on {} nodes", run.id(), run.size(), reachable.size());
      reachable.forEach(this::welcome);
      limit(MAX_PREPARE, "to load the data on every node");
    }
    return this;
  }

  /** A run that is resumed keeps its id. */
  private static String partOf(RunDescription run) {
    return run.id() + "/" + run.checkpoints().part();
  }

  private void onNodePrepared(KeeperMessage.NodePrepared prepared) {
    run.node(prepared.reporter())
        .ifPresent(
            node -> {
              node.prepared(prepared.route());
              run.ledger().welcome(node.name());
              node.heard(clock.nanoTime());
              if (run.phase() == KeptRun.Phase.ENDING) {
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
      startNs = Math.min(startNs, clock.nanoTime() - elapsedNs);
      if (missing != null) {
        // Only now does the new keeper know the time of the run.
        missThoseOf(missing);
        missing = null;
      }
      awaitEnd();
      awaitChange();
    }
  }

  /** Does what each phase begins with, as long as nothing is waited for. */
  private void goOn() {
    while (run != null && run.advance()) {
      switch (run.phase()) {
        case SEATING -> {
          log.info("run {}: starting its learners", run.id());
          limit(MAX_SEATING, "to start every learner");
          startMissingLearners();
        }
        case CONNECTING -> {
          log.info("run {}: connecting", run.id());
          limit(MAX_CONNECTING, "to open the streams between the nodes");
          run.tellNodes(run.whereabouts());
        }
        case RUNNING -> begin();
        case PREPARING, ENDING -> throw new IllegalStateException("nothing leads there");
      }
    }
    if (run != null && run.isOver()) {
      finish();
    }
  }

  private void begin() {
    timers.cancel(TooSlow.class);
    log.info("run {}: clocks start", run.id());
    startNs = clock.nanoTime() - (long) (run.description().checkpoints().fromSeconds() * NANOS);
    run.nodes().forEach(this::beginOn);
    run.tell(new RunEvent.Begun(run.nodes().size(), run.size()));
    remember();
    awaitEnd();
    awaitChange();
  }

  private void beginOn(KeptNode node) {
    node.reach(KeptNode.State.RUNNING);
    node.tell(new ReporterMessage.Begin(run.id(), clock.nanoTime() - startNs));
  }

  private void awaitEnd() {
    double seconds = run.description().limits().seconds();
    if (seconds > 0) {
      timers.startSingleTimer(TimeIsUp.class, new TimeIsUp(run.id()), until(seconds));
    }
  }

  private void awaitChange() {
    double dueSeconds = run.churn().nextSeconds();
    if (dueSeconds < Double.POSITIVE_INFINITY) {
      timers.startSingleTimer(ChangeDue.class, new ChangeDue(run.id()), until(dueSeconds));
    }
  }

  private Duration until(double dueSeconds) {
    return Duration.ofNanos((long) (Math.max(0, dueSeconds - runSeconds()) * NANOS));
  }

  private void onChangeDue(ChangeDue due) {
    if (run.isRunning()) {
      run.tellNodes(run.change(runSeconds()));
      awaitChange();
    }
  }

  private void startMissingLearners() {
    if (run.phase() == KeptRun.Phase.SEATING || run.isRunning()) {
      run.missingLearners().forEach(this::start);
      timers.startSingleTimer(StartAgain.class, new StartAgain(run.id()), START_AGAIN);
    }
  }

  private void start(int learner) {
    learners.tell(
        new ShardingEnvelope<>(
            Integer.toString(learner),
            new LearnerMessage.Start(
                run.id(),
                run.incarnation(learner),
                run.isReturning(learner),
                run.updates(learner),
                fromLearners)));
  }

  private void onStartAgain(StartAgain again) {
    if (run.missingLearners().findAny().isPresent()) {
      startMissingLearners();
    }
  }

  private Behavior<KeeperMessage> onLearner(FromLearner from) {
    if (from.event() instanceof LearnerEvent.Started started) {
      during(started.runId(), started, this::onStarted);
    } else if (from.event() instanceof LearnerEvent.Left left) {
      during(left.runId(), left, this::onLeft);
    } else if (from.event() instanceof LearnerEvent.Failed failed) {
      during(failed.runId(), failed, this::onLearnerFailed);
    }
    return this;
  }

  private void onStarted(LearnerEvent.Started started) {
    double nowSeconds = runSeconds();
    run.noteUpdates(started.learner(), started.updates());
    // Of a node that is not known, or not any more, nothing is believed; it will be asked again.
    run.node(started.node())
        .filter(node -> run.seat(started.learner(), node, nowSeconds))
        .ifPresent(
            node -> {
              if (run.isRunning()) {
                departures
                    .onSeated(started.learner(), started.source(), nowSeconds)
                    .forEach(departure -> log.warn("run {}: {}", run.id(), departure.text()));
                publishSoon();
              }
              goOn();
            });
  }

  /** A learner's shard is handed over to another node, where it goes on. */
  private void onLeft(LearnerEvent.Left left) {
    if (run.isRunning() && run.livesOn(left.learner(), left.node())) {
      run.noteUpdates(left.learner(), left.updates());
      run.unseat(left.learner(), runSeconds());
      start(left.learner());
      timers.startSingleTimer(StartAgain.class, new StartAgain(run.id()), START_AGAIN);
      publishSoon();
    }
  }

  private void publishSoon() {
    if (!timers.isTimerActive(PublishDue.class)) {
      timers.startSingleTimer(PublishDue.class, new PublishDue(run.id()), PUBLISH);
    }
  }

  private void onPublishDue(PublishDue due) {
    if (run.isRunning()) {
      publish();
    }
  }

  /** Tells every node where the learners are now, and who is there at all. */
  private void publish() {
    run.tellNodes(run.whereabouts());
    run.tellNodes(run.change(runSeconds()));
    remember();
  }

  /** Who lived on nodes that are not there any more, the former keeper's above all. */
  private void missThoseOf(KeptRecord record) {
    Set<String> there = new HashSet<>();
    reachable.forEach(reporter -> there.add(NodeAddress.text(addresses.of(reporter))));
    for (int node = 0; node < record.nodes().size(); node++) {
      String address = record.nodes().get(node);
      if (!there.contains(address)) {
        int index = node;
        BitSet homeless = new BitSet();
        IntStream.range(0, run.size())
            .filter(learner -> record.homes()[learner] == index)
            .forEach(homeless::set);
        Membership.Absence absence = membership.absenceOf(address);
        departures.add(
            address,
            absence.cause(),
            seconds(absence.heardNs()),
            seconds(absence.unreachableNs()),
            seconds(absence.removedNs()),
            homeless);
      }
    }
  }

  private void onNodeConnected(KeeperMessage.NodeConnected connected) {
    run.node(connected.node())
        .ifPresent(
            node -> {
              boolean waits = !node.isAtLeast(KeptNode.State.RUNNING);
              node.reach(KeptNode.State.CONNECTED);
              if (run.isRunning() && waits) {
                beginOn(node);
                log.info("run {}: node {} begins", run.id(), node.name());
              }
              goOn();
            });
  }

  private double runSeconds() {
    return seconds(clock.nanoTime());
  }

  private double seconds(long atNs) {
    return atNs == Membership.NEVER ? Double.NaN : (atNs - startNs) / NANOS;
  }

  private void onScored(KeeperMessage.Scored scored) {
    run.ledger().add(scored);
    scored.scores().forEach(score -> run.noteUpdates(score.learner(), score.updates()));
  }

  private void onReported(KeeperMessage.Reported reported) {
    run.node(reported.report().node())
        .ifPresent(
            node -> {
              node.heard(clock.nanoTime());
              if (run.report(node, reported.report()) && run.isRunning()) {
                RunProgress progress = run.ledger().progress();
                run.tell(new RunEvent.Progressed(progress));
                rememberNowAndThen();
                run.ledger().endReached(progress).ifPresent(this::end);
              }
            });
  }

  private void onNodeFinished(KeeperMessage.NodeFinished finished) {
    run.node(finished.node()).filter(run::finish).ifPresent(node -> end(RunResult.End.UPDATES));
  }

  private void onEndRun(KeeperMessage.EndRun request) {
    if (run.isRunning()) {
      end(RunResult.End.STOPPED);
    } else if (run.phase() != KeptRun.Phase.ENDING) {
      fail("stopped before its clocks had started");
    }
  }

  private void onTimeIsUp(TimeIsUp up) {
    end(RunResult.End.SECONDS);
  }

  private void end(RunResult.End reason) {
    if (run.isRunning()) {
      log.info("run {}: clocks stop ({})", run.id(), reason);
      run.end(reason);
      remember();
      limit(MAX_ENDING, "to send the scores of every node");
      run.tellNodes(new ReporterMessage.Stop(run.id()));
    }
  }

  private void onNodeEnded(KeeperMessage.NodeEnded ended) {
    run.node(ended.report().node()).ifPresent(node -> run.addEnd(node, ended));
    goOn();
  }

  private void finish() {
    run.tell(new RunEvent.Finished(run.result(departures.list())));
    forget();
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
    log.warn("run {} failed: {}", run.id(), cause);
    run.tellNodes(new ReporterMessage.Stop(run.id()));
    run.tell(
        run.phase() == KeptRun.Phase.PREPARING
            ? new RunEvent.Refused(cause)
            : new RunEvent.Failed(cause));
    forget();
  }

  private void forget() {
    timers.cancelAll();
    run.tellNodes(new ReporterMessage.Remember(List.of()));
    run = null;
  }

  /** Where the learners are changes all the time; what is lost is counted again by a follower. */
  private void rememberNowAndThen() {
    if (clock.nanoTime() - rememberedNs > REMEMBER_NS) {
      remember();
    }
  }

  private void remember() {
    rememberedNs = clock.nanoTime();
    run.tellNodes(new ReporterMessage.Remember(List.of(run.record())));
  }

  private Behavior<KeeperMessage> onGetStatus(KeeperMessage.GetStatus request) {
    request.replyTo().tell(ClusterStatus.of(run, reachable, addresses, departures.list()));
    return this;
  }

  private Behavior<KeeperMessage> onStopNodes(KeeperMessage.StopNodes request) {
    for (ActorRef<ReporterMessage> reporter : reachable) {
      String address = NodeAddress.text(addresses.of(reporter));
      String name = run == null ? address : run.node(reporter).map(KeptNode::name).orElse(address);
      if (List.of("", address, name).contains(request.node())) {
        reporter.tell(new ReporterMessage.Leave());
      }
    }
    return this;
  }

  private void limit(Duration most, String what) {
    timers.startSingleTimer(TooSlow.class, new TooSlow(run.id(), what), most);
  }

  /** Ignores what is said of a run that is over. */
  private <M> Behavior<KeeperMessage> during(String runId, M message, Consumer<M> action) {
    if (run != null && (run.id().equals(runId) || runId.isEmpty())) {
      action.accept(message);
    }
    return this;
  }

  /** What this actor tells itself: it never leaves the JVM. */
  private interface Internal extends KeeperMessage, NoSerializationVerificationNeeded {}

  private record Settle() implements Internal {}

  private record Nodes(Set<ActorRef<ReporterMessage>> reachable, Set<ActorRef<ReporterMessage>> all)
      implements Internal {}

  private record FromLearner(LearnerEvent event) implements Internal {}

  private record StartAgain(String runId) implements Internal {}

  private record ChangeDue(String runId) implements Internal {}

  private record PublishDue(String runId) implements Internal {}

  private record TimeIsUp(String runId) implements Internal {}

  private record TooSlow(String runId, String what) implements Internal {}
}
