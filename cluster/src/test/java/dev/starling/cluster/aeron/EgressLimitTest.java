package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A slow link in whatever time it is told. */
class EgressLimitTest {
  private static final long MILLISECOND = 1_000_000;

  /** At 1 MB/s a frame of 1,000 bytes takes a millisecond. */
  private final EgressLimit link = EgressLimit.of(1e6);

  @Test
  void shouldTakeOneFrameAfterTheOther() {
    long nowNs = 0;
    int frames = 0;
    for (; nowNs < 1_000 * MILLISECOND; nowNs += MILLISECOND / 10) {
      if (link.isFree(nowNs)) {
        link.occupy(1_000, nowNs);
        frames++;
      }
    }
    assertThat(frames).isEqualTo(1_000 + 20);
    assertThat(link.isFree(nowNs - MILLISECOND / 2)).isFalse();
  }

  @Test
  void shouldSaveNothingUpBeyondWhatALaneMayMiss() {
    link.occupy(1_000, 0);
    assertThat(framesAtOnce(10_000 * MILLISECOND)).isEqualTo(21);
    assertThat(framesAtOnce(10_005 * MILLISECOND)).isEqualTo(5);
  }

  @Test
  void shouldStayBusyHoweverLongAFrameTakes() {
    EgressLimit slowest = EgressLimit.of(1);
    for (int frame = 0; frame < 3; frame++) {
      slowest.occupy(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
      assertThat(slowest.isFree(Long.MAX_VALUE - 1)).isFalse();
    }
  }

  @Test
  void shouldTakeAllWithoutALimit() {
    assertThat(EgressLimit.of(0).isLimited()).isFalse();
    assertThat(EgressLimit.of(0).isFree(0)).isTrue();
  }

  private int framesAtOnce(long nowNs) {
    int frames = 0;
    while (link.isFree(nowNs)) {
      link.occupy(1_000, nowNs);
      frames++;
    }
    return frames;
  }
}
