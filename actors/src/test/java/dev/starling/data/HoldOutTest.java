package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldOutTest {

  @ParameterizedTest
  @CsvSource({"3, 1, 1, 1", "10, 7, 1, 2", "100, 70, 10, 20", "1797, 1258, 180, 359"})
  void shouldPutEverySampleInExactlyOnePart(int size, int train, int validation, int test) {
    DataSplit split = HoldOut.split(numbered(size), 7);

    assertThat(split.train().size()).isEqualTo(train);
    assertThat(split.validation().size()).isEqualTo(validation);
    assertThat(split.test().size()).isEqualTo(test);
    float[] all = joined(split.train(), split.validation(), split.test());
    Arrays.sort(all);
    assertThat(all).isEqualTo(numbered(size).featureArray());
  }

  @Test
  void shouldRefuseTooFewSamples() {
    assertThatThrownBy(() -> HoldOut.split(numbered(2), 7))
        .hasMessage("numbers has 2 samples; at least 3 are needed to train, validate and test");
    assertThatThrownBy(() -> HoldOut.trainAndValidationRows("d", 1, 7))
        .hasMessage("d has 1 training sample; at least 2 are needed to train and validate");
  }

  private static DataSet numbered(int size) {
    float[] features = new float[size];
    for (int i = 0; i < size; i++) {
      features[i] = i;
    }
    return new DataSet("numbers", 1, 0, features, new float[size]);
  }

  private static float[] joined(DataSet... parts) {
    FloatList all = new FloatList();
    for (DataSet part : parts) {
      for (float value : part.featureArray()) {
        all.add(value);
      }
    }
    return all.toArray();
  }
}
