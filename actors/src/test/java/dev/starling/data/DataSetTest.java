package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DataSetTest {

  @Test
  void shouldCopyTheChosenRowsInTheirOrder() {
    DataSet data = new DataSet("d", 2, 3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, 1, 2});

    DataSet subset = data.subset(new int[] {2, 0});

    assertThat(subset.featureArray()).containsExactly(5, 6, 1, 2);
    assertThat(subset.target(0)).isEqualTo(2);
    assertThat(subset.target(1)).isEqualTo(0);
    assertThat(subset.classes()).isEqualTo(3);
    assertThat(data.size()).isEqualTo(3);
  }

  @Test
  void shouldNameRowAndColumnOfANumberThatIsNotFinite() {
    float[] features = {1, 2, 3, Float.NaN};

    assertThatThrownBy(() -> new DataSet("d", 2, 0, features, new float[2]))
        .isInstanceOf(DataException.class)
        .hasMessage("d holds NaN in row 2, column 2; every number must be finite");
    assertThatThrownBy(
            () -> new DataSet("d", 1, 0, new float[1], new float[] {Float.POSITIVE_INFINITY}))
        .isInstanceOf(DataException.class)
        .hasMessage("d has the target Infinity in row 1; every number must be finite");
  }

  @Test
  void shouldRefuseALabelOutOfRange() {
    assertThatThrownBy(() -> new DataSet("d", 1, 2, new float[2], new float[] {0, 2}))
        .isInstanceOf(DataException.class)
        .hasMessage("d has the label 2.0 in row 2; labels go from 0 to 1");
  }

  @Test
  void shouldRefuseWhatIsEmptyOrOfAnotherShape() {
    assertThatThrownBy(() -> new DataSet("d", 1, 0, new float[0], new float[0]))
        .hasMessage("d has no samples; at least one is needed");
    assertThatThrownBy(() -> new DataSet("d", 0, 0, new float[0], new float[1]))
        .hasMessage("d has no features; each sample needs at least one");
    assertThatThrownBy(() -> new DataSet("d", 1, 1, new float[1], new float[1]))
        .hasMessage("d has 1 class; at least 2 are needed, or 0 for regression");
    assertThatThrownBy(() -> new DataSet("d", 2, 0, new float[3], new float[2]))
        .hasMessage("d has 3 numbers where 2 samples × 2 features need 4");
  }

  @Test
  void shouldRefusePartsThatDoNotFitEachOther() {
    DataSet one = new DataSet("one", 1, 0, new float[1], new float[1]);
    DataSet two = new DataSet("two", 2, 0, new float[2], new float[1]);

    assertThatThrownBy(() -> new DataSplit(one, one, two))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("two (1 samples, 2 features, regression) does not fit one");
  }
}
