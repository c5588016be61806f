package dev.starling.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {
  private static final long SEED = 20_240_607;
  private static final int DRAWS = 200_000;

  // Known output of SplitMix64 for the seed 1234567, as Rosetta Code lists it.
  @Test
  void shouldDrawWhatSplitMix64Draws() {
    RandomStream stream = RandomStream.restored(1_234_567);

    assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("9817491932198370423");
    assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("4593380528125082431");
    assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("16408922859458223821");
  }

  @Test
  void shouldDrawDoublesThatAreTheUpperBitsOfALong() {
    RandomStream longs = RandomStream.named(SEED, "peers", 3);
    RandomStream doubles = RandomStream.named(SEED, "peers", 3);

    for (int draw = 0; draw < DRAWS; draw++) {
      assertThat(doubles.nextDouble())
          .as("draw %d of seed %d", draw, SEED)
          .isEqualTo((longs.nextLong() >>> 11) * 0x1p-53);
    }
  }

  @Test
  void shouldDrawTheSameForTheSameSeedNameAndId() {
    assertThat(draws(RandomStream.named(SEED, "peers", 3)))
        .isEqualTo(draws(RandomStream.named(SEED, "peers", 3)));
  }

  @Test
  void shouldDrawOtherwiseForAnotherSeedNameOrId() {
    long[] base = draws(RandomStream.named(SEED, "peers", 3));

    assertThat(draws(RandomStream.named(SEED + 1, "peers", 3))).isNotEqualTo(base);
    assertThat(draws(RandomStream.named(SEED, "peerz", 3))).isNotEqualTo(base);
    assertThat(draws(RandomStream.named(SEED, "sreep", 3))).isNotEqualTo(base);
    assertThat(draws(RandomStream.named(SEED, "peers", 4))).isNotEqualTo(base);
  }

  @Test
  void shouldNotCorrelateStreamsOfNeighbouringLearners() {
    double product = 0;
    for (int learner = 0; learner < DRAWS / 10; learner++) {
      double first = RandomStream.named(SEED, "update-clock", learner).nextDouble() - 0.5;
      double second = RandomStream.named(SEED, "update-clock", learner + 1).nextDouble() - 0.5;
      product += 12 * first * second;
    }

    assertThat(product / (DRAWS / 10)).as("seed %d", SEED).isCloseTo(0, within(0.03));
  }

  @Test
  void shouldContinueWhereASavedStateStopped() {
    RandomStream stream = RandomStream.named(SEED, "data-order", 0);
    stream.nextGaussian();
    RandomStream restored = RandomStream.restored(stream.state());

    assertThat(draws(restored)).isEqualTo(draws(stream));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 1000})
  void shouldDrawEveryIntegerBelowTheBoundEquallyOften(int bound) {
    RandomStream stream = RandomStream.named(SEED, "integers", bound);
    int[] counts = new int[bound];
    for (int i = 0; i < DRAWS; i++) {
      counts[stream.nextInt(bound)]++;
    }

    double expected = (double) DRAWS / bound;
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    // Mean bound−1 and variance 2(bound−1): five deviations above the mean.
    assertThat(chiSquared)
        .as("seed %d, bound %d", SEED, bound)
        .isLessThanOrEqualTo(bound - 1 + 5 * Math.sqrt(2.0 * (bound - 1)));
  }

  @Test
  void shouldStayBelowTheLargestBound() {
    RandomStream stream = RandomStream.named(SEED, "integers", 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(stream.nextInt(Integer.MAX_VALUE))
          .as("seed %d", SEED)
          .isBetween(0, Integer.MAX_VALUE - 1);
    }
  }

  @Test
  void shouldHaveTheMomentsOfEachDistribution() {
    RandomStream stream = RandomStream.named(SEED, "moments", 0);

    requireMoments("uniform", 0.5, 1.0 / 12, stream::nextDouble);
    requireMoments("exponential", 1, 1, stream::nextExponential);
    requireMoments("normal", 0, 1, stream::nextGaussian);
    requireMoments("gamma 0.1", 0.1, 0.1, () -> stream.nextGamma(0.1));
    requireMoments("gamma 1", 1, 1, () -> stream.nextGamma(1));
    requireMoments("gamma 5.5", 5.5, 5.5, () -> stream.nextGamma(5.5));
  }

  @Test
  void shouldPutEveryValueAtEveryPlaceEquallyOften() {
    RandomStream stream = RandomStream.named(SEED, "shuffle", 0);
    int rounds = 60_000;
    int[] firsts = new int[6];
    for (int i = 0; i < rounds; i++) {
      int[] values = {0, 1, 2};
      stream.shuffle(values);
      firsts[values[0] * 2 + (values[1] > values[2] ? 1 : 0)]++;
    }

    assertThat(Arrays.stream(firsts).boxed())
        .as("seed %d: each of the six orders", SEED)
        .allSatisfy(count -> assertThat((double) count).isCloseTo(rounds / 6.0, within(500.0)));
  }

  @Test
  void shouldRefuseWhatItCannotDraw() {
    RandomStream stream = RandomStream.named(SEED, "bad", 0);

    assertThatThrownBy(() -> stream.nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound must be at least 1, was 0");
    assertThatThrownBy(() -> stream.nextGamma(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape must be above 0, was NaN");
  }

  private static void requireMoments(String name, double mean, double variance, Draw draw) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double value = draw.next() - mean;
      sum += value;
      squares += value * value;
    }
    // Five standard errors of the mean; for the variance a tenth, which heavy tails need.
    assertThat(sum / DRAWS)
        .as("mean of %s, seed %d", name, SEED)
        .isCloseTo(0, within(5 * Math.sqrt(variance / DRAWS)));
    assertThat(squares / DRAWS)
        .as("variance of %s, seed %d", name, SEED)
        .isCloseTo(variance, within(variance / 10));
  }

  private static long[] draws(RandomStream stream) {
    long[] draws = new long[20];
    Arrays.setAll(draws, i -> stream.nextLong());
    return draws;
  }

  private interface Draw {
    double next();
  }
}
