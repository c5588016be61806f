package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.starling.learning.FrameKind;
import dev.starling.params.ParameterVector;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameFlyweightTest {
  private final FrameFlyweight frame = new FrameFlyweight();

  @Test
  void shouldReadBackTheHeader() {
    assertThat(wrap(FrameBytes.versions())).isEqualTo(FrameFault.NONE);

    assertThat(frame.session()).isEqualTo(FrameBytes.SESSION);
    assertThat(frame.source()).isEqualTo(FrameBytes.SOURCE);
    assertThat(frame.target()).isEqualTo(FrameBytes.TARGET);
    assertThat(frame.pushSequence()).isEqualTo(FrameBytes.SEQUENCE);
    assertThat(frame.sourceVersion()).isEqualTo(FrameBytes.VERSION);
    assertThat(frame.capacityTrim()).isEqualTo(FrameBytes.TRIM);
    assertThat(frame)
        .hasToString(
            "PUSH_VERSIONS 7 to 10 of "
                + FrameBytes.SEQUENCE
                + " from learner 5 to learner 1000000");
  }

  @Test
  void shouldReadBackVersions() {
    wrap(FrameBytes.versions());

    assertThat(frame.carriesVersions()).isTrue();
    assertThat(frame.offset()).isEqualTo(7);
    assertThat(frame.length()).isEqualTo(3);
    assertThat(frame.version(0)).isEqualTo(258);
    assertThat(frame.version(1)).isZero();
    assertThat(frame.version(2)).isEqualTo(1L << 40);
  }

  @Test
  void shouldReadParametersWhereTheyLie() {
    UnsafeBuffer buffer = FrameBytes.parameters();
    wrap(buffer);

    assertThat(frame.carriesVersions()).isFalse();
    assertThat(frame.offset()).isEqualTo(4);
    assertThat(frame.parameters().length()).isEqualTo(3);
    assertThat(frame.parameters().get(1)).isEqualTo(-2);
    assertThat(frame.parameters().address())
        .isEqualTo(buffer.addressOffset() + FrameWriter.headerBytes());
  }

  @Test
  void shouldReadBackAValue() {
    wrap(FrameBytes.value(FrameKind.QUERY, 1L << 40));

    assertThat(frame.kind()).isEqualTo(FrameKind.QUERY);
    assertThat(frame.value()).isEqualTo(1L << 40);
    assertThat(frame.carriesVersions()).isFalse();
    assertThatThrownBy(frame::parameters).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> frame.version(0)).hasMessageContaining("QUERY");
  }

  @Test
  void shouldReadAFrameInTheMiddleOfABuffer() {
    UnsafeBuffer parameters = FrameBytes.parameters();
    UnsafeBuffer term = FrameBytes.buffer(1024);
    term.putBytes(512, parameters, 0, parameters.capacity());

    FrameFault fault = frame.wrap(term, 512, parameters.capacity(), 1, FrameBytes.RUN);

    assertThat(fault).isEqualTo(FrameFault.NONE);
    assertThat(frame.parameters().get(0)).isEqualTo(1);
  }

  @Test
  void shouldTellEachFaultByItsName() {
    assertThat(spoilt(b -> b.putByte(0, (byte) 'X'))).isEqualTo(FrameFault.WRONG_PROTOCOL);
    assertThat(spoilt(b -> b.putByte(3, (byte) 2))).isEqualTo(FrameFault.WRONG_PROTOCOL);
    assertThat(spoilt(b -> b.putLong(8, 99))).isEqualTo(FrameFault.FOREIGN_RUN);
    assertThat(spoilt(b -> b.putByte(4, (byte) 0))).isEqualTo(FrameFault.UNKNOWN_KIND);
    assertThat(spoilt(b -> b.putByte(4, (byte) 14))).isEqualTo(FrameFault.UNKNOWN_KIND);
    assertThat(spoilt(b -> b.putByte(5, (byte) 2))).isEqualTo(FrameFault.UNKNOWN_ENCODING);
    assertThat(spoilt(b -> b.putByte(7, (byte) 1))).isEqualTo(FrameFault.UNKNOWN_FLAG);
    for (int field : new int[] {16, 20, 48}) {
      assertThat(spoilt(b -> b.putInt(field, -1))).isEqualTo(FrameFault.NEGATIVE_FIELD);
    }
    for (int field : new int[] {24, 32}) {
      assertThat(spoilt(b -> b.putLong(field, -1))).isEqualTo(FrameFault.NEGATIVE_FIELD);
    }
    assertThat(spoilt(b -> b.putDouble(40, Double.POSITIVE_INFINITY)))
        .isEqualTo(FrameFault.TRIM_NOT_FINITE);
  }

  @Test
  void shouldHoldTheLengthAgainstThePayload() {
    // 1 << 30 parameters are 2³² bytes, which is 0 in int arithmetic.
    for (int length : new int[] {0, -1, 2, 4, 3 + (1 << 30), Integer.MAX_VALUE}) {
      assertThat(spoilt(b -> b.putInt(52, length)))
          .as("length %d", length)
          .isEqualTo(FrameFault.LENGTH_MISMATCH);
    }
    assertThat(spoilt(b -> b.putInt(48, Integer.MAX_VALUE - 2)))
        .isEqualTo(FrameFault.LENGTH_MISMATCH);
    assertThat(spoilt(b -> b.putInt(48, Integer.MAX_VALUE - 3))).isEqualTo(FrameFault.NONE);
  }

  @Test
  void shouldRefuseAFrameThatIsCutAnywhere() {
    UnsafeBuffer whole = FrameBytes.parameters();
    for (int bytes = 0; bytes < whole.capacity(); bytes++) {
      UnsafeBuffer cut = FrameBytes.buffer(bytes);
      cut.putBytes(0, whole, 0, bytes);

      assertThat(wrap(cut))
          .as("cut to %d bytes", bytes)
          .isEqualTo(
              bytes < FrameWriter.headerBytes()
                  ? FrameFault.TOO_SHORT
                  : FrameFault.LENGTH_MISMATCH);
    }
  }

  @Test
  void shouldRefuseARangeThatIsNotInTheBuffer() {
    UnsafeBuffer buffer = FrameBytes.parameters();
    int bytes = buffer.capacity();
    int[][] ranges = {
      {-1, bytes},
      {1, bytes},
      {0, bytes + 1},
      {0, -1},
      {0, Integer.MAX_VALUE},
      {Integer.MAX_VALUE, bytes},
      {Integer.MIN_VALUE, bytes},
      {bytes, bytes}
    };

    for (int[] range : ranges) {
      assertThat(frame.wrap(buffer, range[0], range[1], 1, FrameBytes.RUN))
          .isEqualTo(FrameFault.TOO_SHORT);
    }
  }

  @Test
  void shouldRefuseMemoryOnTheHeap() {
    assertThatThrownBy(() -> frame.wrap(new UnsafeBuffer(new byte[100]), 0, 100, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldLendItsPayloadOnlyWhileItHoldsAFrame() {
    assertThatThrownBy(frame::parameters).isInstanceOf(IllegalStateException.class);

    wrap(FrameBytes.parameters());
    assertThatThrownBy(() -> frame.version(0)).isInstanceOf(IllegalStateException.class);
    frame.release();
    assertThatThrownBy(frame::parameters).isInstanceOf(IllegalStateException.class);

    wrap(FrameBytes.versions());
    assertThatThrownBy(frame::parameters).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> frame.version(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> frame.version(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    spoilt(b -> b.putByte(0, (byte) 0));
    assertThatThrownBy(() -> frame.version(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldWriteAndReadWithoutAllocating() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    UnsafeBuffer buffer = FrameBytes.buffer(FrameWriter.parameterFrameBytes(100));
    long[] versions = new long[50];
    try (ParameterVector theta = ParameterVector.allocate(100)) {
      FrameWriter writer = FrameBytes.writer();
      exchange(writer, buffer, theta, versions, 1_000);

      long before = threads.getCurrentThreadAllocatedBytes();
      exchange(writer, buffer, theta, versions, 10_000);
      long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;

      // The measurement itself may cost a little; one byte per frame would be 20,000.
      assertThat(allocatedBytes).isLessThan(10_000);
    }
  }

  private void exchange(
      FrameWriter writer, UnsafeBuffer buffer, ParameterVector theta, long[] versions, int rounds) {
    for (int round = 0; round < rounds; round++) {
      int bytes = writer.encodeParameters(buffer, 0, theta, 0, 100);
      requireNoFault(frame.wrap(buffer, 0, bytes, 1, FrameBytes.RUN));
      bytes = writer.encodeVersions(buffer, 0, versions, 0, 50);
      requireNoFault(frame.wrap(buffer, 0, bytes, 1, FrameBytes.RUN));
    }
  }

  private static void requireNoFault(FrameFault fault) {
    if (fault != FrameFault.NONE) {
      throw new AssertionError(fault);
    }
  }

  private FrameFault wrap(UnsafeBuffer buffer) {
    return frame.wrap(buffer, 0, buffer.capacity(), FrameBytes.SESSION, FrameBytes.RUN);
  }

  private FrameFault spoilt(Consumer<UnsafeBuffer> change) {
    UnsafeBuffer buffer = FrameBytes.parameters();
    change.accept(buffer);
    return wrap(buffer);
  }
}
