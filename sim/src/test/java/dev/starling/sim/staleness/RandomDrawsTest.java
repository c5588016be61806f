package dev.starling.sim.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.learning.StalenessLaw;
import dev.starling.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The random laws, with one seed each: a failure is of the code, not of chance. */
class RandomDrawsTest {
  private static final long SEED = 7;

  @Test
  void shouldDrawExponentialsOfTheRightLawAllAlong() {
    RandomStream random = RandomStream.named(SEED, "test", 0);
    double[] draws = new double[1_000_000];
    Arrays.setAll(draws, i -> ExponentialLaw.next(random));
    Arrays.sort(draws);
    double distance = 0;
    for (int i = 0; i < draws.length; i++) {
      double law = 1 - StrictMath.exp(-draws[i]);
      distance = Math.max(distance, Math.abs((i + 0.5) / draws.length - law));
    }
    // Kolmogorov and Smirnov: beyond 1.95/√N in one seed of a thousand.
    assertThat(distance).as("seed %d", SEED).isLessThan(1.95 / Math.sqrt(draws.length));
    double tail = Arrays.stream(draws).filter(x -> x > 7.7).count() / (double) draws.length;
    assertThat(tail).as("seed %d", SEED).isCloseTo(StrictMath.exp(-7.7), within(1e-4));
  }

  @Test
  void shouldDrawSlotsByTheirWeights() {
    double[] weights = {0.5, 3, 0.1, 1.4};
    WeightedDraw draw = new WeightedDraw(weights);
    RandomStream random = RandomStream.named(SEED, "test", 1);
    int[] counts = new int[weights.length];
    for (int i = 0; i < 400_000; i++) {
      counts[draw.next(random)]++;
    }
    assertThat(draw.total()).isEqualTo(5);
    for (int slot = 0; slot < weights.length; slot++) {
      assertThat(counts[slot] / 400_000.0)
          .as("slot %d, seed %d", slot, SEED)
          .isCloseTo(weights[slot] / 5, within(0.003));
    }
  }

  @Test
  void shouldTickAtTheFrequencyOfAShiftedClockFromTheBeginning() {
    RenewalLaw law = RenewalLaw.shifted(2, 0.5);
    double[] rates = new double[2000];
    Arrays.fill(rates, 2);
    Ticks ticks = Ticks.of(law, rates, RandomStream.named(SEED, "test", 2));
    int early = 0;
    int late = 0;
    for (; ticks.time() < 10; ticks.advance()) {
      early += ticks.time() < 0.4 ? 1 : 0;
      late += ticks.time() >= 9.6 ? 1 : 0;
    }
    // One tick per time unit: 800 in 0.4 units of 2000 clocks, with a deviation below 28.
    assertThat(early).as("seed %d", SEED).isBetween(700, 900);
    assertThat(late).as("seed %d", SEED).isBetween(700, 900);
    assertThat(law.frequency(2)).isEqualTo(1);
  }

  @Test
  void shouldSampleStalenessFromItsExactLaw() {
    double lambda = StrictMath.log(100);
    ExactSampler sampler = new ExactSampler(2, 100, lambda, RandomStream.named(SEED, "test", 3));
    int draws = 200_000;
    double sum = 0;
    double squares = 0;
    double fresh = 0;
    double ages = 0;
    for (int i = 0; i < draws; i++) {
      long staleness = sampler.nextStaleness();
      sum += staleness;
      squares += (double) staleness * staleness;
      fresh += staleness == 0 ? 1 : 0;
      ages += sampler.lastAge();
    }
    double mean = sum / draws;
    assertThat(mean).as("seed %d", SEED).isCloseTo(StalenessLaw.mean(2, 100, lambda), within(.02));
    assertThat(squares / draws - mean * mean)
        .as("seed %d", SEED)
        .isCloseTo(StalenessLaw.variance(2, 100, lambda), within(.06));
    assertThat(fresh / draws)
        .as("seed %d", SEED)
        .isCloseTo(StalenessLaw.probabilityFresh(2, 100, lambda), within(.004));
    assertThat(ages / draws).as("seed %d", SEED).isCloseTo(mean / 2, within(.01));
  }

  @Test
  void shouldSampleAMillionLearnersWithoutAMatrix() {
    double lambda = StrictMath.log(1_000_000);
    ExactSampler sampler =
        new ExactSampler(1, 1_000_000, lambda, RandomStream.named(SEED, "test", 4));
    double sum = 0;
    for (int i = 0; i < 400; i++) {
      sum += sampler.nextAge();
    }
    // Closed form 1.04178; the deviation of one age is π/(√2·λ) = 0.16 here.
    assertThat(sum / 400).as("seed %d", SEED).isCloseTo(1.04178, within(0.03));
  }
}
