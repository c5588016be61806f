package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FashionMiniTest {
  /** Where Debian's package dataset-fashion-mnist puts the original. */
  private static final Path ORIGINAL = Path.of("/usr/share/datasets/fashion-mnist");

  @ParameterizedTest
  @ValueSource(
      strings = {
        IdxFolder.TRAIN_IMAGES,
        IdxFolder.TRAIN_LABELS,
        IdxFolder.TEST_IMAGES,
        IdxFolder.TEST_LABELS
      })
  void shouldBeWhatItsProgramMakesOutOfTheOriginal(String fileName) throws IOException {
    assumeThat(ORIGINAL).isDirectory();

    assertThat(FashionMini.make(ORIGINAL, fileName).toBytes()).isEqualTo(embedded(fileName));
  }

  // The first ten labels of Fashion-MNIST's training part, which its tutorials show: ankle boot,
  // T-shirt, T-shirt, dress, T-shirt, pullover, sneaker, pullover, sandal, sandal.
  @Test
  void shouldBeginWithTheFirstLabelsOfTheOriginal() throws IOException {
    byte[] bytes = embedded(IdxFolder.TRAIN_LABELS);

    assertThat(bytes).startsWith(0, 0, 8, 1, 0, 0, 0x17, 0x70, 9, 0, 0, 3, 0, 2, 7, 2, 5, 5);
  }

  @Test
  void shouldRoundTheMeanOfEachBlockToTheNearest() {
    byte[] pixels = {
      0, 1, (byte) 255, (byte) 254, 0, 0, (byte) 255, (byte) 254, 1, 1, 0, 3, 0, 0, 0, 0
    };
    IdxArray image = new IdxArray(new int[] {1, 4, 4}, pixels);

    // Means 0.25, 254.5, 0.5 and 0.75; halves go up.
    assertThat(FashionMini.pooled(image, 1).toBytes())
        .endsWith(0, 0, 0, 2, 0, 0, 0, 2, 0, 255, 1, 1);
  }

  @Test
  void shouldSayWhatItNeeds(@TempDir Path empty) {
    assertThatThrownBy(() -> FashionMini.main(new String[] {"one"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "two folders are needed: the one of Fashion-MNIST and the one to write to; got 1");
    assertThatThrownBy(() -> FashionMini.make(empty, IdxFolder.TEST_LABELS))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(empty + " lacks t10k-labels-idx1-ubyte");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fashion-mini/FASHION-MNIST-LICENSE", "digits/DIGITS-NOTICE"})
  void shouldBringTheLicenceOfWhatIsEmbedded(String notice) throws IOException {
    try (InputStream in = DataSources.resource(notice)) {
      assertThat(in.readAllBytes()).isNotEmpty();
    }
  }

  private static byte[] embedded(String fileName) throws IOException {
    try (InputStream in = DataSources.resource("fashion-mini/" + fileName + ".gz")) {
      return in.readAllBytes();
    }
  }
}
