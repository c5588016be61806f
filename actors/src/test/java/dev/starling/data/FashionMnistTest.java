package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {
  private static final Path INSTALLED = Path.of("/usr/share/datasets/fashion-mnist");

  @Test
  void shouldSayInOneLineHowToGetIt(@TempDir Path empty) {
    assertThatThrownBy(() -> FashionMnist.open(List.of(empty), 7))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "Fashion-MNIST is not installed: run 'apt-get install dataset-fashion-mnist', or name"
                + " the folder of its four files with idx:DIR (looked in "
                + empty
                + ")");
  }

  @Test
  void shouldTakeTheFirstPlaceThatHoldsIt(@TempDir Path empty) {
    assumeThat(INSTALLED).isDirectory();

    DataSplit split = FashionMnist.open(List.of(empty, INSTALLED), 7);

    assertThat(split.train().size()).isEqualTo(54_000);
    assertThat(split.validation().size()).isEqualTo(6_000);
    assertThat(split.test().size()).isEqualTo(10_000);
    assertThat(split.test().features()).isEqualTo(784);
  }
}
