package dev.starling.sim.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StalenessRunTest {
  private static final MeasuringWindow SHORT = MeasuringWindow.lasting(3);

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void shouldGiveTheSameOutcomeForTheSameSeedAndAnotherForAnother(Scheme scheme) {
    StalenessExperiment experiment =
        StalenessExperiment.push(40, 3).withScheme(scheme).withWindow(SHORT).withAges(true);
    StalenessOutcome outcome = StalenessEngine.run(experiment);
    assertThat(StalenessEngine.run(experiment)).isEqualTo(outcome);
    assertThat(StalenessEngine.run(experiment.withSeed(2)).measured())
        .isNotEqualTo(outcome.measured());
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void shouldHaveNoStalenessOfALearnerAlone(Scheme scheme) {
    StalenessOutcome outcome =
        StalenessEngine.run(
            StalenessExperiment.push(1, 1).withScheme(scheme).withWindow(SHORT).withAges(true));
    assertThat(outcome.measured()).isEqualTo(StalenessFigures.ALONE).isEqualTo(outcome.theory());
    assertThat(outcome.gossipEvents()).isZero();
    assertThat(outcome.coverage()).isEqualTo(1);
    assertThat(outcome.originMeans()).containsExactly(0.0);
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void shouldRunTwoLearners(Scheme scheme) {
    StalenessOutcome outcome =
        StalenessEngine.run(
            StalenessExperiment.push(2, 1)
                .withScheme(scheme)
                .withWindow(MeasuringWindow.lasting(200)));
    assertThat(outcome.measured().mean()).as("seed 1").isBetween(0.3, 1.7);
    assertThat(outcome.measured().worstHolder()).isEqualTo(outcome.measured().freshestHolder());
  }

  @Test
  void shouldNotDependOnTheNumberOfThreads() {
    StalenessExperiment experiment = StalenessExperiment.push(30, 2).withWindow(SHORT);
    List<StalenessOutcome> heard = new ArrayList<>();
    SeedSweep alone = SeedSweep.run(experiment, 6, 1);
    SeedSweep beside = SeedSweep.run(experiment, 6, 3, heard::add);
    assertThat(beside).isEqualTo(alone);
    assertThat(heard).isEqualTo(alone.outcomes());
    assertThat(alone.outcomes())
        .extracting(o -> o.experiment().seed())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void shouldNotDependOnTheStepsInWhichTimePasses(Scheme scheme) {
    StalenessExperiment experiment =
        StalenessExperiment.push(20, 2).withScheme(scheme).withWindow(SHORT);
    StalenessEngine engine = new StalenessEngine(experiment);
    assertThatThrownBy(engine::outcome).hasMessageContaining("0.0 of");
    for (double time = 0; engine.now() < engine.end(); time += 0.37) {
      engine.advanceUntil(time);
      assertThat(engine.now()).isEqualTo(Math.min(time, engine.end()));
    }
    assertThat(engine.outcome()).isEqualTo(StalenessEngine.run(experiment));
  }

  @Test
  void shouldCarryDelayedModelsInTheOrderOfTheirArrival() {
    StalenessExperiment experiment =
        StalenessExperiment.push(30, 4).withHopDelay(2).withWindow(MeasuringWindow.lasting(40));
    for (Scheme scheme : List.of(Scheme.PUSH, Scheme.PULL, Scheme.EXCHANGE, Scheme.OWN_MODEL)) {
      StalenessOutcome outcome = StalenessEngine.run(experiment.withScheme(scheme).withAges(true));
      assertThat(outcome.measured().ageMean()).as("%s, seed 1", scheme).isGreaterThan(2);
      assertThat(outcome.measured().mean())
          .as("%s, seed 1", scheme)
          .isBetween(0.8 * outcome.measured().ageMean(), 1.2 * outcome.measured().ageMean());
    }
  }

  @Test
  void shouldFollowEveryOriginWhenAskedTo() {
    StalenessOutcome outcome =
        StalenessEngine.run(
            StalenessExperiment.push(20, 3).withTrackedOrigins(1000).withWindow(SHORT));
    assertThat(outcome.originMeans()).hasSize(20);
    assertThat(outcome.coverage()).isBetween(0.9, 1.0);
    assertThat(outcome.samples()).isEqualTo(outcome.window().samples()).isEven();
  }

  @Test
  void shouldHandOnWhatARunThrows() {
    StalenessExperiment missing =
        StalenessExperiment.push(4, 1)
            .withTopology("edges:no-such-file.txt", new MeasuringWindow(1, 1, 1));
    assertThatThrownBy(() -> SeedSweep.run(missing, 2, 2)).hasMessageContaining("no-such-file");
  }
}
