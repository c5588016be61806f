package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.learning.CapacitySettings.Opportunistic;
import dev.starling.learning.CapacitySettings.Scheme;
import dev.starling.topology.Topologies;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The opportunistic schemes at λ = ln n and λ = n, r = 1: closed forms of our own derivation. */
class OpportunisticCapacityTest {
  private static final long SEED = 2404;

  @ParameterizedTest
  @CsvSource({
    // (n−1)/λ: 3.909 at n = 10 and λ = ln 10, (n−1)/n at λ = n.
    "OWN_MODEL, 10, 2.302585, 3.909, 3000",
    "FRESHEST, 10, 2.302585, 3.909, 3000",
    "OWN_MODEL, 32, 32, 0.96875, 300",
    "FRESHEST, 32, 32, 0.96875, 300",
    // H(n−1)/λ: the same as of uniform gossip.
    "LAST_UPDATER, 10, 2.302585, 1.2286, 3000",
    "LAST_UPDATER, 32, 3.465736, 1.1620, 1000"
  })
  void shouldHaveTheStalenessOfTheScheme(
      Scheme scheme, int n, double lambda, double staleness, double seconds) {
    try (VirtualHost host = host(n, Opportunistic.ofRate(scheme, lambda))) {
      double burnIn = 5 * (n - 1) / lambda + 20;
      host.runUntil(burnIn);
      host.measureFromNow();
      long before = pushes(host);
      host.runUntil(burnIn + seconds);
      assertThat(host.grid.summary().mean())
          .as("seed %d", SEED)
          .isCloseTo(staleness, Percentage.withPercentage(4));
      assertThat((pushes(host) - before) / (n * seconds))
          .as("the rate that it costs, seed %d", SEED)
          .isCloseTo(lambda, Percentage.withPercentage(5));
      Learner any = host.learners[0];
      assertThat(any.gossip().predictedStaleness())
          .isCloseTo(staleness * any.networkUpdateRate(), Percentage.withPercentage(0.1));
    }
  }

  @ParameterizedTest
  @CsvSource({"OWN_MODEL", "FRESHEST", "LAST_UPDATER"})
  void shouldReachATarget(Scheme scheme) {
    try (VirtualHost host = host(10, Opportunistic.ofTarget(scheme, 1))) {
      host.runUntil(60);
      host.measureFromNow();
      host.runUntil(1500);
      assertThat(host.grid.summary().mean()).as("seed %d", SEED).isCloseTo(1, within(0.06));
    }
  }

  @Test
  void shouldAskForARateThatGrowsLikeTheNumberOfLearners() {
    CapacityController own = controller(Opportunistic.ofTarget(Scheme.OWN_MODEL, 2), 1);
    assertThat(own.rate(3, 9)).isEqualTo(3 * 8 / 2.0);
    assertThat(own.rate(3, 1)).isZero();
    CapacityController exchanged = controller(Opportunistic.ofTarget(Scheme.OWN_MODEL, 2), 2);
    assertThat(exchanged.rate(3, 9)).isEqualTo(3 * 8 / 4.0);
    CapacityController last = controller(Opportunistic.ofTarget(Scheme.LAST_UPDATER, 1), 1);
    assertThat(last.rate(1, 3)).isEqualTo(1.5);
  }

  @Test
  void shouldAskForEitherARateOrATarget() {
    assertThatThrownBy(() -> new Opportunistic(Scheme.FRESHEST, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("either a rate or a target");
    assertThatThrownBy(() -> new Opportunistic(Scheme.FRESHEST, 1, 1))
        .hasMessageContaining("rate 1.0, target 1.0");
  }

  private static CapacityController controller(CapacitySettings settings, int readersPerEvent) {
    return CapacityController.of(
        settings, Topologies.parse("complete", 9, 0), Origins.of(9, 9, 1, 0), readersPerEvent);
  }

  private static long pushes(VirtualHost host) {
    long sum = 0;
    for (Learner learner : host.learners) {
      sum += learner.counters().pushesSent();
    }
    return sum;
  }

  private static VirtualHost host(int n, CapacitySettings capacity) {
    LearnerSettings settings =
        LearnerSettings.defaults().withPace(LearnerSettings.Pace.poisson(1)).withCapacity(capacity);
    return new VirtualHost(n, i -> settings, i -> new QuadraticTask(0, 1, 1), 0, SEED);
  }
}
