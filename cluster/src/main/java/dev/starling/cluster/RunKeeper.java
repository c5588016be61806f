package dev.starling.cluster;

import akka.actor.CoordinatedShutdown;
import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import dev.starling.actor.LearnerEvent;
import dev.starling.run.RunDescription;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.NanoClock;

/**
 * Keeps the one run of a cluster, as a singleton: takes it from whoever submits it, and passes on
 * what nodes and learners say of it to its {@link RunCourse}. Nodes may join and leave meanwhile,
 * this one's included: the keeper that follows finds the run in the {@link KeptRecord} that every
 * node has, and asks nodes and learners anew.
 */
final class RunKeeper extends AbstractBehavior<KeeperMessage> {
  private static final Duration ASK_AGAIN = Duration.ofMillis(10);

  /** For a submitter to read models and links after the end of its run, before all nodes end. */
  private static final Duration FETCHING = Duration.ofSeconds(5);

  /** From the last that was heard of a run whose clocks stand: models lie where learners are. */
  private static final Duration REST = FETCHING.multipliedBy(2);

  private static final Duration MAX_RECOLLECTING = Duration.ofSeconds(2);

  private final KeeperParts keeper;
  private final CoordinatedShutdown ending;
  private final Recollection recollection = new Recollection();
  private Set<ActorRef<ReporterMessage>> reachable = Set.of();

  /** Runs and their parts: two of one id would share their directory and their frames. */
  private final Set<String> used = new HashSet<>();

  /** Whether all nodes are to end, once no run is under way. */
  private boolean stopping;

  /** The run under way; null without one. */
  private RunCourse course;

  /** The run that ended last, until another is accepted; null without one. */
  private LastRun last;

  /** Of the run under way, or else of the last one. */
  private AttendanceBook book = new AttendanceBook(Attendance.NONE);

