package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.params.ParameterVector;
import dev.starling.wire.FrameFlyweight;
import dev.starling.wire.FrameWriter;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Pushes of one frame of versions and two of parameters, each of which comes twice. */
class SecondCopiesTest {
  private static final int PARAMETERS = 4;
  private static final long LAG_NS = 10;

  private final HeldFrames held = new HeldFrames();
  private final SecondCopies copies = new SecondCopies(held);
  private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(1_024));
  private final FrameFlyweight frame = new FrameFlyweight();

  @Test
  void shouldComeBehindThePushHoweverLongThatTakes() {
    assertThat(versions(1, 0)).isZero();
    assertThat(parameters(1, 0, 1_000)).isZero();
    assertThat(held.pollDue(Long.MAX_VALUE)).as("the push is not there whole").isNull();
    assertThat(parameters(1, 2, 2_000)).isZero();
    assertThat(held.pollDue(2_000 + LAG_NS - 1)).isNull();
    assertThat(nextOffset()).as("versions").isEqualTo(0);
    assertThat(frame.carriesVersions()).isTrue();
    assertThat(nextOffset()).isEqualTo(0);
    assertThat(nextOffset()).isEqualTo(2);
    assertThat(held.isEmpty()).isTrue();
  }

  @Test
  void shouldForgetThePushThatItsSourceGaveUp() {
    versions(1, 0);
    parameters(1, 0, 0);
    versions(2, 0);
    parameters(2, 0, 0);
    parameters(2, 2, 0);
    for (int k = 0; k < 3; k++) {
      nextOffset();
      assertThat(frame.pushSequence()).isEqualTo(2);
    }
    assertThat(held.isEmpty()).isTrue();
    assertThat(held.bytes()).as("room is used again").isEqualTo(3 * HeldFrames.LEAST_ROOM_BYTES);
  }

  @Test
  void shouldLoseACopyWholeWhereAFrameHasNoRoom() {
    for (int i = 0; i < HeldFrames.MAX_BYTES / HeldFrames.LEAST_ROOM_BYTES - 1; i++) {
      held.hold(buffer, 0, 1, 0, Long.MAX_VALUE);
    }
    assertThat(versions(1, 0)).isZero();
    assertThat(parameters(1, 0, 0)).as("this frame and the one before").isEqualTo(2);
    assertThat(parameters(1, 2, 0)).isEqualTo(1);
    assertThat(held.pollDue(Long.MAX_VALUE - 1)).isNull();
  }

  private int versions(long sequence, long nowNs) {
    int bytes = writer(sequence).encodeVersions(buffer, 0, new long[] {1}, 0, 1);
    return keep(bytes, nowNs);
  }

  private int parameters(long sequence, int from, long nowNs) {
    try (ParameterVector model = ParameterVector.allocate(PARAMETERS)) {
      int bytes = writer(sequence).encodeParameters(buffer, 0, model, from, PARAMETERS / 2);
      return keep(bytes, nowNs);
    }
  }

  private int keep(int bytes, long nowNs) {
    frame.wrap(buffer, 0, bytes, 0, 1);
    return copies.keep(frame, PARAMETERS, buffer, 0, bytes, nowNs + LAG_NS);
  }

  private int nextOffset() {
    HeldFrames.Held next = held.pollDue(Long.MAX_VALUE - 1);
    frame.wrap(next.bytes(), 0, next.length(), next.session(), 1);
    held.giveBack(next);
    return frame.offset();
  }

  private static FrameWriter writer(long sequence) {
    FrameWriter writer = new FrameWriter();
    writer.push(1, 3, 5, sequence, 0, 0);
    return writer;
  }
}
