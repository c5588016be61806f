package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.starling.actor.LearnerActor;
import dev.starling.actor.LearnerEvent;
import dev.starling.actor.LearnerMessage;
import dev.starling.actor.StateSource;
import dev.starling.learning.LearnerState;
import dev.starling.run.InputLogs;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.SystemNanoClock;

/** Learners on real lanes over a real media driver, without a cluster around them. */
final class LaneRig implements AutoCloseable {
  static final String RUN = "rig";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final AtomicReference<Throwable> fault = new AtomicReference<>();
  final LaneGroup lanes;
  final PreparedRun run;
  final TestProbe<LearnerEvent> events;

  /** What was said of checkpoints. */
  final Queue<String> unfit = new ConcurrentLinkedQueue<>();

  /** Learners that have gone on after they had come back. */
  final Queue<ResumedLearner> resumed = new ConcurrentLinkedQueue<>();

  private final EmbeddedDriver driver;
  private final DataPlane plane;
  private final ActorTestKit akka;
  private final List<ActorRef<LearnerMessage>> learners = new ArrayList<>();

  LaneRig(int laneCount, RunDescription description) {
    driver = EmbeddedDriver.launch(EmbeddedDriver.defaultParent(), RUN, laneCount, fault::set);
    plane =
        new DataPlane(
            driver,
            Route.local("node", "127.0.0.1", 1001, laneCount),
            DataPlane.DEFAULT_UDP_MTU_BYTES,
            SystemNanoClock.INSTANCE,
            fault::set);
    Directory directory = new Directory();
    directory.reset(description.learners());
    directory.publish(new int[description.learners()]);
    String key = "rig-lanes";
    lanes =
        LaneGroup.start(
            key, "node", laneCount, plane, directory, SystemNanoClock.INSTANCE, fault::set);
    Config config =
        ConfigFactory.empty()
            .withValue("akka.actor.provider", ConfigValueFactory.fromAnyRef("local"))
            .withValue(LaneDispatcher.LANES_KEY, ConfigValueFactory.fromAnyRef(key))
            .withFallback(ConfigFactory.parseResources("starling-akka.conf"))
            .withFallback(ConfigFactory.load());
    akka = ActorTestKit.create(RUN, config);
    events = akka.createTestProbe(LearnerEvent.class);
    run = new PreparedRun(RunAssembly.open(description), InputLogs.NONE, new Notes());
  }

  /** Gives every learner its seat; their clocks stand still. */
  void seat() {
    lanes.all().forEach(lane -> lane.prepare(run));
    for (int learner = 0; learner < run.description().learners(); learner++) {
      learners.add(spawn(learner, 0));
    }
  }

  /** Seats the learners unless they are, and starts the clocks. */
  void begin() throws Exception {
    if (learners.isEmpty()) {
      seat();
    }
    long nowNs = SystemNanoClock.INSTANCE.nanoTime();
    run.beginMeasuring(nowNs);
    for (Lane lane : lanes.all()) {
      await(lane.begin());
    }
  }

  void stopClocks() throws Exception {
    for (Lane lane : lanes.all()) {
      await(lane.stopClocks());
    }
  }

  void restart(int learner, int incarnation) {
    stop(learner);
    learners.set(learner, spawn(learner, incarnation));
  }

  /** A learner that has left its seat takes one again, from what is left of it. */
  LearnerEvent.Started comeBack(int learner, int incarnation) {
    learners.set(learner, start(learner, incarnation, true));
    return (LearnerEvent.Started) events.receiveMessage(PATIENCE);
  }

  /** The lane of a learner answers, without the learner that has left. */
  LearnerState stateOf(int learner) throws Exception {
    AtomicReference<LearnerState> state = new AtomicReference<>();
    await(
        lanes
            .laneOf(learner)
            .visit(
                each -> {
                  if (each.id() == learner) {
                    state.set(each.state());
                  }
                }));
    return state.get();
  }

  /** Each learner's own count, summed over those that have a seat. */
  long updatesOfThoseThere() throws Exception {
    AtomicLong updates = new AtomicLong();
    for (Lane lane : lanes.all()) {
      await(lane.visit(each -> updates.addAndGet(each.counters().updates())));
    }
    return updates.get();
  }

  /** The newest checkpoint of a learner. */
  Path newestFile(int learner) throws Exception {
    return await(run.saver().find(learner)).file().orElseThrow();
  }

  /** Returns the updates that the learner says it leaves with. */
  long stop(int learner) {
    learners.get(learner).tell(LearnerMessage.Stop.INSTANCE);
    LearnerEvent.Left left = (LearnerEvent.Left) events.receiveMessage(PATIENCE);
    assertThat(left.learner()).isEqualTo(learner);
    events.expectTerminated(learners.get(learner), PATIENCE);
    return left.updates();
  }

  Totals totals() throws Exception {
    Totals totals = Totals.none();
    for (Lane lane : lanes.all()) {
      totals.addAll(await(lane.snapshot()).totals());
    }
    return totals;
  }

