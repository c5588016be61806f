package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibsvmReaderTest {
  @TempDir Path folder;

  @Test
  void shouldFillAbsentFeaturesWithZero() throws IOException {
    DataSet data = read("+1 1:0.5 3:2\n\n-1 # nothing but a label\n+1 2:1 # more\n-1 3:7\n", "");

    assertThat(data.features()).isEqualTo(3);
    assertThat(data.featureArray()).containsExactly(0.5f, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 7);
    assertThat(data.classes()).isEqualTo(2);
    assertThat(data.target(0)).isEqualTo(1);
    assertThat(data.target(1)).isEqualTo(0);
  }

  @Test
  void shouldReadRealTargets() throws IOException {
    DataSet data = read("1.5 1:1\n2.5 1:2\n", "");

    assertThat(data.classes()).isZero();
    assertThat(data.target(1)).isEqualTo(2.5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 1:1\\n1 0:3     |            | : row 2 has the index 0 after 0; indices start at 1 and ascend
          1 2:1 1:3        |            | : row 1 has the index 1 after 2; indices start at 1 and ascend
          1 x:1            |            | : row 1 holds 'x:1' where index:value is needed
          1 5              |            | : row 1 holds '5' where index:value is needed
          1 4:nan          |            | : row 1, column 4 holds 'nan' where a finite number is needed
          1 1:1\\n9 1:1     | ?classes=3 | : row 2 has the label 9; labels go from 0 to 2
          1 1:1\\n0 1:2\\n1 1:1\\n0 1:2\\n5 1:1\\n1 1:1 | | ': row 5 has the label 5, which no other row has; correct it, or say task=classification if it is a class and task=regression if targets are numbers'
          '# nothing'      |            | ' is empty; at least one sample is needed'
          1 2000000000:1\\n2 1:1 |     | ' has 2 samples of 2000000000 features; stored densely they would exceed 2^31 numbers'
          """)
  void shouldNameTheRowThatIsWrong(String text, String options, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n"), options == null ? "" : options))
        .isInstanceOf(DataException.class)
        .hasMessage(folder.resolve("f") + message);
  }

  private DataSet read(String text, String options) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), text);
    return LibsvmReader.read(file, SourceSpec.parse("libsvm:" + file + options));
  }
}
