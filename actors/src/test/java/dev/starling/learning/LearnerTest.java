package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import dev.starling.topology.Topologies;
import java.util.BitSet;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The inputs of one learner, one at a time. */
class LearnerTest {
  private static final long SEED = 5;
  private static final long SECOND = 1_000_000_000L;
  private static final LearnerSettings SETTINGS =
      LearnerSettings.defaults()
          .withOptimizer(new LearnerSettings.Optimizer(StepSchedule.constant(0.5), 0, 0))
          .withCapacity(new CapacitySettings.Fixed(2));

  private final QuadraticTask task = new QuadraticTask(1, 1, 4);
  private final RecordedEffects effects = new RecordedEffects();
  private final TestFrame frame = new TestFrame();
  private final ParameterVector peerModel = ParameterVector.allocate(4);
  private Learner learner;

  @AfterEach
  void freeMemory() {
    if (learner != null) {
      learner.close();
    }
    task.close();
    peerModel.close();
  }

  @Test
  void shouldCountOneUpdateForEveryTauSteps() {
    started(SETTINGS.withUpdates(updates(3, 0, false, LearnerSettings.Pace.NATURAL)));
    for (int step = 1; step <= 7; step++) {
      learner.onStep(step, effects);
      assertThat(effects.stepAtNs).isEqualTo(step);
    }
    assertThat(learner.versions().own()).isEqualTo(2);
    assertThat(learner.counters().steps()).isEqualTo(7);
    // y − 1 halves with every step from y = 0 on.
    assertThat(learner.parameters().get(0)).isEqualTo(1 - 1 / 128f);
  }

  @Test
  void shouldMakeAnAtomicUpdateInOneInput() {
    started(SETTINGS.withUpdates(updates(3, 0, true, LearnerSettings.Pace.NATURAL)));
    learner.onStep(1, effects);
    assertThat(learner.versions().own()).isEqualTo(1);
    assertThat(learner.parameters().get(0)).isEqualTo(1 - 1 / 8f);
  }

  @Test
  void shouldScheduleUpdatesFromTheScheduledEndHoweverLateTheyRun() {
    LearnerSettings paced = SETTINGS.withPace(new LearnerSettings.Pace(2, SECOND / 10));
    long punctual = lastOfAThousandUpdates(paced, due -> due);
    long late = lastOfAThousandUpdates(paced, due -> due + SECOND / 5);
    assertThat(late).isEqualTo(punctual);
    assertThat(punctual / 1000.0 / SECOND)
        .as("mean of c + Exp, seed %d", SEED)
        .isCloseTo(0.5, within(0.04));
    assertThat(effects.latenessNs).allMatch(lateness -> lateness == SECOND / 5);
  }

  @Test
  void shouldGossipOnButTrainNoMoreAfterItsLastUpdate() {
    started(SETTINGS.withUpdates(updates(1, 2, false, LearnerSettings.Pace.NATURAL)));
    learner.onStep(1, effects);
    learner.onStep(2, effects);
    learner.onStep(3, effects);
    assertThat(learner.state()).isEqualTo(LearnerState.FINISHED);
    assertThat(learner.versions().own()).isEqualTo(2);
    learner.onGossipTick(effects.gossipAtNs, effects);
    assertThat(effects.pushes).hasSize(1);
  }

  @Test
  void shouldTickFromDeadlineToDeadlineHoweverLateTheTicksRun() {
    started(SETTINGS);
    long started = effects.gossipAtNs;
    long late = 100 * SECOND;
    int ticks = 0;
    while (effects.gossipAtNs < late && ticks < 1000) {
      learner.onGossipTick(late, effects);
      answerPush(Offer.SENT);
      ticks++;
    }
    assertThat(started).isLessThan(late);
    assertThat((double) ticks).as("λ·t = 200, seed %d", SEED).isCloseTo(200, within(45.0));
    assertThat(learner.counters().ticksBehind()).isEqualTo(ticks - 1);
    assertThat(learner.counters().pushesSent()).isEqualTo(ticks);
  }

  @Test
  void shouldSkipATickWhileThePushBeforeIsStillBeingSent() {
    started(SETTINGS);
    learner.onGossipTick(effects.gossipAtNs, effects);
    learner.onGossipTick(effects.gossipAtNs, effects);
    assertThat(effects.pushes).hasSize(1);
    assertThat(learner.counters().pushesBusy()).isEqualTo(1);
    answerPush(Offer.ABANDONED);
    learner.onGossipTick(effects.gossipAtNs, effects);
    assertThat(effects.pushes).hasSize(2);
    assertThat(learner.counters().pushesAbandoned()).isEqualTo(1);
  }

