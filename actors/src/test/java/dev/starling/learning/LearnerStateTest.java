package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.params.ParameterVector;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A learner that is saved and comes back. */
class LearnerStateTest {
  private static final long SEED = 11;
  private static final long SECOND = 1_000_000_000L;
  private static final int TAU = 3;
  private static final int PARAMETERS = 5;
  private static final Topology TOPOLOGY = Topologies.parse("complete", 4, SEED);

  private final NoisyTask task = new NoisyTask(PARAMETERS);
  private final TestFrame frame = new TestFrame();
  private final ParameterVector peerModel = ParameterVector.allocate(PARAMETERS);
  private final long[] peerVersions = new long[4];
  private RecordedEffects effects = new RecordedEffects();
  private Learner learner;
  private long nowNs;
  private long peerSequence;
  private int stepsRun;

  @AfterEach
  void freeMemory() {
    if (learner != null) {
      learner.close();
    }
    peerModel.close();
    task.gradient().close();
  }

  private enum Shape {
    PACED,
    NATURAL,
    EXCHANGE
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnBitEqualToALearnerThatNeverStopped(Shape shape) {
    LearnerSettings settings = settings(shape);
    start(settings);
    run(500 * TAU);
    float[] straight = learner.parameters().toArray();
    List<String> trace = effects.trace;
    LearnerCounters counters = learner.counters();
    double trim = learner.capacityTrim();

    effects = new RecordedEffects();
    start(settings);
    // In the middle of an update.
    run(250 * TAU + 1);
    restore(settings, 0);
    run(250 * TAU - 1);
    assertThat(effects.trace).as("seed %d", SEED).isEqualTo(trace);
    assertThat(learner.parameters().toArray()).as("seed %d", SEED).isEqualTo(straight);
    assertThat(learner.counters()).usingRecursiveComparison().isEqualTo(counters);
    assertThat(learner.capacityTrim()).isEqualTo(trim);
    assertThat(learner.versions().own()).isEqualTo(500);
  }

  @Test
  void shouldShiftAllTimesToNow() {
    LearnerSettings settings = settings(Shape.PACED);
    start(settings);
    run(100);
    long untilStepNs = effects.stepAtNs - nowNs;
    long untilGossipNs = effects.gossipAtNs - nowNs;
    StateBuffer state = saved();
    effects = new RecordedEffects();
    learner = new Learner(1, settings, task, TOPOLOGY, SEED, 0);
    learner.onRestored(state, 1_000 * SECOND, effects);
    assertThat(effects.stepAtNs).isEqualTo(1_000 * SECOND + Math.max(0, untilStepNs));
    assertThat(effects.gossipAtNs).isEqualTo(1_000 * SECOND + untilGossipNs);
  }

  @Test
  void shouldCountOnInAHigherIncarnationAndLearnWhatWasLost() {
    LearnerSettings settings = settings(Shape.PACED);
    start(settings);
    run(10 * TAU);
    restore(settings, 1);
    assertThat(learner.versions().own()).isEqualTo(Version.of(1, 0));
    assertThat(learner.updatesMade()).isEqualTo(10);
    assertThat(learner.pushSequence()).isGreaterThanOrEqualTo(Version.of(1, 0));
    assertThat(learner.versions().ownLost()).isZero();
    peerVersions[1] = 17;
    receivePush();
    assertThat(learner.versions().ownLost()).as("17 were known, 10 are in the model").isEqualTo(7);
    run(TAU);
    assertThat(learner.updatesMade()).isEqualTo(11);
  }

  @Test
  void shouldTakeNoMeasureOfTheGossipFromWhatItHasMissed() {
    LearnerSettings settings = settings(Shape.PACED);
    start(settings);
    run(100 * TAU);
    restore(settings, 1);
    double trim = learner.capacityTrim();
    peerVersions[2] += 300;
    receivePush();
    assertThat(learner.capacityTrim())
        .as("averaged with the peer's of 0.1, and no more")
        .isBetween(Math.min(trim, 0.1), Math.max(trim, 0.1));
    assertThat(learner.versions().of(2)).isEqualTo(peerVersions[2]);
    double before = learner.gossipRate();
    run(10 * TAU);
    assertThat(learner.gossipRate()).as("300 updates would be 7 windows").isLessThan(2 * before);
  }

  @Test
  void shouldStopAtItsLimitOverAllIncarnations() {
    LearnerSettings settings =
        settings(Shape.NATURAL)
            .withUpdates(new LearnerSettings.Updates(TAU, 12, false, LearnerSettings.Pace.NATURAL));
    start(settings);
    run(10 * TAU);
    restore(settings, 1);
    run(2 * TAU);
    assertThat(learner.state()).isEqualTo(LearnerState.FINISHED);
    StateBuffer state = saved();
    learner = new Learner(1, settings, task, TOPOLOGY, SEED, 2);
    learner.onRestored(state, nowNs, effects);
    assertThat(learner.state()).isEqualTo(LearnerState.FINISHED);
  }

