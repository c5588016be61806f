package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.StalenessLaw;
import dev.starling.run.RunAssembly;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.summary.RunSummary;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The opportunistic schemes as a configuration asks for them; closed forms of our own. */
class OpportunisticRunTest {
  private static final int LEARNERS = 8;
  private static final double UPDATE_RATE = 10;

  @ParameterizedTest
  @CsvSource({"own-model", "freshest", "last-updater"})
  void shouldHaveTheStalenessOfTheSchemeAtAGivenRate(String scheme) {
    RunSummary summary = run("gossip.capacity=" + scheme, "gossip.rate=20");
    // r·(n−1)/λ where a push tells of its source alone, r·H(n−1)/λ where it tells of all.
    double factor = scheme.equals("last-updater") ? StalenessLaw.harmonic(7) : 7;
    assertThat(summary.gossip().configuredRate()).isEqualTo(20);
    assertThat(summary.gossip().rate()).isCloseTo(20, Percentage.withPercentage(5));
    assertThat(summary.staleness().mean())
        .isCloseTo(UPDATE_RATE * factor / 20, Percentage.withPercentage(4));
    assertThat(summary.staleness().law())
        .isCloseTo(summary.staleness().mean(), Percentage.withPercentage(5));
    assertThat(summary.staleness().target()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"own-model, 70", "freshest, 70", "last-updater, 25.93"})
  void shouldReachATargetAtTheRateThatTheSchemeTakes(String scheme, double rate) {
    RunSummary summary = run("gossip.capacity=" + scheme, "gossip.staleness-target=1");
    assertThat(summary.staleness().mean()).isCloseTo(1, Percentage.withPercentage(6));
    assertThat(summary.gossip().configuredRate()).isNull();
    assertThat(summary.gossip().required()).isCloseTo(rate, Percentage.withPercentage(4));
  }

  private static RunSummary run(String... gossip) {
    RunConfig config =
        RunConfig.load(
            Optional.empty(),
            List.of(
                "run.learners=" + LEARNERS,
                "run.seed=5",
                "run.updates=0",
                "run.seconds=300",
                "run.model=softmax",
                "data.source=digits",
                "steps.batch=1",
                "clock.kind=paced",
                "clock.update-rate=" + UPDATE_RATE,
                "measuring.evaluation=100s",
                gossip[0],
                gossip[1]));
    assertThat(config.warnings()).isEmpty();
    RunAssembly assembly = RunAssembly.open(config.describe("scheme"));
    return VirtualRun.run(assembly, VirtualOptions.DEFAULT, VirtualRunListener.NONE)
        .summary("test", null, null);
  }
}
