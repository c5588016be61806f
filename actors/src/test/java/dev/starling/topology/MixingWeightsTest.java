package dev.starling.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repeated averaging from x_i = i, against tables of published partial averages and own rounds. */
class MixingWeightsTest {
  @TempDir Path directory;

  /** Source: the partial-averaging table of a tutorial on decentralised SGD, BlueFog's ring. */
  @Test
  void shouldAverageOverARingAsThePublishedTableDoes() {
    MixingWeights ring = MixingWeights.uniform(Topologies.parse("ring", 5, 1));
    Offset<Double> printed = within(0.005);

    double[] one = averaged(ring, 1);
    double[] five = averaged(ring, 5);

    double[] expectedOne = {1.67, 1, 2, 3, 2.33};
    double[] expectedFive = {1.95, 1.93, 2.00, 2.07, 2.05};
    for (int i = 0; i < 5; i++) {
      assertThat(one[i]).isCloseTo(expectedOne[i], printed);
      assertThat(five[i]).isCloseTo(expectedFive[i], printed);
    }
  }

  /** Source: computed to four digits; the printed row of the same table does not keep the sum. */
  @Test
  void shouldKeepTheSumWhereThePublishedTableLosesIt() {
    double[] ten = averaged(MixingWeights.uniform(Topologies.parse("ring", 5, 1)), 10);

    double[] expected = {1.9979, 1.9966, 2, 2.0034, 2.0021};
    for (int i = 0; i < 5; i++) {
      assertThat(ten[i]).isCloseTo(expected[i], within(5e-5));
    }
  }

  /** Source: our own rounds of exact arithmetic, until max |x_i − mean| is below 10⁻⁶. */
  @ParameterizedTest
  @CsvSource({"5,24,64", "8,68,112", "16,297,245", "32,1252,521"})
  void shouldTakeTheKnownNumberOfRounds(int learners, int ringRounds, int starRounds)
      throws IOException {
    Topology ring = Topologies.parse("ring", learners, 1);

    assertThat(roundsToAgree(MixingWeights.uniform(ring))).isEqualTo(ringRounds);
    assertThat(roundsToAgree(MixingWeights.metropolisHastings(ring))).isEqualTo(ringRounds);
    assertThat(roundsToAgree(MixingWeights.metropolisHastings(star(learners))))
        .isEqualTo(starRounds);
  }

  @Test
  void shouldAgreeInOneRoundOnACompleteGraph() {
    double[] x = averaged(MixingWeights.uniform(Topologies.parse("complete", 7, 1)), 1);

    assertThat(x).containsExactly(new double[] {3, 3, 3, 3, 3, 3, 3}, within(1e-12));
  }

  @Test
  void shouldGiveBothEndsOfAnEdgeTheSameWeightUnderMetropolisHastings() throws IOException {
    MixingWeights weights = MixingWeights.metropolisHastings(star(5));

    assertThat(weights.weight(0, 3)).isEqualTo(0.2);
    assertThat(weights.weight(4, 0)).isEqualTo(0.2);
    assertThat(weights.selfWeight(0)).isCloseTo(0.2, within(1e-12));
    assertThat(weights.selfWeight(4)).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void shouldMoveTheMeanUnderUniformWeightsOnAnIrregularGraph() throws IOException {
    double[] x = averaged(MixingWeights.uniform(star(5)), 1);

    // The centre takes the mean 2; leaf i takes half of its own i and half of the centre's 0.
    assertThat(x).containsExactly(new double[] {2, 0.5, 1, 1.5, 2}, within(1e-12));
  }

  @Test
  void shouldMultiplyWithTheTransposeAsTheMatrixSays() throws IOException {
    MixingWeights weights = MixingWeights.uniform(star(4));
    double[] x = {1, -2, 3, 5};
    double[] y = {2, 1, -1, 4};
    double[] product = new double[4];
    double[] transposed = new double[4];

    weights.apply(x, product);
    weights.applyTransposed(y, transposed);

    assertThat(dot(y, product)).isCloseTo(dot(transposed, x), within(1e-12));
  }

  private Topology star(int learners) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int leaf = 1; leaf < learners; leaf++) {
      lines.add("0 " + leaf);
    }
    Path file = directory.resolve("star.edges");
    Files.write(file, lines);
    return Topologies.parse("edges:" + file, learners, 1);
  }

  private static double[] averaged(MixingWeights weights, int rounds) {
    double[] x = counting(weights.topology().size());
    double[] y = new double[x.length];
    for (int round = 0; round < rounds; round++) {
      weights.apply(x, y);
      double[] swapped = x;
      x = y;
      y = swapped;
    }
    return x;
  }

  private static int roundsToAgree(MixingWeights weights) {
    double[] x = counting(weights.topology().size());
    double[] y = new double[x.length];
    int rounds = 0;
    while (spread(x) >= 1e-6) {
      weights.apply(x, y);
      double[] swapped = x;
      x = y;
      y = swapped;
      rounds++;
    }
    return rounds;
  }

  private static double[] counting(int size) {
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      x[i] = i;
    }
    return x;
  }

  private static double spread(double[] x) {
    double mean = (x.length - 1) / 2.0;
    double spread = 0;
    for (double value : x) {
      spread = Math.max(spread, Math.abs(value - mean));
    }
    return spread;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
