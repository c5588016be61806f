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
import dev.starling.cluster.aeron.PreparedRun;
import dev.starling.cluster.aeron.ResumedLearner;
import dev.starling.cluster.aeron.Route;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * One node's voice: does on its lanes what the keeper of the run asks, and tells it how they stand.
 * It asks the lanes and waits for no answer; what takes long (loading data, opening streams) runs
 * on the blocking dispatcher. Each answer carries the run that it was asked for, and is dropped
 * when that run is over: a lane that answers late must not speak of the next one.
 */
final class NodeReporter extends AbstractBehavior<ReporterMessage> {
  static final ServiceKey<ReporterMessage> KEY =
      ServiceKey.create(ReporterMessage.class, "node-reporter");

  private static final Duration CONNECT_CHECK = Duration.ofMillis(10);
  private static final Duration TELL_LINKS = Duration.ofSeconds(1);
  private static final double NANOS = 1e9;
  private static final long NOT_RUNNING = -1;

  private final NodeParts node;
  private final RunTasks tasks;
  private final Executor blocking;
  private final InTurn openings;
  private final Logger log;
  private final GridExchange exchange;

  private ActorRef<KeeperMessage> keeper;
  private ReporterMessage.Remember kept = ReporterMessage.Remember.NOTHING;
  private RunDescription asked;
  private PreparedRun run;
  private NodeMemory memoryBefore = NodeMemory.NONE;
  private NodeTally tally;
  private ResumedHere resumed;
  private long startNs;
  private LiveLearners learners = new LiveLearners(new BitSet());
  private RunReports reports;
  private boolean running;
  private int connections;

  /** What was said at the end of the run, for a keeper that asks again; null before. */
  private KeeperMessage.NodeEnded end;

  private NodeReporter(
      ActorContext<ReporterMessage> context,
      TimerScheduler<ReporterMessage> timers,
      NodeParts node) {
    super(context);
    this.node = node;
    tasks = new RunTasks(context, timers, this::giveUp);
    this.log = context.getLog();
    exchange = new GridExchange(context.getSelf());
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    openings = new InTurn(blocking);
    context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
    ActorRef<Receptionist.Listing> listings =
        context.messageAdapter(
            Receptionist.Listing.class, listing -> new Reporters(listing.getServiceInstances(KEY)));
    context.getSystem().receptionist().tell(Receptionist.subscribe(KEY, listings));
  }

