package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {

  @Test
  void shouldReadNumbersWithoutAHeader() throws IOException {
    DataSet data = read("1,2,0.5\n3,4,-1e3\n", "");

    assertThat(data.featureArray()).containsExactly(1, 2, 3, 4);
    assertThat(targets(data)).containsExactly(0.5f, -1000);
    assertThat(data.classes()).isZero();
  }

  @Test
  void shouldSkipAHeaderAndFindTheTargetByNameOrNumber() throws IOException {
    String text = "\uFEFFprice,rooms,area\n1.5,2,3\n\n2.5,4,5\n";

    assertThat(targets(read(text, "?target=price"))).containsExactly(1.5f, 2.5f);
    assertThat(read(text, "?target=price").featureArray()).containsExactly(2, 3, 4, 5);
    assertThat(targets(read(text, "?target=2&task=regression"))).containsExactly(2, 4);
  }

  @Test
  void shouldTellAHeaderOfNumbersByTheNameOfItsTarget() throws IOException {
    assertThat(targets(read("0,1,target\n5,6,1.5\n7,8,2.5\n", ""))).containsExactly(1.5f, 2.5f);
  }

  @Test
  void shouldReadQuotesAndOtherSeparators() throws IOException {
    assertThat(read("\"a, \"\"b\"\"\",t\n\"1\", 2.5 \n3,4\n", "").featureArray())
        .containsExactly(1, 3);
    assertThat(read("1;2.5\n3;4.5\n", "").featureArray()).containsExactly(1, 3);
    assertThat(read("1\t2.5\n3\t4.5\n", "").featureArray()).containsExactly(1, 3);
  }

  @Test
  void shouldTakeRepeatedWholeNumbersForClassesInTheirOrder() throws IOException {
    DataSet data = read("1,-1\n2,1\n3,1\n4,-1\n", "");

    assertThat(data.classes()).isEqualTo(2);
    assertThat(targets(data)).containsExactly(0, 1, 1, 0);
  }

  @Test
  void shouldTakeWordsForClassesInTheirOrder() throws IOException {
    DataSet data = read("x,y\n1,setosa\n2,iris\n3,setosa\n4,iris\n", "");

    assertThat(data.classes()).isEqualTo(2);
    assertThat(targets(data)).containsExactly(1, 0, 1, 0);
  }

  @Test
  void shouldTakeWholeNumbersThatHardlyRepeatForValues() throws IOException {
    assertThat(read("1,10\n2,20\n3,30\n", "").classes()).isZero();
    assertThat(read("1,10\n2,20\n3,30\n", "?task=classification").classes()).isEqualTo(3);
    assertThat(read("1,1\n2,1\n3,0\n4,0\n", "?task=regression").classes()).isZero();
  }

  @Test
  void shouldTakeALabelSeenOnceForAClassWhenTheTaskSaysSo() throws IOException {
    String text = "1,0\n2,0\n3,1\n4,1\n5,7\n";

    assertThat(read(text, "?task=classification").classes()).isEqualTo(3);
    assertThat(read(text, "?classes=8").classes()).isEqualTo(8);
    assertThat(read(text, "?task=regression").classes()).isZero();
    assertThat(read("1,a\n2,b\n3,a\n", "?task=classification").classes()).isEqualTo(2);
  }

  @Test
  void shouldRefuseLessThanOnePercentOfStraysAmongWholeNumbers() throws IOException {
    assertThatThrownBy(() -> read(wholeBut(300, 2), ""))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("f: row 1 has the target 0.5 where nearly all others");
    assertThat(read(wholeBut(300, 2), "?task=regression").classes()).isZero();
    assertThat(read(wholeBut(300, 3), "").classes()).isZero();
  }

  private static String wholeBut(int rows, int strays) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      text.append(i).append(',').append(i < strays ? i + 0.5 : i % 4).append('\n');
    }
    return text.toString();
  }

  @Test
  void shouldKeepDeclaredLabelsAsTheyAre() throws IOException {
    DataSet data = read("1,3\n2,1\n", "?classes=4");

    assertThat(data.classes()).isEqualTo(4);
    assertThat(targets(data)).containsExactly(3, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,2\\n3,4,5             |            | f: row 2 has 3 columns where row 1 has 2
          a,b\\n1,2\\n\\n3         |            | f: row 4 has 1 columns where row 1 has 2
          1,2\\nNaN,4             |            | f: row 2, column 1 holds 'NaN' where a finite number is needed
          nan,1\\n1,4             |            | f: row 1, column 1 holds 'nan' where a finite number is needed
          1,2\\n1,inf             |            | f: row 2, column 2 holds 'inf' where a finite number is needed
          1,2\\n,4                |            | f: row 2, column 1 holds an empty cell where a finite number is needed
          1,2\\n1f,4              |            | f: row 2, column 1 holds '1f' where a finite number is needed
          1,2\\n1e99,4            |            | f: row 2, column 1 holds '1e99' where a finite number is needed
          1,a\\n2,                |            | f: row 2, column 2 holds an empty cell where a label is needed
          1,0\\n2,7               | ?classes=3 | f: row 2 has the label 7; labels go from 0 to 2
          1,0\\n2,0.5             | ?classes=3 | f: row 2 has the label 0.5; labels must be whole numbers or words
          1,1\\n2,1               | ?task=classification | f has labels of one class only; at least 2 are needed
          1,0\\n2,0\\n3,1\\n4,1\\n5,-1\\n6,1 | | f: row 5 has the label -1, which no other row has; correct it, or say task=classification if it is a class and task=regression if targets are numbers
          x,y\\n1,0\\n\\n3,0\\n4,1\\n5,1000000\\n6,1\\n7,0 | | f: row 6 has the label 1000000, which no other row has; correct it, or say task=classification if it is a class and task=regression if targets are numbers
          1,a\\n2,b\\n3,bb\\n4,a\\n5,b  |    | f: row 3 has the label 'bb', which no other row has; correct it, or say task=classification if it is a class
          1,0\\n2,0\\n3,1.5\\n4,1\\n5,1  |    | f: row 3 has the target 1.5 where nearly all others are one of 2 whole numbers; correct it, or say task=regression if targets are numbers
          1,2\\n3,4               | ?scale=big | data 'csv:f?scale=big': scale must be standard or none, was 'big'
          x,y\\n                  |            | f is empty; at least one row of numbers is needed
          ''                     |            | f is empty; at least one row of numbers is needed
          7\\n8                   |            | f: row 1 has one column; at least a feature and a target are needed
          "1,2\\n                 |            | f: row 1 has a quote that is not closed
          area,price\\n1,2        | ?target=prize | f has no column 'prize' for the target (did you mean price?); name one by its header or a number from 1 to 2
          1,2\\n3,4               | ?task=guess | data 'csv:f?task=guess': task must be classification or regression, was 'guess'
          1,2\\n3,4               | ?classes=x | data 'csv:f?classes=x': classes must be a number, was 'x'
          1,2\\n3,4               | ?classes=1 | data 'csv:f?classes=1': classes must be finite and at least 2.0, was 1
          1,2\\n3,4               | ?classes=2.5 | data 'csv:f?classes=2.5': classes must be a whole number of at least 2
          """)
  void shouldNameTheRowThatIsWrong(String text, String options, String message) {
    String content = text.replace("\\n", "\n");

    assertThatThrownBy(() -> read(content, options == null ? "" : options))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  @Test
  void shouldSplitAFileInThreeParts(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 10; i++) {
      text.append(i).append(',').append(i).append(".5\n");
    }
    Path file = Files.writeString(folder.resolve("ten.csv"), text);

    DataSplit split = DataSources.open("csv:" + file, 7);

    assertThat(split.train().size()).isEqualTo(7);
    assertThat(split.validation().size()).isEqualTo(1);
    assertThat(split.test().size()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAFolder(@TempDir Path folder) {
    assertThatThrownBy(() -> DataSources.open("csv:" + folder, 7))
        .isInstanceOf(DataException.class)
        .hasMessage(folder + " is a folder where a file is needed");
  }

  private static DataSet read(String text, String options) throws IOException {
    return CsvReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "f",
        SourceSpec.parse("csv:f" + options));
  }

  private static float[] targets(DataSet data) {
    float[] targets = new float[data.size()];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = data.target(row);
    }
    return targets;
  }
}
