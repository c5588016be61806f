package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.params.ParameterVector;
import dev.starling.topology.Topologies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a learner that pushes looks at its model. */
class ModelCheckTest {
  private static final int PARAMETERS = 4;
  private static final float BOUND = 10;
  private static final LearnerSettings SETTINGS =
      LearnerSettings.defaults()
          .withOptimizer(new LearnerSettings.Optimizer(StepSchedule.constant(0.5), 0, 0))
          .withCapacity(new CapacitySettings.Fixed(2))
          .withDivergence(
              new LearnerSettings.Divergence(
                  BOUND, 1e9, LearnerSettings.Divergence.Recovery.RESTART_FROM_PUSH));

  private final QuadraticTask task = new QuadraticTask(1, 1, PARAMETERS);
  private final RecordedEffects effects = new RecordedEffects();
  private final TestFrame frame = new TestFrame();
  private final ParameterVector peerModel = ParameterVector.allocate(PARAMETERS);
  private final Learner learner =
      new Learner(0, SETTINGS, task, Topologies.parse("complete", 3, 1), 1, 0);

  @AfterEach
  void freeMemory() {
    learner.close();
    task.close();
    peerModel.close();
  }

  @Test
  void shouldLookAtTheModelAgainOnlyAfterAStep() {
    learner.start(0, effects);
    assertThat(learner.isKnownSane()).isFalse();
    tickAndSend();
    // No input does this: it shows who looks.
    learner.parameters().fill(3 * BOUND);
    tickAndSend();
    assertThat(effects.pushes).hasSize(2);

    learner.onStep(effects.gossipAtNs, effects);
    assertThat(learner.isKnownSane()).isFalse();
    learner.onGossipTick(effects.gossipAtNs, effects);
    assertThat(effects.pushes).hasSize(2);
    assertThat(learner.state()).isEqualTo(LearnerState.QUARANTINED);
  }

  @Test
  void shouldVouchForAModelIntoWhichSaneOnesAreMixed() {
    learner.start(0, effects);
    tickAndSend();
    peerModel.fill(BOUND);
    receive(7);
    assertThat(learner.counters().pushesMixed()).isEqualTo(1);
    assertThat(learner.isKnownSane()).isTrue();

    peerModel.fill(Float.NaN);
    receive(8);
    assertThat(learner.counters().framesInsane()).isEqualTo(1);
    assertThat(learner.parameters().toArray()).containsOnly(BOUND / 2);
  }

  @Test
  void shouldLookAtAModelThatTookThePlaceOfADivergedOne() {
    learner.start(0, effects);
    tickAndSend();
    learner.parameters().fill(Float.NaN);
    learner.onStep(effects.gossipAtNs, effects);
    assertThat(learner.state()).isEqualTo(LearnerState.QUARANTINED);
    peerModel.fill(1);
    receive(7);
    assertThat(learner.state()).isEqualTo(LearnerState.RUNNING);
    assertThat(learner.isKnownSane()).isFalse();
  }

  private void tickAndSend() {
    learner.onGossipTick(effects.gossipAtNs, effects);
    learner.onPushSent(Offer.SENT, effects.gossipAtNs, effects);
  }

  private void receive(long sequence) {
    long[] columns = {0, 1, 0};
    frame.push(1, 0, sequence).sourceVersion(1);
    learner.onFrame(frame.versions(columns, 0, columns.length), 1, effects);
    learner.onFrame(frame.parameters(peerModel, 0, PARAMETERS), 1, effects);
  }
}
