package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SyntheticDataTest {
  private static final long SEED = 7;

  @Test
  void shouldFollowAStraightLineWithoutNoise() {
    DataSplit split =
        DataSources.open("synthetic:linear?features=1&samples=40&noise=0&scale=none", SEED);
    double slope = slope(split.train(), 0);

    assertThat(split.train().size()).isEqualTo(40);
    assertThat(split.validation().size()).isEqualTo(10);
    for (int row = 1; row < 40; row++) {
      assertThat(slope(split.train(), row)).as("seed %d", SEED).isCloseTo(slope, within(1e-5));
    }
    assertThat(slope(split.test(), 0))
        .as("same slope in every part")
        .isCloseTo(slope, within(1e-5));
  }

  @Test
  void shouldMakeTheNoiseRelativeToTheSignal() {
    String plain = "synthetic:linear?features=30&samples=20000&scale=none&noise=";

    // Var(a·x) = |a|² = 1 for a unit vector a, and Var(ε) adds to it.
    assertThat(variance(DataSources.open(plain + "0", SEED).train())).isCloseTo(1, within(0.05));
    assertThat(variance(DataSources.open(plain + "2", SEED).train())).isCloseTo(5, within(0.2));
    assertThat(variance(DataSources.open("synthetic:linear?noise=2", SEED).train()))
        .as("scaled, seed %d", SEED)
        .isCloseTo(1, within(1e-5));
  }

  private static double variance(DataSet data) {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < data.size(); row++) {
      sum += data.target(row);
      squares += (double) data.target(row) * data.target(row);
    }
    double mean = sum / data.size();
    return squares / data.size() - mean * mean;
  }

  @Test
  void shouldFollowASineWithTheNoiseAskedFor() {
    DataSet data = DataSources.open("synthetic:sine?samples=20000&noise=0.3", SEED).train();
    double squares = 0;
    for (int row = 0; row < data.size(); row++) {
      float x = data.featureArray()[row];
      assertThat(x).isBetween(-1f, 1f);
      double error = data.target(row) - StrictMath.sin(Math.PI * x);
      squares += error * error;
    }

    assertThat(Math.sqrt(squares / data.size())).as("seed %d", SEED).isCloseTo(0.3, within(0.01));
  }

  @Test
  void shouldBalanceTheTwoMeansInEveryPart() {
    DataSplit split = DataSources.open("synthetic:two-means?samples=10", SEED);

    for (DataSet part : new DataSet[] {split.train(), split.validation(), split.test()}) {
      float sum = 0;
      for (int row = 0; row < part.size(); row++) {
        assertThat(Math.abs(part.target(row))).isEqualTo(1);
        assertThat(part.featureArray()[row]).isZero();
        sum += part.target(row);
      }
      assertThat(sum).isZero();
    }
    assertThat(split.train().size()).isEqualTo(10);
    assertThat(split.train().classes()).isZero();
  }

  @Test
  void shouldRefuseOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> DataSources.open("synthetic:two-means?samples=9", SEED))
        .hasMessageEndingWith("samples must be even, so that the two halves are equal");
    assertThatThrownBy(() -> DataSources.open("synthetic:two-means?nois=1", SEED))
        .hasMessageContaining("unknown option 'nois' (did you mean noise?); known: noise");
    assertThatThrownBy(() -> DataSources.open("synthetic:sine?noise=-1", SEED))
        .hasMessageEndingWith("noise must be finite and at least 0.0, was -1");
  }

  private static double slope(DataSet data, int row) {
    return data.target(row) / data.featureArray()[row];
  }
}