  static Behavior<ReporterMessage> create(NodeParts node) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new NodeReporter(context, timers, node)));
  }

  @Override
  public Receive<ReporterMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(ReporterMessage.Prepare.class, this::onPrepare)
        .onMessage(ReporterMessage.Connect.class, m -> of(m.runId(), () -> connect(m)))
        .onMessage(ReporterMessage.Begin.class, m -> of(m.runId(), () -> begin(m.elapsedNs())))
        .onMessage(ReporterMessage.Change.class, m -> of(m.runId(), () -> change(m)))
        .onMessage(ReporterMessage.Stop.class, m -> of(m.runId(), this::stop))
        .onMessage(ReporterMessage.Remember.class, this::onRemember)
        .onMessage(ReporterMessage.Recall.class, this::onRecall)
        .onMessage(ReporterMessage.ReadModel.class, this::onReadModel)
        .onMessage(ReporterMessage.Leave.class, this::onLeave)
        .onMessage(ReporterMessage.Recorded.class, this::onRecorded)
        .onMessage(ReporterMessage.LinksCarried.class, m -> of(m.runId(), () -> exchange.hear(m)))
        .onMessage(
            ReporterMessage.ReadLinks.class, m -> of(tasks.runId(), () -> exchange.answer(m)))
        .onMessage(Reporters.class, m -> of(tasks.runId(), () -> exchange.meet(m.all())))
        .onMessage(RunTasks.OfRun.class, m -> of(m.runId(), m.task()))
        .build();
  }

  private Behavior<ReporterMessage> onPrepare(ReporterMessage.Prepare prepare) {
    keeper = prepare.keeper();
    if (prepare.run().equals(asked)) {
      if (run != null) {
        tellPrepared();
      }
      return this;
    }
    asked = prepare.run();
    tasks.reset(asked.id());
    end = null;
    connections = 0;
    run = null;
    endReports();
    if (asked.data().placement().isUndivided()) {
      countOwn();
      return this;
    }
    Consumer<Runnable> asReporter = tasks.asReporter();
    PreparedRun.Listener listener =
        new LaneListener(
            learner -> asReporter.accept(() -> onFinished(learner)),
            back -> asReporter.accept(() -> onResumed(back)),
            log);
    tasks.whenDone(
        CompletableFuture.supplyAsync(
            () ->
                new PreparedRun(
                    RunAssembly.open(prepare.run(), node.data()), node.inputLogs(), listener),
            blocking),
        this::onOpened);
    return this;
  }

  /** Of a run that asks what each node has of its own. */
  private void countOwn() {
    RunDescription counted = asked;
    tasks.whenDone(
        CompletableFuture.supplyAsync(() -> RunAssembly.countOwn(counted, node.data()), blocking),
        samples ->
            keeper.tell(
                new KeeperMessage.NodeHolds(
                    tasks.runId(), getContext().getSelf(), node.name(), samples)));
  }

  private void onOpened(PreparedRun opened) {
    run = opened;
    tally = exchange.prepare(run, node.name());
    learners = new LiveLearners(run.liveAtFirst());
    resumed = new ResumedHere(tasks.runId(), node.name());
    node.directory().reset(run.description().learners());
    // What the learners of a former run took is free by then.
    tasks.whenDone(
        node.onEachLane(lane -> lane.prepare(opened))
            .thenApplyAsync(done -> NodeMemory.measure(), blocking),
        this::onMeasured);
  }

  private void onMeasured(NodeMemory withoutLearners) {
    memoryBefore = withoutLearners;
    tellPrepared();
  }

  private void tellPrepared() {
    long elapsedNs = running ? node.clock().nanoTime() - startNs : NOT_RUNNING;
    keeper.tell(
        new KeeperMessage.NodePrepared(
            tasks.runId(), node.route(), getContext().getSelf(), elapsedNs));
    resumed.tell(keeper);
  }

  private void connect(ReporterMessage.Connect connect) {
    if (run == null) {
      return;
    }
    int connection = ++connections;
    tasks.whenDone(
        openings.run(() -> node.openRoutes(connect)),
        done -> {
          expect(learners.live());
          awaitConnection(connection, connect.routes());
        });
  }

  /** Streams to a node that has gone meanwhile are not waited for: a later word replaces this. */
  private void awaitConnection(int connection, List<Route> routes) {
    if (connection != connections) {
      return;
    }
    if (node.plane().isConnectedTo(routes)) {
      keeper.tell(new KeeperMessage.NodeConnected(tasks.runId(), node.name()));
      tellIfFinished();
    } else {
      tasks.later(() -> awaitConnection(connection, routes), CONNECT_CHECK);
    }
  }

  private void begin(long elapsedNs) {
    if (running || end != null || run == null) {
      return;
    }
    startNs = node.clock().nanoTime() - elapsedNs;
    running = true;
    tally.begin(startNs, new RunOutages(node.name(), node.plane()));
    // A run that was resumed is measured from there.
    run.beginMeasuring(startNs + (long) (run.description().checkpoints().fromSeconds() * NANOS));
    expect(learners.live());
    node.lanes().all().forEach(Lane::begin);
    Duration interval =
        Duration.ofNanos((long) (run.description().measuring().evaluationSeconds() * NANOS));
    reports = new RunReports(node, tasks, run, tally, told -> keeper.tell(told));
    tasks.every(interval, reports::next);
    tasks.every(exchange.interval(), exchange::tellVersions);
    tasks.every(TELL_LINKS, () -> exchange.tellLinks(node.hosted(learners.live())));
  }

  /** Rows wait for all learners that are there, and join the pairs whose holders live here. */
  private void expect(BitSet expected) {
    if (running) {
      run.grid().expect(expected, node.hosted(expected));
    }
  }

  private void change(ReporterMessage.Change change) {
    if (!running) {
      return;
    }
    learners.apply(change);
    BitSet known = BitSet.valueOf(change.known());
    BitSet expected = learners.live();
    tasks.whenDone(
        node.onEachLane(lane -> lane.change(change.changes(), known)),
        done -> {
          // Not earlier: a row that was recorded without those that come would stay open.
          expect(expected);
          tellIfFinished();
        });
  }

  private void onResumed(ResumedLearner back) {
    learners.onResumed(back.learner());
    resumed.add(back, keeper);
  }

  private void onFinished(int learner) {
    learners.onFinished(learner);
    tellIfFinished();
  }

  private void tellIfFinished() {
    if (running && learners.areThrough(node)) {
      keeper.tell(new KeeperMessage.NodeFinished(tasks.runId(), node.name(), learners.finished()));
    }
  }

  private void stop() {
    if (end != null) {
      keeper.tell(end);
    }
    if (!running) {
      return;
    }
    endReports();
    tasks.cancelTimed();
    boolean isThrough = learners.hasAsManyAsLiveHere(node);
    new RunEnding(
            node,
            tasks,
            blocking,
            run,
            tally,
            memoryBefore,
            ended -> {
              end = ended;
              keeper.tell(ended);
            })
        .begin(!isThrough);
  }

  private void endReports() {
    if (running) {
      running = false;
      reports.end();
    }
  }

  private Behavior<ReporterMessage> onRecorded(ReporterMessage.Recorded recorded) {
    node.membership().hear(recorded.from().path().address());
    return of(recorded.runId(), () -> exchange.hear(recorded));
  }

  private Behavior<ReporterMessage> onRemember(ReporterMessage.Remember remember) {
    kept = remember;
    return this;
  }

  private Behavior<ReporterMessage> onRecall(ReporterMessage.Recall recall) {
    recall.keeper().tell(new KeeperMessage.Recalled(getContext().getSelf(), kept));
    return this;
  }

  private Behavior<ReporterMessage> onReadModel(ReporterMessage.ReadModel read) {
    int learner = read.learner();
    if (run == null || !read.runId().equals(tasks.runId()) || end == null) {
      read.replyTo().tell(ModelPart.none(learner));
      return this;
    }
    tasks.whenDone(
        node.lanes().laneOf(learner).parameters(learner, read.from(), ModelPart.MAX_PARAMETERS),
        values ->
            read.replyTo()
                .tell(
                    values == null
                        ? ModelPart.none(learner)
                        : new ModelPart(learner, read.from(), values)));
    return this;
  }

  private Behavior<ReporterMessage> onLeave(ReporterMessage.Leave leave) {
    log.info(leave.withAll() ? "told to end with the cluster" : "told to leave the cluster");
    (leave.withAll() ? node.end() : node.leave()).run();
    return this;
  }

  private void giveUp(Throwable fault) {
    String cause = OneLine.of(fault);
    log.warn("run {}: this node cannot do its part: {}", tasks.runId(), cause);
    keeper.tell(
        new KeeperMessage.NodeFailed(tasks.runId(), getContext().getSelf(), node.name(), cause));
  }

  private Behavior<ReporterMessage> of(String runId, Runnable task) {
    tasks.ifOf(runId, task);
    return this;
  }

  /** The reporters of all nodes; this one among them. */
  private record Reporters(Set<ActorRef<ReporterMessage>> all)
      implements ReporterMessage, NoSerializationVerificationNeeded {}
}
