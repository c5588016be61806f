package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {

  @ParameterizedTest
  @CsvSource({
    "run.lerners, run.learners",
    "learners, run.learners",
    "run.step-size, steps.size",
    "steps.step-size, steps.size",
    "gossip.stalenes-target, gossip.staleness-target",
    "gossip.lambda, gossip.rate",
    "datasource, data.source",
    "clock.update_rate, clock.update-rate",
    "cluster.lane, cluster.lanes"
  })
  void shouldGuessWhatWasMeant(String typed, String meant) {
    assertThat(NearestKey.of(typed, RunKeys.load().all())).isEqualTo(meant);
  }

  @Test
  void shouldBeDicesCoefficient() {
    // The textbook pair: ni ig gh ht against na ac ch ht share ht, 2·1/8.
    assertThat(NearestKey.likeness("night", "nacht")).isEqualTo(0.25);
    assertThat(NearestKey.likeness("same", "same")).isEqualTo(1);
    assertThat(NearestKey.likeness("x", "")).isZero();
  }
}
