package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.topology.Topologies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An update clock while a push of its learner is held back. */
class HeldClockTest {
  private static final long SEED = 5;
  private static final long SECOND = 1_000_000_000L;
  private static final LearnerSettings SETTINGS =
      LearnerSettings.defaults()
          .withOptimizer(new LearnerSettings.Optimizer(StepSchedule.constant(0.5), 0, 0))
          .withCapacity(new CapacitySettings.Fixed(2));

  private final QuadraticTask task = new QuadraticTask(1, 1, 4);
  private final RecordedEffects effects = new RecordedEffects();
  private Learner learner;

  @AfterEach
  void freeMemory() {
    learner.close();
    task.close();
  }

  @Test
  void shouldHoldANaturalClockWhileAPushIsHeldBack() {
    started(SETTINGS);
    learner.onGossipTick(effects.gossipAtNs, effects);
    learner.onStep(SECOND, effects);
    assertThat(effects.stepAtNs).isEqualTo(SECOND + UpdateProcess.MAX_HOLD_NS);
    learner.onPushSent(Offer.SENT, SECOND + 7, effects);
    assertThat(effects.stepAtNs).as("goes on as the push leaves").isEqualTo(SECOND + 7);
    learner.onStep(SECOND + 7, effects);
    assertThat(effects.stepAtNs).as("nothing is held back").isEqualTo(SECOND + 7);
  }

  @Test
  void shouldHoldANaturalClockNoLongerThanItsBound() {
    started(SETTINGS);
    learner.onGossipTick(effects.gossipAtNs, effects);
    learner.onStep(SECOND, effects);
    learner.onStep(effects.stepAtNs, effects);
    assertThat(learner.versions().own()).isEqualTo(2);
    long held = effects.stepAtNs;
    assertThat(held).isEqualTo(SECOND + 2 * UpdateProcess.MAX_HOLD_NS);
    learner.onPushSent(Offer.ABANDONED, held - 1, effects);
    assertThat(effects.stepAtNs).isEqualTo(held - 1);
  }

  @Test
  void shouldHoldNeitherThePacedClockNorTheStepsWithinAnUpdate() {
    started(
        SETTINGS.withUpdates(
            new LearnerSettings.Updates(3, 0, false, LearnerSettings.Pace.NATURAL)));
    learner.onGossipTick(effects.gossipAtNs, effects);
    learner.onStep(SECOND, effects);
    assertThat(effects.stepAtNs).isEqualTo(SECOND);
    learner.close();

    started(SETTINGS.withPace(LearnerSettings.Pace.poisson(1)));
    long first = effects.stepAtNs;
    learner.onGossipTick(effects.gossipAtNs, effects);
    learner.onStep(first, effects);
    long second = effects.stepAtNs;
    assertThat(second).isNotEqualTo(first + UpdateProcess.MAX_HOLD_NS);
    learner.onPushSent(Offer.SENT, first + 1, effects);
    assertThat(effects.stepAtNs).isEqualTo(second);
  }

  private void started(LearnerSettings settings) {
    learner = new Learner(0, settings, task, Topologies.parse("complete", 3, SEED), SEED, 0);
    learner.start(0, effects);
  }
}
