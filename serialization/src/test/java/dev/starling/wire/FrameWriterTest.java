package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.params.ParameterVector;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
  private final ParameterVector theta = ParameterVector.allocate(100);
  private final FrameWriter writer = FrameBytes.writer();

  @AfterEach
  void freeMemory() {
    theta.close();
  }

  @Test
  void shouldFillATransportsMessage() {
    // 64 KiB less the 32 bytes of Aeron's own header.
    int maxPayloadBytes = 65_504;

    assertThat(FrameWriter.maxParametersPerFrame(maxPayloadBytes)).isEqualTo(16_362);
    assertThat(FrameWriter.parameterFrameBytes(16_362)).isEqualTo(maxPayloadBytes);
    assertThat(FrameWriter.maxVersionsPerFrame(maxPayloadBytes)).isEqualTo(8_181);
    assertThat(FrameWriter.versionFrameBytes(8_181)).isEqualTo(maxPayloadBytes);
    assertThat(FrameWriter.maxParametersPerFrame(60)).isEqualTo(1);
  }

  @Test
  void shouldRefuseATransportThatTakesNoElement() {
    for (int maxPayloadBytes : new int[] {Integer.MIN_VALUE, 0, 59}) {
      assertThatThrownBy(() -> FrameWriter.maxParametersPerFrame(maxPayloadBytes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least 60 bytes");
    }
    assertThatThrownBy(() -> FrameWriter.maxVersionsPerFrame(63))
        .hasMessageContaining("at least 64 bytes");
  }

  @Test
  void shouldTouchNothingButItsFrame() {
    int bytes = FrameWriter.parameterFrameBytes(10);
    UnsafeBuffer buffer = FrameBytes.buffer(bytes + 16);
    buffer.setMemory(0, buffer.capacity(), (byte) 0x5A);

    assertThat(writer.encodeParameters(buffer, 8, theta, 90, 10)).isEqualTo(bytes);

    assertThat(buffer.getLong(0)).isEqualTo(0x5A5A5A5A5A5A5A5AL);
    assertThat(buffer.getLong(bytes + 8)).isEqualTo(0x5A5A5A5A5A5A5A5AL);
  }

  @Test
  void shouldRefuseAFrameThatDoesNotFitBeforeWritingAnyOfIt() {
    UnsafeBuffer buffer = FrameBytes.buffer(FrameWriter.parameterFrameBytes(10));

    for (int frameOffset : new int[] {-1, 1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> writer.encodeParameters(buffer, frameOffset, theta, 0, 10))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> writer.encodeVersions(buffer, frameOffset, new long[5], 0, 5))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(FrameBytes.hex(buffer)).matches("0*");
  }

  @Test
  void shouldRefuseASliceThatIsNotThere() {
    UnsafeBuffer buffer = FrameBytes.buffer(4096);
    int[][] slices = {{-1, 1}, {0, 0}, {0, -1}, {100, 1}, {91, 10}, {1, Integer.MAX_VALUE}};

    for (int[] slice : slices) {
      assertThatThrownBy(() -> writer.encodeParameters(buffer, 0, theta, slice[0], slice[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("among 100");
      assertThatThrownBy(() -> writer.encodeVersions(buffer, 0, new long[100], slice[0], slice[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldRefuseMemoryOnTheHeap() {
    UnsafeBuffer heap = new UnsafeBuffer(new byte[4096]);

    assertThatThrownBy(() -> writer.encodeParameters(heap, 0, theta, 0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside the heap");
  }

  @Test
  void shouldRefuseAClosedModel() {
    UnsafeBuffer buffer = FrameBytes.buffer(4096);
    theta.close();

    assertThatThrownBy(() -> writer.encodeParameters(buffer, 0, theta, 0, 10))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRefuseAHeaderThatNoReaderWouldTake() {
    assertThatThrownBy(() -> writer.push(1, -1, 2, 3, 4, 0)).hasMessageContaining("source -1");
    assertThatThrownBy(() -> writer.push(1, 1, -2, 3, 4, 0)).hasMessageContaining("target -2");
    assertThatThrownBy(() -> writer.push(1, 1, 2, -3, 4, 0)).hasMessageContaining("sequence -3");
    assertThatThrownBy(() -> writer.push(1, 1, 2, 3, -4, 0)).hasMessageContaining("version -4");
    assertThatThrownBy(() -> writer.push(1, 1, 2, 3, 4, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }
}
