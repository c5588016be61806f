package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.params.ParameterVector;
import dev.starling.topology.Topologies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How large the steps are of a learner that hears how far the others have come. */
class StepProgressTest {
  private static final long SEED = 5;
  private static final double INITIAL = 0.5;
  private static final int HORIZON = 100;

  private final QuadraticTask task = new QuadraticTask(1, 1, 4);
  private final RecordedEffects effects = new RecordedEffects();
  private final TestFrame frame = new TestFrame();
  private final ParameterVector peerModel = ParameterVector.allocate(4);
  private Learner learner = learner(0);

  @BeforeEach
  void start() {
    learner.start(0, effects);
  }

  @AfterEach
  void freeMemory() {
    learner.close();
    task.close();
    peerModel.close();
  }

  @Test
  void shouldStepByTheUpdatesThatAllHaveMadeInTheMean() {
    hear(1, 10, 10);
    assertThat(nextStep()).as("of whom it first hears, it takes for average").isEqualTo(INITIAL);
    hear(2, 60, 86);
    // Own updates 1, of which a third counts; the others have made 50 and 76 more: 42.333.
    double expected = INITIAL / 2 * (1 + StrictMath.cos(Math.PI * (1 / 3.0 + 126 / 3.0) / HORIZON));
    assertThat(nextStep()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void shouldRestWhenTheOthersHaveComeToTheEndAndStillMakeItsUpdates() {
    hear(1, 1, 1);
    hear(2, 201, 101);
    assertThat(nextStep()).isZero();
    assertThat(learner.versions().own()).isEqualTo(1);
    assertThat(learner.state()).isEqualTo(LearnerState.RUNNING);
  }

  @Test
  void shouldKeepLargeStepsWhileTheOthersAreStillAtTheStart() {
    hear(1, 1, 1);
    for (int update = 0; update < 9; update++) {
      nextStep();
    }
    // Nine of its own are three in the mean.
    double expected = INITIAL / 2 * (1 + StrictMath.cos(Math.PI * 3 / HORIZON));
    assertThat(nextStep()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void shouldAddWhatTheOthersHaveMadeWhileItWasAway() {
    hear(1, 10, 10);
    nextStep();
    hear(2, 60, 86);
    StateBuffer state = new StateBuffer();
    learner.save(state, 2);
    learner.close();
    learner = learner(1);
    learner.onRestored(state.rewind(), 3, effects);
    hear(3, 70, 96);
    // As of one that never went, however far the most of the others are ahead of the mean.
    double expected = INITIAL / 2 * (1 + StrictMath.cos(Math.PI * (1 / 3.0 + 146 / 3.0) / HORIZON));
    assertThat(nextStep()).isCloseTo(expected, within(1e-6));
  }

  private Learner learner(int incarnation) {
    return new Learner(
        0,
        LearnerSettings.defaults()
            .withOptimizer(
                new LearnerSettings.Optimizer(StepSchedule.cosine(INITIAL, HORIZON, 0), 0, 0)),
        task,
        Topologies.parse("complete", 3, SEED),
        SEED,
        incarnation);
  }

  /** From θ = 0 the gradient is −1: as far as θ goes, so large is the step. */
  private double nextStep() {
    learner.parameters().fill(0);
    learner.onStep(2, effects);
    return learner.parameters().get(0);
  }

  private void hear(long sequence, long... others) {
    frame.push(1, 0, sequence).sourceVersion(others[0]);
    learner.onFrame(frame.versions(new long[] {0, others[0], others[1]}, 0, 3), 1, effects);
    learner.onFrame(frame.parameters(peerModel, 0, 4), 1, effects);
  }
}
