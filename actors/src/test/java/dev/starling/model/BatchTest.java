package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.data.DataSet;
import org.junit.jupiter.api.Test;

final class BatchTest {
  private static final DataSet DATA =
      new DataSet(
          "four", 2, 3, new float[] {0, 1, 10, 11, 20, 21, 30, 31}, new float[] {0, 1, 2, 1});

  @Test
  void shouldGatherTheNamedRowsInTheirOrder() {
    try (Batch batch = Batch.allocate(3, 2)) {
      batch.add(DATA, new int[] {9, 3, 0, 9}, 1, 2);
      assertThat(batch.rows()).isEqualTo(2);
      assertThat(batch.features().toArray()).containsExactly(30, 31, 0, 1, 0, 0);
      assertThat(batch.label(0)).isEqualTo(1);
      assertThat(batch.target(1)).isEqualTo(0);
    }
  }

  @Test
  void shouldAppendUntilItIsCleared() {
    try (Batch batch = Batch.allocate(3, 2)) {
      batch.addRange(DATA, 1, 2);
      batch.add(DATA, new int[] {0}, 0, 1);
      assertThat(batch.features().toArray()).containsExactly(10, 11, 20, 21, 0, 1);
      batch.clear();
      assertThat(batch.rows()).isZero();
      batch.addRange(DATA, 3, 1);
      assertThat(batch.features().get(0)).isEqualTo(30);
      assertThat(batch.label(0)).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseMoreRowsThanItHolds() {
    try (Batch batch = Batch.allocate(3, 2)) {
      batch.addRange(DATA, 0, 2);
      assertThatThrownBy(() -> batch.addRange(DATA, 2, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 samples do not fit a batch of 3 that holds 2");
    }
  }

  @Test
  void shouldRefuseDataOfAnotherWidth() {
    try (Batch batch = Batch.allocate(3, 5)) {
      assertThatThrownBy(() -> batch.addRange(DATA, 0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("four has 2 features, the batch takes 5");
    }
  }

  @Test
  void shouldRefuseToHoldNothing() {
    assertThatThrownBy(() -> Batch.allocate(0, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
