package dev.starling.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class ParameterVectorTest {

  @Test
  void shouldStartWithZeros() {
    try (ParameterVector vector = ParameterVector.allocate(1000)) {
      assertThat(vector.toArray()).containsOnly(0f);
    }
  }

  @Test
  void shouldGiveBackWhatWasCopiedIn() {
    try (ParameterVector vector = ParameterVector.allocate(6)) {
      vector.copyFrom(new float[] {1, 2, 3, 4, 5, 6});
      vector.copyFrom(3, new float[] {9, 8, 7}, 1, 2);
      float[] target = new float[4];
      vector.copyTo(2, target, 1, 3);
      assertThat(vector.toArray()).containsExactly(1, 2, 3, 8, 7, 6);
      assertThat(target).containsExactly(0, 3, 8, 7);
    }
  }

  @Test
  void shouldCopyAnotherVector() {
    try (ParameterVector source = ParameterVector.allocate(3);
        ParameterVector target = ParameterVector.allocate(3)) {
      source.fill(2.5f);
      target.copyFrom(source);
      source.fill(0);
      assertThat(target.toArray()).containsOnly(2.5f);
    }
  }

  @Test
  void shouldFillWithNegativeZeroAsWithAnyOtherValue() {
    try (ParameterVector vector = ParameterVector.allocate(2)) {
      vector.fill(-0f);
      assertThat(Float.floatToRawIntBits(vector.get(1))).isEqualTo(0x80000000);
    }
  }

  @Test
  void shouldRefuseIndicesOutsideOfItsMemory() {
    try (ParameterVector vector = ParameterVector.allocate(4)) {
      float[] array = new float[4];
      assertThatThrownBy(() -> vector.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> vector.set(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> vector.copyTo(1, array, 0, 4))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("parameters 1 to 5 of 4");
      assertThatThrownBy(() -> vector.copyTo(0, array, 1, 4))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> vector.copyFrom(0, array, 2, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> vector.copyFrom(2, array, 0, Integer.MAX_VALUE))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void shouldRefuseEveryAccessOnceClosed() {
    ParameterVector vector = ParameterVector.allocate(4);
    vector.close();
    vector.close();
    assertThat(vector.isClosed()).isTrue();
    assertThatThrownBy(() -> vector.get(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(vector::toArray)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the vector of 4 parameters is closed");
    assertThatThrownBy(vector::address).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vector.copyFrom(new float[4]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new MatrixView().wrap(vector, 0, 2, 2))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldCountTheBytesThatAreStillOpen() {
    long before = ParameterVector.liveBytes();
    ParameterVector vector = ParameterVector.allocate(1000);
    assertThat(ParameterVector.liveBytes()).isEqualTo(before + 4000);
    vector.close();
    assertThat(ParameterVector.liveBytes()).isEqualTo(before);
  }

  @Test
  void shouldBeAllowedToBeEmpty() {
    try (ParameterVector vector = ParameterVector.allocate(0)) {
      assertThat(vector.toArray()).isEmpty();
      assertThat(Kernels.isSane(vector, 1)).isTrue();
    }
  }

  @Test
  void shouldRefuseALengthBelowZero() {
    assertThatThrownBy(() -> ParameterVector.allocate(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length must not be negative, was -1");
  }

  @Test
  void shouldBorrowOnlyWhatLiesOutsideTheHeap() {
    UnsafeBuffer onHeap = new UnsafeBuffer(new byte[16]);
    assertThatThrownBy(() -> new ParameterView().wrap(onHeap, 0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("off-heap");
  }

  @Test
  void shouldReadABorrowedSlice() {
    try (ParameterVector vector = ParameterVector.allocate(5)) {
      vector.copyFrom(new float[] {1, 2, 3, 4, 5});
      ParameterView view = new ParameterView().wrap(vector, 2, 2);
      assertThat(view.get(0)).isEqualTo(3);
      assertThat(view.get(1)).isEqualTo(4);
      assertThatThrownBy(() -> view.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> view.wrap(vector, 4, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
