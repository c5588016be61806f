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
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Learners come and go on real lanes, over a real driver, while frames for them are under way. */
class LaneChurnTest {
  private static final int LEARNERS = 6;
  private static final int LANES = 2;
  private static final int RESTARTS = 1_000;
  private static final long SEED = 20261120;
  private static final String RUN = "churn";

  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private EmbeddedDriver driver;
  private DataPlane plane;
  private LaneGroup lanes;
  private ActorTestKit akka;
  private TestProbe<LearnerEvent> events;
  private final List<ActorRef<LearnerMessage>> learners = new ArrayList<>();

  @BeforeEach
  void start() {
    driver = EmbeddedDriver.launch(EmbeddedDriver.defaultParent(), "churn", LANES, fault::set);
    plane = new DataPlane(driver, new Route("aeron:ipc", LANES), fault::set);
    Directory directory = new Directory();
    directory.reset(LEARNERS);
    directory.publish(0, IntStream.range(0, LEARNERS).boxed().toList());
    lanes =
        LaneGroup.start(
            "churn-lanes", "node", LANES, plane, directory, SystemNanoClock.INSTANCE, fault::set);
    Config config =
        ConfigFactory.empty()
            .withValue("akka.actor.provider", ConfigValueFactory.fromAnyRef("local"))
            .withValue(LaneDispatcher.LANES_KEY, ConfigValueFactory.fromAnyRef("churn-lanes"))
            .withFallback(ConfigFactory.parseResources("starling-akka.conf"))
            .withFallback(ConfigFactory.load());
    akka = ActorTestKit.create("churn", config);
    events = akka.createTestProbe(LearnerEvent.class);
  }

  @AfterEach
  void stop() {
    akka.shutdownTestKit();
    CloseHelper.closeAll(lanes, plane, driver);
  }

  @Test
  void shouldOutliveAThousandRestartsWhileFramesArrive() throws Exception {
    PreparedRun run = new PreparedRun(RunAssembly.open(endlessRun()), new Deaf());
    lanes.all().forEach(lane -> lane.prepare(run));
    for (int learner = 0; learner < LEARNERS; learner++) {
      learners.add(spawn(learner, 0));
    }
    run.beginMeasuring(SystemNanoClock.INSTANCE.nanoTime());
    for (Lane lane : lanes.all()) {
      await(lane.begin(SystemNanoClock.INSTANCE.nanoTime()));
    }
    RandomStream victims = RandomStream.named(SEED, "victims", 0);
    for (int restart = 1; restart <= RESTARTS; restart++) {
      int victim = victims.nextInt(LEARNERS);
      learners.get(victim).tell(LearnerMessage.Stop.INSTANCE);
      events.expectTerminated(learners.get(victim));
      learners.set(victim, spawn(victim, restart));
    }
    Totals totals = Totals.none();
    for (Lane lane : lanes.all()) {
      totals.addAll(await(lane.snapshot()).totals());
    }
    assertThat(fault.get()).as("a lane broke, seed %d", SEED).isNull();
    assertThat(totals.get(Tally.DROPPED_ABSENT))
        .as("frames that arrived while their learner was away, seed %d", SEED)
        .isPositive();
    assertThat(totals.get(Tally.DROPPED_MALFORMED)).isZero();
    assertThat(totals.get(Tally.DROPPED_INSANE)).isZero();
    assertThat(totals.get(Tally.PUSHES_MIXED)).isPositive();
    stopAll();
    assertThat(ParameterVector.liveBytes())
        .as("bytes of θ of learners that have left, beside the lanes' workspaces")
        .isEqualTo(workspaceBytes(run));
  }

  private void stopAll() {
    for (ActorRef<LearnerMessage> learner : learners) {
      learner.tell(LearnerMessage.Stop.INSTANCE);
      events.expectTerminated(learner);
    }
  }

  private static long workspaceBytes(PreparedRun run) {
    long before = ParameterVector.liveBytes();
    try (var workspace = run.assembly().newWorkspace()) {
      assertThat(workspace.parameters()).isPositive();
      return LANES * (ParameterVector.liveBytes() - before);
    }
  }

  private ActorRef<LearnerMessage> spawn(int learner, int incarnation) {
    ActorRef<LearnerMessage> actor =
        akka.spawn(
            LearnerActor.create(learner, lanes.laneOf(learner)),
            Integer.toString(learner),
            DispatcherSelector.fromConfig("starling.lane-dispatcher"));
    actor.tell(new LearnerMessage.Start(RUN, incarnation, events.ref()));
    assertThat(events.receiveMessage()).isEqualTo(new LearnerEvent.Started(RUN, learner, "node"));
    return actor;
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static RunDescription endlessRun() {
    return new RunDescription(
        RUN,
        SEED,
        LEARNERS,
        new RunDescription.Data("digits", "iid"),
        "softmax",
        "complete",
        true,
        new RunDescription.Limits(0, 3600, 0),
        new RunDescription.Steps(1, 32, 0.1, "constant", 0, 0, false, true),
        new RunDescription.Clock("natural", 20, 0, List.of(1.0)),
        new RunDescription.Gossip("fixed", 2_000, 1, false, 0.01, "uniform", 0.5),
        new RunDescription.Versions(1024, 64),
        new RunDescription.Divergence(1e6, true),
        new RunDescription.Measuring(1, 0.02),
        RunDescription.Faults.NONE);
  }

  private static final class Deaf implements PreparedRun.Listener {
    @Override
    public void onFinished(int learner) {}

    @Override
    public void onQuarantined(int learner, String reason) {}
  }
}
