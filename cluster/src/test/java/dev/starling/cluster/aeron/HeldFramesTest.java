package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class HeldFramesTest {
  private final HeldFrames held = new HeldFrames();

  @Test
  void shouldGiveFramesOutWhenTheyAreDueAndInOrder() {
    hold(1, 30);
    hold(2, 10);
    hold(3, 30);
    assertThat(held.pollDue(9)).isNull();
    assertThat(taken(10)).isEqualTo(2);
    assertThat(held.pollDue(29)).isNull();
    assertThat(taken(30)).isEqualTo(1);
    assertThat(taken(30)).isEqualTo(3);
    assertThat(held.isEmpty()).isTrue();
  }

  @Test
  void shouldCopyWhatItHolds() {
    UnsafeBuffer source = new UnsafeBuffer(new byte[] {0, 0, 7, 8});
    held.hold(source, 2, 2, 11, 0);
    source.setMemory(0, 4, (byte) 99);
    HeldFrames.Held frame = held.pollDue(0);
    assertThat(frame.length()).isEqualTo(2);
    assertThat(frame.session()).isEqualTo(11);
    assertThat(frame.bytes().getByte(0)).isEqualTo((byte) 7);
    assertThat(frame.bytes().getByte(1)).isEqualTo((byte) 8);
    assertThat(frame.bytes().byteArray()).as("outside the heap").isNull();
  }

  @Test
  void shouldRefuseWhatDoesNotFitAndUseItsRoomAgain() {
    for (int i = 0; i < HeldFrames.MAX_BYTES / HeldFrames.LEAST_ROOM_BYTES; i++) {
      assertThat(hold(i, 0)).isTrue();
    }
    assertThat(hold(0, 0)).isFalse();
    held.giveBack(held.pollDue(0));
    assertThat(hold(0, 0)).isTrue();
    assertThat(held.bytes()).isEqualTo(HeldFrames.MAX_BYTES);
    held.clear();
    assertThat(held.isEmpty()).isTrue();
    assertThat(held.bytes()).as("memory kept for later").isZero();
    assertThat(hold(0, 0)).isTrue();
  }

  private boolean hold(int mark, long dueNs) {
    return held.hold(new UnsafeBuffer(new byte[] {(byte) mark}), 0, 1, 0, dueNs);
  }

  private int taken(long nowNs) {
    return held.pollDue(nowNs).bytes().getByte(0);
  }
}
