package dev.starling.sim.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.starling.sim.experiment.LearnerFigure;
import dev.starling.sim.experiment.TrialMethod;
import dev.starling.sim.experiment.TrialPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of learners in virtual time, beside the closed forms that stand beside them. */
class LearnerExperimentTest {
  private static final long SEED = 3;
  private static final int REPEATS = 60;
  private static final List<String> QUADRATIC =
      List.of(
          "run.model=linear",
          "run.updates=0",
          "data.source=synthetic:two-means?samples=100",
          "data.split=ranges",
          "steps.batch=1",
          "steps.size=0.5",
          "steps.schedule=constant",
          "steps.objective=per-learner",
          "clock.kind=paced",
          "clock.update-rate=1",
          "gossip.capacity=fixed",
          "measuring.grid=500ms",
          "measuring.evaluation=1h");

  @Test
  void shouldPullModelsApartAsTheMomentsSay() {
    // n = 10, λ = 1: th = 0.47368, A = 0.38596, E ȳ² = 0.03070, H(10) = 2.929, H(9) = 2.829.
    double[] measured =
        run(
            QUADRATIC,
            List.of("run.learners=10", "gossip.rate=1", "run.seconds=400"),
            LearnerFigure.PULL,
            LearnerFigure.POWER,
            LearnerFigure.MEAN_POWER,
            LearnerFigure.MEAN_MODEL,
            LearnerFigure.SILENCE,
            LearnerFigure.STALENESS,
            LearnerFigure.RMS_DISTANCE,
            LearnerFigure.WORST_DISTANCE);
    assertThat(of(measured, LearnerFigure.PULL)).isCloseTo(0.47368, within(0.01));
    assertThat(of(measured, LearnerFigure.POWER)).isCloseTo(0.38596, within(0.01));
    assertThat(of(measured, LearnerFigure.MEAN_POWER)).isCloseTo(0.03070, within(0.002));
    assertThat(of(measured, LearnerFigure.MEAN_MODEL)).isCloseTo(0, within(0.02));
    assertThat(of(measured, LearnerFigure.SILENCE)).isCloseTo(2.929, within(0.08));
    assertThat(of(measured, LearnerFigure.STALENESS)).isCloseTo(2.829, within(0.08));
    assertThat(of(measured, LearnerFigure.WORST_DISTANCE))
        .isGreaterThan(of(measured, LearnerFigure.RMS_DISTANCE));
  }

  @ParameterizedTest
  @CsvSource({"push, 0.5, 0.75", "push, 0.25, 0.5", "exchange, 0.5, 1.25"})
  void shouldAgreeAtTheRateKappa(String protocol, double weight, double kappa) {
    TrialPlan plan =
        plan(
            List.of(
                "run.model=mlp:4:tanh",
                "run.init=own",
                "run.updates=0",
                "run.seconds=40",
                "run.learners=5",
                "data.source=synthetic:linear?samples=50",
                "data.split=iid",
                "clock.kind=paced",
                "clock.update-rate=1e-9",
                "gossip.capacity=fixed",
                "gossip.rate=1",
                "gossip.protocol=" + protocol,
                "gossip.weight=" + weight,
                "measuring.grid=200ms",
                "measuring.evaluation=1h"),
            LearnerFigure.DECAY);
    VirtualTrials host = new VirtualTrials();
    int column = LearnerFigure.DECAY.ordinal();
    assertThat(host.theory(plan, SEED)[column]).isCloseTo(kappa, within(1e-9));
    assertThat(host.run(plan, SEED)[column])
        .as("seed %d", SEED)
        .isCloseTo(kappa, within(0.05 * kappa));
  }

  @Test
  void shouldHoldItsStalenessSoonAfterNineOfTenLearnersCame() {
    List<String> growing = new ArrayList<>(QUADRATIC);
    growing.removeIf(key -> key.startsWith("gossip") || key.startsWith("measuring"));
    growing.addAll(
        List.of(
            "clock.update-rate=20",
            "run.learners=40",
            "run.seconds=40",
            "churn.events=15s join 4-39"));
    Set<LearnerFigure> figures = Set.of(LearnerFigure.SETTLING, LearnerFigure.OVERSHOOT);
    double[] measured =
        new VirtualTrials().run(new TrialPlan(growing, TrialMethod.GOSSIP, 0, 1, figures), SEED);
    // Who has come stays in the window of 5 s, so it cannot be sooner.
    assertThat(of(measured, LearnerFigure.SETTLING)).as("seed %d", SEED).isBetween(5.0, 10.0);
    assertThat(of(measured, LearnerFigure.OVERSHOOT)).as("seed %d", SEED).isBetween(0.1, 1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "measuring.evaluation=250ms, churn.events",
    "measuring.evaluation=6s;churn.events=15s join 4-9, measuring.evaluation"
  })
  void shouldRefuseToWatchSettlingWhereItCannotBeSeen(String more, String named) {
    List<String> keys =
        new ArrayList<>(List.of("clock.kind=paced", "run.seconds=40", "run.learners=10"));
    keys.addAll(List.of(more.split(";")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VirtualTrials().check(plan(keys, LearnerFigure.SETTLING)))
        .withMessageContaining(named);
  }

  private static double[] run(
      List<String> common, List<String> overrides, LearnerFigure... figures) {
    List<String> all = new ArrayList<>(common);
    all.addAll(overrides);
    return new VirtualTrials().run(plan(all, figures), SEED);
  }

  private static TrialPlan plan(List<String> overrides, LearnerFigure... figures) {
    return new TrialPlan(overrides, TrialMethod.GOSSIP, 0, REPEATS, Set.of(figures));
  }

  private static double of(double[] figures, LearnerFigure figure) {
    return figures[figure.ordinal()];
  }
}