  @Test
  void shouldTellTheStalenessOfTheRateThatItIsClampedTo() {
    started(SETTINGS.withPace(LearnerSettings.Pace.poisson(4)));
    assertThat(learner.gossip().isClamped()).isFalse();
    assertThat(learner.gossip().clampedRate()).isEqualTo(2);
    // r·H(2)/λ with three learners.
    assertThat(learner.gossip().predictedStaleness()).isEqualTo(4 * 1.5 / 2);
    learner.onGossipTick(effects.gossipAtNs, effects);
    for (int tick = 0; tick < 100; tick++) {
      learner.onGossipTick(effects.gossipAtNs, effects);
    }
    assertThat(learner.gossip().isClamped()).isTrue();
    assertThat(learner.gossipRate()).isEqualTo(2);
    assertThat(learner.gossip().clampedRate()).isLessThan(0.3);
    assertThat(learner.gossip().predictedStaleness()).isGreaterThan(20);
  }

  @Test
  void shouldRefuseAnAnswerToAPushThatItDidNotAskFor() {
    started(SETTINGS);
    assertThatThrownBy(() -> answerPush(Offer.SENT)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNotGossipWhenAloneAndBeginWhenAPeerComes() {
    started(SETTINGS);
    long whileTogether = effects.gossipAtNs;
    learner.onPeersChanged(only(0), 1, effects);
    learner.onGossipTick(whileTogether, effects);
    assertThat(effects.pushes).isEmpty();
    assertThat(effects.gossipAtNs).isEqualTo(whileTogether);
    assertThat(learner.gossipRate()).isZero();
    learner.onPeersChanged(only(0, 2), whileTogether + 5, effects);
    assertThat(effects.gossipAtNs).isGreaterThan(whileTogether + 5);
    learner.onGossipTick(effects.gossipAtNs, effects);
    assertThat(effects.pushes).containsExactly(2);
  }

  @Test
  void shouldHaveNoGossipClockInANetworkOfOne() {
    learner = new Learner(0, SETTINGS, task, Topologies.parse("complete", 1, SEED), SEED, 0);
    learner.start(0, effects);
    learner.onStep(0, effects);
    assertThat(effects.gossipAtNs).isEqualTo(-1);
  }

  @Test
  void shouldArmTheLawsClockOnceItKnowsAnUpdateRate() {
    started(SETTINGS.withCapacity(CapacitySettings.Law.feedForward(1)));
    assertThat(effects.gossipAtNs).isEqualTo(-1);
    learner.onStep(SECOND, effects);
    assertThat(learner.networkUpdateRate()).isEqualTo(1);
    // r̂·H(2) with three learners.
    assertThat(learner.gossipRate()).isEqualTo(1.5);
    assertThat(effects.gossipAtNs).isGreaterThan(SECOND);
  }

  @Test
  void shouldMixAPushAndLearnItsVersions() {
    started(SETTINGS);
    peerModel.fill(8);
    receive(1, 1, 0, 7, 3);
    assertThat(learner.parameters().toArray()).containsOnly(4);
    assertThat(learner.versions().column(1)).isEqualTo(7);
    assertThat(learner.versions().column(2)).isEqualTo(3);
    assertThat(learner.counters().pushesMixed()).isEqualTo(1);
    assertThat(effects.samples).containsExactly(7.0);
    receive(1, 2, 0, 9, 2);
    assertThat(learner.versions().column(1)).isEqualTo(9);
    assertThat(learner.versions().column(2)).as("never runs backwards").isEqualTo(3);
    assertThat(effects.samples).containsExactly(7.0, 2.0);
  }

  @Test
  void shouldNotMoveAfterItsClocksHaveStopped() {
    started(SETTINGS);
    peerModel.fill(8);
    learner.stop(10);
    learner.onStep(10, effects);
    learner.onGossipTick(10, effects);
    receive(1, 1, 0, 7, 3);
    assertThat(learner.parameters().toArray()).containsOnly(0);
    assertThat(learner.versions().column(1)).isZero();
    assertThat(effects.pushes).isEmpty();
    assertThat(learner.counters().framesAfterStop()).isEqualTo(2);
    assertThat(learner.state()).isEqualTo(LearnerState.STOPPED);
  }

  @Test
  void shouldMixBeforeItsClocksAreStarted() {
    learner = fresh(SETTINGS, 0);
    peerModel.fill(8);
    receive(1, 1, 0, 7, 3);
    assertThat(learner.parameters().toArray()).containsOnly(4);
    assertThatThrownBy(
            () -> {
              learner.start(0, effects);
              learner.start(0, effects);
            })
        .hasMessageContaining("RUNNING");
  }

  @Test
  void shouldBeQuarantinedWhenItsLossIsNotFiniteAndRestartFromAPush() {
    started(SETTINGS);
    learner.parameters().fill(Float.NaN);
    learner.onStep(1, effects);
    assertThat(learner.state()).isEqualTo(LearnerState.QUARANTINED);
    assertThat(effects.trace).contains("learner 0 has diverged: the loss of a mini-batch is NaN");
    learner.onGossipTick(effects.gossipAtNs, effects);
    assertThat(effects.pushes).isEmpty();

    peerModel.fill(8);
    receive(1, 1, 0, 7, 3);
    assertThat(learner.state()).isEqualTo(LearnerState.RUNNING);
    assertThat(learner.parameters().toArray()).containsOnly(8);
    assertThat(learner.counters().restarts()).isEqualTo(1);
    learner.onStep(2, effects);
    assertThat(learner.parameters().get(0)).isEqualTo(4.5f);
  }

  @Test
  void shouldStayOutWhenSoConfigured() {
    started(
        SETTINGS.withDivergence(
            LearnerSettings.Divergence.withDefaultBounds(
                LearnerSettings.Divergence.Recovery.STAY_OUT)));
    learner.parameters().fill(Float.POSITIVE_INFINITY);
    learner.onStep(1, effects);
    receive(1, 1, 0, 7, 3);
    assertThat(learner.state()).isEqualTo(LearnerState.QUARANTINED);
    assertThat(learner.counters().framesInQuarantine()).isEqualTo(2);
  }

  @Test
  void shouldNotPushAModelBeyondItsBound() {
    started(
        SETTINGS.withDivergence(
            new LearnerSettings.Divergence(
                10, 1e9, LearnerSettings.Divergence.Recovery.RESTART_FROM_PUSH)));
    learner.parameters().fill(11);
    learner.onGossipTick(effects.gossipAtNs, effects);
    assertThat(effects.pushes).isEmpty();
    assertThat(learner.counters().quarantines()).isEqualTo(1);
  }

  @Test
  void shouldKeepAStepSizeUntouchedThatNobodyElseInforms() {
    // With every push lost, a run is bit-equal to training alone: the objective's scale is 1.
    started(SETTINGS);
    for (int step = 0; step < 100; step++) {
      learner.onStep(step, effects);
    }
    float expected = 0;
    for (int step = 0; step < 100; step++) {
      expected -= 0.5f * (expected - 1);
    }
    assertThat(learner.parameters().get(0)).isEqualTo(expected);
  }

  @Test
  void shouldStartFromOneModelOrEachFromItsOwn() {
    LocalTask random =
        new LocalTask() {
          @Override
          public int parameters() {
            return 4;
          }

          @Override
          public int samples() {
            return 1;
          }

          @Override
          public void initialise(ParameterVector theta, RandomStream stream) {
            theta.fill((float) stream.nextDouble());
          }

          @Override
          public double nextBatch(ParameterVector theta, RandomStream order) {
            return 0;
          }

          @Override
          public ParameterVector gradient() {
            return peerModel;
          }
        };
    assertThat(startOf(1, random, true)).isEqualTo(startOf(2, random, true));
    assertThat(startOf(1, random, false)).isNotEqualTo(startOf(2, random, false));
  }

  @Test
  void shouldNumberPushesAboveThoseOfEarlierIncarnations() {
    learner = fresh(SETTINGS, 3);
    assertThat(learner.pushSequence()).isEqualTo(Version.of(3, 0));
    assertThat(learner.versions().own()).isEqualTo(Version.of(3, 0));
  }

  @Test
  void shouldRefuseAPlaceOutsideItsTopology() {
    assertThatThrownBy(
            () -> new Learner(3, SETTINGS, task, Topologies.parse("complete", 3, 1), 1, 0))
        .hasMessage("learner 3 of a topology of 3 learners");
  }

  private void started(LearnerSettings settings) {
    learner = fresh(settings, 0);
    learner.start(0, effects);
  }

  private Learner fresh(LearnerSettings settings, int incarnation) {
    return new Learner(0, settings, task, Topologies.parse("complete", 3, SEED), SEED, incarnation);
  }

  private static float startOf(int id, LocalTask task, boolean commonInit) {
    try (Learner one =
        new Learner(
            id,
            SETTINGS.withCommonInit(commonInit),
            task,
            Topologies.parse("complete", 3, SEED),
            SEED,
            0)) {
      return one.parameters().get(0);
    }
  }

  private long lastOfAThousandUpdates(LearnerSettings settings, LongUnaryOperator runAt) {
    if (learner != null) {
      learner.close();
    }
    effects.latenessNs.clear();
    started(settings);
    for (int update = 0; update < 1000; update++) {
      learner.onStep(runAt.applyAsLong(effects.stepAtNs), effects);
    }
    return effects.stepAtNs;
  }

  private void answerPush(Offer outcome) {
    learner.onPushSent(outcome, 0, effects);
  }

  private void receive(int source, long sequence, long... columns) {
    frame.push(source, 0, sequence).sourceVersion(columns[source]);
    learner.onFrame(frame.versions(columns, 0, 3), 1, effects);
    learner.onFrame(frame.parameters(peerModel, 0, 4), 1, effects);
  }

  private static LearnerSettings.Updates updates(
      int tau, long limit, boolean atomic, LearnerSettings.Pace pace) {
    return new LearnerSettings.Updates(tau, limit, atomic, pace);
  }

  private static BitSet only(int... learners) {
    BitSet set = new BitSet();
    for (int member : learners) {
      set.set(member);
    }
    return set;
  }
}
