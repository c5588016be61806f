package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {
  private static final long SEED = 7;

  @TempDir Path folder;

  @Test
  void shouldStandardiseAFileOfNumbersByItsTrainingPart() throws IOException {
    DataSplit raw = DataSources.open(prices() + "?scale=none", SEED);
    DataSplit scaled = DataSources.open(prices(), SEED);

    for (int feature = 0; feature < 2; feature++) {
      double[] moments = moments(scaled.train(), feature);
      assertThat(moments[0]).as("mean, seed %d", SEED).isCloseTo(0, within(1e-6));
      assertThat(moments[1]).as("deviation, seed %d", SEED).isCloseTo(0.25, within(1e-6));
      double[] trained = moments(raw.train(), feature);
      double expected = (feature(raw.test(), 0, feature) - trained[0]) / trained[1] / 4;
      assertThat(feature(scaled.test(), 0, feature)).isCloseTo((float) expected, within(1e-5f));
    }
    double mean = 0;
    double squares = 0;
    for (int row = 0; row < scaled.train().size(); row++) {
      mean += scaled.train().target(row) / scaled.train().size();
      squares +=
          (double) scaled.train().target(row) * scaled.train().target(row) / scaled.train().size();
    }
    assertThat(mean).isCloseTo(0, within(1e-6));
    assertThat(squares).isCloseTo(1, within(1e-6));
  }

  @Test
  void shouldTurnAFeatureThatIsConstantInTrainingToZero() throws IOException {
    DataSplit split = DataSources.open(prices(), SEED);

    for (DataSet part : new DataSet[] {split.train(), split.validation(), split.test()}) {
      for (int row = 0; row < part.size(); row++) {
        assertThat(feature(part, row, 2)).isZero();
      }
    }
  }

  @Test
  void shouldLeaveNumbersAsTheyAreWhenAskedOrWhenTargetsAreClasses() throws IOException {
    assertThat(largest(DataSources.open(prices() + "?scale=none", SEED).train()))
        .isGreaterThan(1000);
    Path words = Files.writeString(folder.resolve("words"), "900,a\n901,b\n".repeat(10));
    assertThat(largest(DataSources.open("csv:" + words, SEED).train())).isEqualTo(901);
    DataSet scaled = DataSources.open("csv:" + words + "?scale=standard", SEED).train();
    assertThat(largest(scaled)).isLessThan(1);
    assertThat(scaled.classes()).isEqualTo(2);
    assertThat(scaled.target(1) - Math.rint(scaled.target(1))).isZero();
  }

  @Test
  void shouldStandardiseLibsvmNumbersToo() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "1.5 1:100\n2.5 1:300\n".repeat(10));

    assertThat(largest(DataSources.open("libsvm:" + file, SEED).train())).isLessThan(1);
    assertThat(largest(DataSources.open("libsvm:" + file + "?scale=none", SEED).train()))
        .isEqualTo(300);
  }

  // Trace bound: centred features have a covariance of trace d·min(1/16, 1/d) <= 1, and the
  // intercept adds an eigenvalue of 1 of its own. So a step of 0.3 is far from 2/λ.
  @ParameterizedTest
  @CsvSource({"1", "10", "16", "200"})
  void shouldKeepTheLinearHessianBelowOne(int features) {
    DataSet train = DataSources.open("synthetic:linear?features=" + features, SEED).train();
    double trace = 0;
    for (float value : train.featureArray()) {
      trace += (double) value * value / train.size();
    }

    assertThat(trace).isCloseTo(Math.min(1, features / 16.0), within(1e-4));
  }

  @Test
  void shouldNotTouchImagesAndTheTwoMeans() {
    assertThat(largest(DataSources.open("digits", SEED).train())).isEqualTo(1);
    DataSet twoMeans = DataSources.open("synthetic:two-means", SEED).train();
    assertThat(largest(twoMeans)).isZero();
    assertThat(twoMeans.target(0)).isEqualTo(-1);
  }

  /** Size, year and a constant as features; a price in thousands. */
  private String prices() throws IOException {
    RandomStream random = RandomStream.named(SEED, "prices", 0);
    StringBuilder text = new StringBuilder("size,year,storeys,price\n");
    for (int i = 0; i < 100; i++) {
      double size = 50 + 100 * random.nextDouble();
      text.append(size).append(',').append(1900 + random.nextInt(100)).append(",0.1,");
      text.append(size * 3000 + 1000 * random.nextGaussian()).append('\n');
    }
    return "csv:" + Files.writeString(folder.resolve("prices"), text);
  }

  private static double[] moments(DataSet data, int feature) {
    double mean = 0;
    for (int row = 0; row < data.size(); row++) {
      mean += (double) feature(data, row, feature) / data.size();
    }
    double squares = 0;
    for (int row = 0; row < data.size(); row++) {
      double difference = feature(data, row, feature) - mean;
      squares += difference * difference / data.size();
    }
    return new double[] {mean, Math.sqrt(squares)};
  }

  private static float feature(DataSet data, int row, int feature) {
    return data.featureArray()[row * data.features() + feature];
  }

  private static float largest(DataSet data) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : data.featureArray()) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