  private RunKeeper(ActorContext<KeeperMessage> context, KeeperParts keeper) {
    super(context);
    this.keeper = keeper;
    ending = CoordinatedShutdown.get(context.getSystem());
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
      LearnerRegions learners, Membership membership, NanoClock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new RunKeeper(context, parts(context, timers, learners, membership, clock))));
  }

  private static KeeperParts parts(
      ActorContext<KeeperMessage> context,
      TimerScheduler<KeeperMessage> timers,
      LearnerRegions learners,
      Membership membership,
      NanoClock clock) {
    return new KeeperParts(
        context.getSelf(),
        timers,
        learners,
        context.messageAdapter(LearnerEvent.class, FromLearner::new),
        new NodeAddress(context.getSystem()),
        membership,
        clock,
        context.getLog());
  }

  @Override
  public Receive<KeeperMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(Nodes.class, this::onNodes)
        .onMessage(KeeperMessage.Recalled.class, this::onRecalled)
        .onMessage(RecollectingIsOver.class, over -> concludeRecollection())
        .onMessage(KeeperMessage.Submit.class, this::onSubmit)
        .onMessage(KeeperMessage.Follow.class, this::onFollow)
        .onMessage(KeeperMessage.GetStatus.class, this::onGetStatus)
        .onMessage(KeeperMessage.StopNodes.class, this::onStopNodes)
        .onMessage(StopAll.class, stop -> onStopAll())
        .onMessage(KeeperMessage.EndRun.class, this::onEndRun)
        .onMessage(KeeperMessage.NodeHolds.class, m -> during(m.runId(), c -> c.onNodeHolds(m)))
        .onMessage(
            KeeperMessage.NodePrepared.class, m -> during(m.runId(), c -> c.onNodePrepared(m)))
        .onMessage(
            KeeperMessage.NodeConnected.class, m -> during(m.runId(), c -> c.onNodeConnected(m)))
        .onMessage(KeeperMessage.Resumed.class, m -> during(m.runId(), c -> c.onResumed(m)))
        .onMessage(KeeperMessage.Scored.class, m -> during(m.runId(), c -> c.onScored(m)))
        .onMessage(
            KeeperMessage.Reported.class,
            m -> during(m.report().runId(), c -> c.onReported(m.report())))
        .onMessage(
            KeeperMessage.NodeFinished.class, m -> during(m.runId(), c -> c.onNodeFinished(m)))
        .onMessage(
            KeeperMessage.NodeEnded.class, m -> during(m.report().runId(), c -> c.onNodeEnded(m)))
        .onMessage(KeeperMessage.NodeFailed.class, m -> during(m.runId(), c -> c.onNodeFailed(m)))
        .onMessage(FromLearner.class, from -> onLearner(from.event()))
        .onMessage(RunDue.StartAgain.class, m -> during(m.runId(), RunCourse::onStartAgain))
        .onMessage(RunDue.Change.class, m -> during(m.runId(), RunCourse::onChange))
        .onMessage(RunDue.Publish.class, m -> during(m.runId(), RunCourse::onPublish))
        .onMessage(RunDue.TimeIsUp.class, m -> during(m.runId(), c -> c.end(RunResult.End.SECONDS)))
        .onMessage(RunDue.TooSlow.class, m -> during(m.runId(), c -> c.onTooSlow(m)))
        .build();
  }

  private Behavior<KeeperMessage> onNodes(Nodes nodes) {
    if (ending.getShutdownReason().isPresent()) {
      // A node that ends sees all nodes go, itself among them; the run is not over for that.
      return this;
    }
    reachable = nodes.reachable();
    if (recollection.ask(reachable, keeper.self())) {
      keeper.timers().startSingleTimer(new RecollectingIsOver(), MAX_RECOLLECTING);
    }
    return whileUnderWay(
        under -> {
          reachable.forEach(under::welcome);
          under.retain(nodes.all());
        });
  }

  private Behavior<KeeperMessage> onRecalled(KeeperMessage.Recalled recalled) {
    return recollection.hear(recalled) ? concludeRecollection() : this;
  }

  private Behavior<KeeperMessage> concludeRecollection() {
    boolean isNews = !recollection.isOver();
    recollection
        .conclude()
        .ifPresent(
            record -> {
              book = new AttendanceBook(record.attendance());
              course = RunCourse.goOn(keeper, record, book, reachable);
              used.add(partOf(record.run()));
            });
    stopping |= recollection.isLast();
    if (isNews && stopping) {
      during("", RunCourse::stopForGood);
      // The run of the keeper before may just have ended.
      stopAllWhenIdle(recollection.isLast() ? FETCHING : Duration.ZERO);
    }
    return this;
  }

  private Behavior<KeeperMessage> onSubmit(KeeperMessage.Submit submit) {
    String id = submit.run().id();
    if (stopping) {
      submit.submitter().tell(new RunEvent.Refused("the cluster is about to end"));
    } else if (course != null) {
      String refusal = "run " + course.run().id() + " is under way: stop it, or wait for it";
      submit.submitter().tell(new RunEvent.Refused(refusal));
    } else if (used.contains(partOf(submit.run()))) {
      String refusal = "a run " + id + " was here already: give it another id";
      submit.submitter().tell(new RunEvent.Refused(refusal));
    } else if (!recollection.isOver()) {
      // Its own node is about to be listed; the submitter need not know.
      keeper.timers().startSingleTimer(submit, ASK_AGAIN);
    } else {
      book = new AttendanceBook(Attendance.NONE);
      KeptRun run = new KeptRun(submit.run(), submit.submitter(), book);
      course = RunCourse.begin(keeper, run, book);
      last = null;
      keeper.learners().allocation().rest(0);
      used.add(partOf(submit.run()));
      keeper.log().info("run {}: {} learners on {} nodes", id, run.size(), reachable.size());
      reachable.forEach(course::welcome);
    }
    return this;
  }

  private Behavior<KeeperMessage> onFollow(KeeperMessage.Follow follow) {
    String id = follow.runId();
    String part = partOf(id, follow.part());
    if (course != null && part.equals(partOf(course.run().description()))) {
      keeper.log().info("run {}: somebody else follows it from now on", id);
      during(id, under -> under.follow(follow.follower()));
    } else if (!recollection.isOver()) {
      keeper.timers().startSingleTimer(follow, ASK_AGAIN);
    } else if (last != null && part.equals(last.part())) {
      follow.follower().tell(last.word(reachable));
    } else {
      follow.follower().tell(new RunEvent.Unknown(id));
    }
    return this;
  }

  private static String partOf(RunDescription run) {
    return partOf(run.id(), run.checkpoints().part());
  }

  /** A run that is resumed keeps its id. */
  private static String partOf(String runId, int part) {
    return runId + "/" + part;
  }

  private Behavior<KeeperMessage> onLearner(LearnerEvent event) {
    if (event instanceof LearnerEvent.Started started) {
      return during(started.runId(), c -> c.onStarted(started));
    }
    if (event instanceof LearnerEvent.Left left) {
      return during(left.runId(), c -> c.onLeft(left));
    }
    if (event instanceof LearnerEvent.Failed failed) {
      String cause = "learner " + failed.learner() + " failed: " + failed.cause();
      return during(failed.runId(), c -> c.fail(cause));
    }
    return this;
  }

  private Behavior<KeeperMessage> onGetStatus(KeeperMessage.GetStatus request) {
    if (!recollection.isOver()) {
      // It would tell of no run, and the one before may have left one.
      keeper.timers().startSingleTimer(request, ASK_AGAIN);
      return this;
    }
    KeptRun run = course == null ? null : course.run();
    request
        .replyTo()
        .tell(
            ClusterStatus.of(
                run,
                reachable,
                keeper.addresses(),
                keeper.membership()::nameOf,
                book,
                keeper.clock().nanoTime()));
    return this;
  }

  private Behavior<KeeperMessage> onEndRun(KeeperMessage.EndRun request) {
    if (!recollection.isOver()) {
      // It is the run that this keeper is about to go on with.
      keeper.timers().startSingleTimer(request, ASK_AGAIN);
      return this;
    }
    return during(request.runId(), RunCourse::stop);
  }

  private Behavior<KeeperMessage> onStopNodes(KeeperMessage.StopNodes request) {
    if (request.node().isEmpty()) {
      stopping = true;
      during("", RunCourse::stopForGood);
      stopAllWhenIdle(Duration.ZERO);
      return this;
    }
    for (ActorRef<ReporterMessage> reporter : reachable) {
      String address = NodeAddress.text(keeper.addresses().of(reporter));
      if (List.of(address, keeper.membership().nameOf(address)).contains(request.node())) {
        reporter.tell(new ReporterMessage.Leave(false));
      }
    }
    return this;
  }

  private void stopAllWhenIdle(Duration delay) {
    // A keeper that has just come to life knows neither the nodes nor their run.
    if (stopping && course == null && recollection.isOver()) {
      keeper.timers().startSingleTimer(new StopAll(), delay);
    }
  }

  private Behavior<KeeperMessage> onStopAll() {
    reachable.forEach(reporter -> reporter.tell(new ReporterMessage.Leave(true)));
    return this;
  }

  /** Ignores what is said of a run that is over; an empty id is any run. */
  private Behavior<KeeperMessage> during(String runId, Consumer<RunCourse> action) {
    boolean isMeant = course != null && (course.run().id().equals(runId) || runId.isEmpty());
    return isMeant ? whileUnderWay(action) : this;
  }

  private Behavior<KeeperMessage> whileUnderWay(Consumer<RunCourse> action) {
    if (course != null) {
      action.accept(course);
      if (course.isOver() || course.run().phase() == RunPhase.ENDING) {
        keeper.learners().allocation().rest(REST.toNanos());
      }
      if (course.isOver()) {
        last = new LastRun(partOf(course.run().description()), course.run().audience().told());
        course = null;
        stopAllWhenIdle(FETCHING);
      }
    }
    return this;
  }

  /** What this actor tells itself beside {@link RunDue}: it never leaves the JVM. */
  private interface Internal extends KeeperMessage, NoSerializationVerificationNeeded {}

  /** Nodes that have not answered by now are not asked any more. */
  private record RecollectingIsOver() implements Internal {}

  /** All nodes end. */
  private record StopAll() implements Internal {}

  private record Nodes(Set<ActorRef<ReporterMessage>> reachable, Set<ActorRef<ReporterMessage>> all)
      implements Internal {}

  private record FromLearner(LearnerEvent event) implements Internal {}
}
