package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourcesTest {
  private static final long SEED = 7;

  @Test
  void shouldOpenFashionMiniWithItsOwnTestPart() {
    DataSplit split = DataSources.open("fashion-mini", SEED);

    requireParts(split, 5_400, 600, 1_000, 196, 10);
    requireSpan(split.train(), 0, 1);
  }

  @Test
  void shouldOpenDigitsCutInThreeParts() {
    DataSplit split = DataSources.open("digits", SEED);

    requireParts(split, 1_258, 180, 359, 64, 10);
    requireSpan(split.train(), 0, 1);
  }

  // The class distribution of the test part of UCI's "Optical Recognition of Handwritten Digits",
  // as
  // its description lists it.
  @Test
  void shouldHoldEveryDigitOfTheOriginal() {
    DataSplit split = DataSources.open("digits", SEED);
    int[] counts = new int[10];
    for (DataSet part : new DataSet[] {split.train(), split.validation(), split.test()}) {
      for (int row = 0; row < part.size(); row++) {
        counts[(int) part.target(row)]++;
      }
    }

    assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "fashion-mini", "synthetic:linear", "synthetic:sine"})
  void shouldFollowTheSeed(String spec) {
    float[] first = DataSources.open(spec, SEED).train().featureArray();

    assertThat(DataSources.open(spec, SEED).train().featureArray()).isEqualTo(first);
    assertThat(DataSources.open(spec, SEED + 1).train().featureArray()).isNotEqualTo(first);
  }

  @Test
  void shouldKeepTheTestPartOfStandardDataWhateverTheSeed() {
    assertThat(DataSources.open("fashion-mini", SEED).test().featureArray())
        .isEqualTo(DataSources.open("fashion-mini", SEED + 1).test().featureArray());
  }

  @ParameterizedTest
  @CsvSource({
    "fashon-mini, unknown data 'fashon-mini' (did you mean fashion-mini?); known: fashion-mini",
    "digit, unknown data 'digit' (did you mean digits?); known: fashion-mini",
    "cvs:a.csv, unknown data 'cvs:a.csv' (did you mean csv?); known: fashion-mini",
    "dir/prices.csv, unknown data 'dir/prices.csv' (did you mean csv:dir/prices.csv?); known: ",
    "a1a.svm, unknown data 'a1a.svm' (did you mean libsvm:a1a.svm?); known: ",
    "./, unknown data './' (did you mean idx:./?); known: ",
    "cifar-10, unknown data 'cifar-10'; known: ",
    "synthetic:sin, unknown synthetic data 'sin' (did you mean sine?); known: linear",
    "digits:2, data 'digits:2': digits takes nothing after its name",
    "digits?x=1, data 'digits?x=1': digits takes no options",
    "csv:, data 'csv:' names no file or folder after 'csv:'",
    "csv:f?tagret=y, data 'csv:f?tagret=y': unknown option 'tagret' (did you mean target?)",
    "csv:f?target=y&&x=1, data 'csv:f?target=y&&x=1': '' is not an option",
    "csv:no/such.csv, no/such.csv does not exist",
    "libsvm:no/such.svm, no/such.svm does not exist",
    "idx:no/such, no/such is not a folder",
  })
  void shouldSayWhatIsWrongWithAName(String spec, String message) {
    // The reader of a file checks its options before it opens the file.
    assertThatThrownBy(() -> DataSources.open(spec, SEED))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(message.strip())
        .message()
        .doesNotContain("\n");
  }

  @Test
  void shouldListEveryNameThatItKnows() {
    assertThat(DataSources.describe()).startsWith("fashion-mini", "digits", "fashion-mnist");
    for (String name : DataSources.describe()) {
      String spec = name.replace("DIR", "/no").replace("FILE", "/no");
      if (spec.startsWith("fashion-mnist")) {
        continue; // may or may not be installed
      }
      try {
        DataSources.open(spec, SEED);
      } catch (DataException e) {
        assertThat(e).message().startsWith("/no");
      }
    }
  }

  private static void requireParts(
      DataSplit split, int train, int validation, int test, int features, int classes) {
    assertThat(split.train().size()).isEqualTo(train);
    assertThat(split.validation().size()).isEqualTo(validation);
    assertThat(split.test().size()).isEqualTo(test);
    assertThat(split.train().features()).isEqualTo(features);
    assertThat(split.train().classes()).isEqualTo(classes);
  }

  private static void requireSpan(DataSet data, float min, float max) {
    float[] sorted = data.featureArray().clone();
    Arrays.sort(sorted);
    assertThat(sorted[0]).isEqualTo(min);
    assertThat(sorted[sorted.length - 1]).isEqualTo(max);
  }
}