  /**
   * Waits until {@code tally} has grown by {@code more}, without sleeping: lanes answer in turn.
   */
  Totals awaitMore(Tally tally, long more) throws Exception {
    long wanted = totals().get(tally) + more;
    AtomicReference<Totals> now = new AtomicReference<>();
    awaitSo(
        () -> {
          now.set(totals());
          return now.get().get(tally) >= wanted;
        },
        () -> tally + " stands at " + now.get().get(tally) + " of " + wanted);
    return now.get();
  }

  private void awaitSo(Callable<Boolean> isSo, Supplier<String> otherwise) throws Exception {
    long deadlineNs = SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!isSo.call()) {
      assertThat(fault.get()).as("a lane broke").isNull();
      assertThat(SystemNanoClock.INSTANCE.nanoTime()).as(otherwise).isLessThan(deadlineNs);
      Thread.onSpinWait();
    }
  }

  /**
   * Waits until {@code tally} is {@code wanted} on each lane: one that gets no time from the
   * machine must not leave all of it to the other.
   */
  void awaitOnEachLane(Tally tally, long wanted) throws Exception {
    for (Lane lane : lanes.all()) {
      awaitSo(
          () -> await(lane.snapshot()).totals().get(tally) >= wanted,
          () -> tally + " has not come to " + wanted);
    }
  }

  /** Waits until so many learners have gone on after they had come back. */
  void awaitResumed(int wanted) throws Exception {
    awaitSo(() -> resumed.size() >= wanted, () -> resumed + " have gone on");
  }

  /** Bytes by which a push has moved the streams so far, on average. */
  double bytesPerPush() throws Exception {
    return (double) plane.sentPosition() / totals().get(Tally.PUSHES_MIXED);
  }

  /**
   * Waits until the streams have moved on, without asking the lanes anything, since an answer
   * allocates there.
   */
  void leaveAloneForBytes(double bytes) {
    double untilPosition = plane.sentPosition() + bytes;
    long deadlineNs = SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (plane.sentPosition() < untilPosition) {
      assertThat(fault.get()).as("a lane broke").isNull();
      assertThat(SystemNanoClock.INSTANCE.nanoTime()).isLessThan(deadlineNs);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Override
  public void close() {
    akka.shutdownTestKit();
    CloseHelper.closeAll(lanes, plane, driver);
  }

  static RunDescription describe(int learners, RunDescription.Clock clock, double gossipRate) {
    return describe(learners, clock, gossipRate, RunDescription.Faults.NONE);
  }

  static RunDescription describe(
      int learners, RunDescription.Clock clock, double gossipRate, RunDescription.Faults faults) {
    return new RunDescription(
        RUN,
        20261120,
        learners,
        new RunDescription.Data("digits", "iid"),
        "softmax",
        "complete",
        true,
        new RunDescription.Limits(0, 3600, 0),
        new RunDescription.Steps(1, 32, 0.1, "constant", 0, 0, false, true),
        clock,
        new RunDescription.Gossip("push", "fixed", gossipRate, 1, false, 0.01, "uniform", 0.5),
        new RunDescription.Versions(1024, 64),
        new RunDescription.Divergence(1e6, true),
        new RunDescription.Measuring(1, 0.02),
        faults);
  }

  static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private ActorRef<LearnerMessage> spawn(int learner, int incarnation) {
    ActorRef<LearnerMessage> actor = start(learner, incarnation, false);
    assertThat(events.receiveMessage(PATIENCE))
        .isEqualTo(new LearnerEvent.Started(RUN, learner, "node", incarnation, StateSource.NEW, 0));
    return actor;
  }

  private ActorRef<LearnerMessage> start(int learner, int incarnation, boolean returns) {
    ActorRef<LearnerMessage> actor =
        akka.spawn(
            LearnerActor.create(learner, lanes.laneOf(learner)),
            Integer.toString(nameOf(learner, incarnation)),
            DispatcherSelector.fromConfig("starling.lane-dispatcher"));
    actor.tell(new LearnerMessage.Start(RUN, incarnation, returns, 0, events.ref()));
    return actor;
  }

  /**
   * A name of its own for each incarnation, which leads to the same lane: a parent may not have
   * forgotten the last one's when its end is heard of.
   */
  private int nameOf(int learner, int incarnation) {
    return learner + incarnation * run.description().learners() * lanes.size();
  }

  private final class Notes implements PreparedRun.Listener {
    @Override
    public void onFinished(int learner) {}

    @Override
    public void onQuarantined(int learner, String reason) {}

    @Override
    public void onResumed(ResumedLearner learner) {
      resumed.add(learner);
    }

    @Override
    public void onAlone(int learner) {}

    @Override
    public void onUnfit(int learner, String reason) {
      unfit.add(learner + ": " + reason);
    }

    @Override
    public void onUnsaved(String reason) {
      unfit.add(reason);
    }
  }
}