  @Test
  void shouldComeBackWithTheMeanOfTheFirstModels() {
    learner = new Learner(1, settings(Shape.NATURAL), task, TOPOLOGY, SEED, 1);
    learner.awaitModel(0, 0, 5, effects);
    peerVersions[1] = 17;
    int wanted = Math.min(FirstModels.WANTED, TOPOLOGY.size() - 1);
    assertThat(wanted).isGreaterThan(2);
    for (int model = 1; model <= wanted; model++) {
      assertThat(learner.state()).isEqualTo(LearnerState.AWAITING_MODEL);
      assertThat(learner.modelGiver()).isEqualTo(model == 1 ? FirstModels.NOBODY : 2);
      peerModel.fill(8 * model);
      receivePush();
    }
    assertThat(learner.state()).isEqualTo(LearnerState.RUNNING);
    assertThat(learner.parameters().get(3)).isCloseTo(4 * (wanted + 1), within(1e-4f));
    assertThat(learner.versions().column(2)).isEqualTo(peerVersions[2]);
    assertThat(learner.versions().ownLost()).isEqualTo(17);
    assertThat(effects.stepAtNs).isEqualTo(nowNs);
  }

  @Test
  void shouldComeBackWithWhatHasComeWhenNoMoreComes() {
    learner = new Learner(1, settings(Shape.NATURAL), task, TOPOLOGY, SEED, 1);
    learner.awaitModel(7, 1_000, 5, effects);
    peerModel.fill(8);
    receivePush();
    assertThat(effects.stepAtNs).isEqualTo(nowNs + FirstModels.MAX_GATHERING_NS);
    learner.onStep(effects.stepAtNs, effects);
    assertThat(learner.state()).isEqualTo(LearnerState.RUNNING);
    assertThat(learner.parameters().toArray()).containsOnly(8);
    assertThat(learner.updatesMade()).isEqualTo(7);
  }

  @Test
  void shouldComeBackWithTheModelOfItsOnlyPeer() {
    learner = new Learner(1, settings(Shape.NATURAL), task, TOPOLOGY, SEED, 1);
    BitSet two = new BitSet();
    two.set(1, 3);
    learner.onPeersChanged(two, 5, effects);
    learner.awaitModel(0, 0, 5, effects);
    peerModel.fill(8);
    receivePush();
    assertThat(learner.state()).isEqualTo(LearnerState.RUNNING);
    assertThat(learner.parameters().toArray()).containsOnly(8);
  }

  @Test
  void shouldNotTakeTheNewsOfTheFirstModelsForUnrest() {
    learner = new Learner(1, settings(Shape.PACED), task, TOPOLOGY, SEED, 1);
    learner.awaitModel(0, 0, 5, effects);
    Arrays.fill(peerVersions, 500);
    while (learner.state() == LearnerState.AWAITING_MODEL) {
      for (int origin = 0; origin < peerVersions.length; origin++) {
        peerVersions[origin] += 2;
      }
      receivePush();
    }
    learner.onGossipTick(effects.gossipAtNs, effects);
    // Two models told of 4 or 5 updates of each of 3 peers, in a window of 16 at 2 per second.
    assertThat(learner.networkUpdateRate()).isBetween(2.0, 2.8);
  }

  @Test
  void shouldStepAsFinelyAsThoseWhoWentOn() {
    LearnerSettings settings = settings(Shape.NATURAL);
    StepSchedule untilUpdate600 = StepSchedule.cosine(0.1, 600, 0);
    settings = settings.withOptimizer(new LearnerSettings.Optimizer(untilUpdate600, 0, 0));
    learner = new Learner(1, settings, task, TOPOLOGY, SEED, 1);
    learner.awaitModel(100, 0, 5, effects);
    // In the median the others are through: their steps have come to rest.
    peerVersions[0] = 590;
    peerVersions[3] = 610;
    peerVersions[2] = 600;
    while (learner.state() == LearnerState.AWAITING_MODEL) {
      receivePush();
    }
    float[] taken = learner.parameters().toArray();
    learner.onStep(6, effects);
    assertThat(learner.parameters().toArray()).isEqualTo(taken);
    assertThat(learner.updatesMade()).isEqualTo(100);

    // So it stays when it is saved, and when all come back and their counts begin anew.
    restore(settings, 2);
    Arrays.fill(peerVersions, Version.of(1, 3));
    receivePush();
    run(2 * TAU);
    assertThat(learner.parameters().toArray()).isEqualTo(taken);
  }

  @Test
  void shouldGoOnFromItsOwnModelWhenNoneComes() {
    learner = new Learner(1, settings(Shape.NATURAL), task, TOPOLOGY, SEED, 1);
    learner.awaitModel(7, 1_000, 5, effects);
    assertThat(effects.stepAtNs).isEqualTo(5 + FirstModels.MAX_AWAIT_NS);

    learner.onStep(effects.stepAtNs, effects);
    assertThat(learner.state()).isEqualTo(LearnerState.RUNNING);
    assertThat(learner.updatesMade()).isEqualTo(7);
    assertThat(effects.stepAtNs).isEqualTo(5 + FirstModels.MAX_AWAIT_NS);
  }

  @Test
  void shouldRefuseAStateThatIsNotItsOwn() {
    LearnerSettings settings = settings(Shape.PACED);
    start(settings);
    run(10);
    assertRefused(saved(), 2, 0, "learner 1, not of 2");
    start(settings);
    assertRefused(saved().cut(), 1, 0, "too soon");
    start(settings);
    StateBuffer foreign = new StateBuffer();
    foreign.putLong(1);
    assertRefused(foreign.rewind(), 1, 0, "format");
    learner.close();
    learner = new Learner(1, settings, task, TOPOLOGY, SEED, 3);
    learner.start(0, effects);
    assertRefused(saved(), 1, 2, "incarnation 3");
  }

  @Test
  void shouldNotSaveAModelThatHasDiverged() {
    start(settings(Shape.NATURAL));
    learner.parameters().fill(Float.NaN);
    learner.onStep(1, effects);
    assertThatThrownBy(() -> learner.save(new StateBuffer(), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("QUARANTINED");
  }

  private void assertRefused(StateBuffer state, int id, int incarnation, String message) {
    try (Learner fresh =
        new Learner(id, settings(Shape.PACED), task, TOPOLOGY, SEED, incarnation)) {
      assertThatThrownBy(() -> fresh.onRestored(state, 0, effects))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }

  private static LearnerSettings settings(Shape shape) {
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withUpdates(
                new LearnerSettings.Updates(
                    TAU,
                    0,
                    false,
                    shape == Shape.NATURAL
                        ? LearnerSettings.Pace.NATURAL
                        : new LearnerSettings.Pace(2, SECOND / 10)))
            .withOptimizer(
                new LearnerSettings.Optimizer(
                    StepSchedule.cosine(0.1, 600, 10_000 * SECOND), 0.9, 0.01))
            .withCapacity(CapacitySettings.Law.closedLoop(1));
    return shape == Shape.EXCHANGE
        ? settings.withGossip(LearnerSettings.Gossip.EXCHANGE)
        : settings;
  }

  private void start(LearnerSettings settings) {
    if (learner != null) {
      learner.close();
    }
    nowNs = 0;
    peerSequence = 0;
    stepsRun = 0;
    Arrays.fill(peerVersions, 0);
    task.taken = 0;
    learner = new Learner(1, settings, task, TOPOLOGY, SEED, 0);
    learner.start(0, effects);
  }

  private StateBuffer saved() {
    StateBuffer state = new StateBuffer();
    learner.save(state, nowNs);
    learner.close();
    return state.rewind();
  }

  /** Saves, forgets and restores, and takes the wakes asked for as not said twice. */
  private void restore(LearnerSettings settings, int incarnation) {
    StateBuffer state = saved();
    task.taken = -1;
    learner = new Learner(1, settings, task, TOPOLOGY, SEED, incarnation);
    RecordedEffects again = new RecordedEffects();
    learner.onRestored(state, nowNs, again);
    assertThat(again.stepAtNs).isEqualTo(Math.max(nowNs, effects.stepAtNs));
    assertThat(again.gossipAtNs).isEqualTo(effects.gossipAtNs);
  }

  /** Lets {@code steps} mini-batches pass, with pushes in between both ways. */
  private void run(int steps) {
    for (int step = 0; step < steps; step++) {
      nowNs = Math.max(nowNs + SECOND / 100, effects.stepAtNs);
      while (effects.gossipAtNs >= 0 && effects.gossipAtNs < nowNs) {
        long tickNs = effects.gossipAtNs;
        int asked = effects.pushes.size() + effects.messages.size();
        learner.onGossipTick(tickNs, effects);
        if (effects.pushes.size() + effects.messages.size() > asked) {
          learner.onPushSent(
              effects.messages.isEmpty() ? Offer.SENT : Offer.NOT_CONNECTED, tickNs, effects);
        }
      }
      if (stepsRun++ % 2 == 0 && effects.messages.isEmpty()) {
        receivePush();
      }
      learner.onStep(nowNs, effects);
    }
  }

  private void receivePush() {
    peerVersions[2]++;
    frame.push(2, 1, ++peerSequence).sourceVersion(peerVersions[2]).trim(0.1);
    learner.onFrame(frame.versions(peerVersions, 0, 4), nowNs, effects);
    learner.onFrame(frame.parameters(peerModel, 0, PARAMETERS), nowNs, effects);
  }
}
