package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** When the clamp takes hold and when it lets go. */
class LinkClampTest {
  private static final long SECOND = 1_000_000_000L;
  private static final double ASKED = 4;

  private final LinkClamp clamp = new LinkClamp();
  private long nowNs;

  @Test
  void shouldLeaveALearnerAloneWhosePushesLeave() {
    tick(100, 10);
    assertThat(clamp.isHolding()).isFalse();
    assertThat(clamp.limit(ASKED)).isEqualTo(ASKED);
  }

  @Test
  void shouldNotClampForAFewBusyTicks() {
    tick(100, 4);
    assertThat(clamp.isHolding()).isFalse();
  }

  @Test
  void shouldClampToWhatAFullLinkCarries() {
    tick(100, 2);
    assertThat(clamp.isHolding()).isTrue();
    assertThat(clamp.carriedRate()).as("every second of 4").isCloseTo(2, within(0.3));
    assertThat(clamp.delaySeconds()).as("each of 0.1 s").isCloseTo(0.1, within(0.01));
    assertThat(clamp.limit(ASKED)).as("it goes on probing").isEqualTo(ASKED);
    assertThat(clamp.limit(200)).isCloseTo(16 * clamp.carriedRate(), within(1e-9));
  }

  @Test
  void shouldLetGoOnceTheLinkHasRoom() {
    tick(100, 2);
    tick(100, 1000);
    assertThat(clamp.isHolding()).isFalse();
    assertThat(clamp.delaySeconds()).isZero();
  }

  @Test
  void shouldClampBelowWhatASaturatedLaneServes() {
    // Asked for 4 ticks a second, the lane serves 2, ever later.
    for (int i = 1; i <= 100; i++) {
      clamp.onTick(false, i * SECOND / 2, ASKED, nowNs += SECOND / 2);
      clamp.onSent(0);
    }
    assertThat(clamp.isHolding()).isTrue();
    assertThat(clamp.carriedRate()).isCloseTo(2, within(0.2));
    assertThat(clamp.limit(ASKED)).isCloseTo(0.9 * 2, within(0.2));
  }

  @Test
  void shouldNotTakeAPauseForAFullLane() {
    // A lane that stood still for 10 s serves the 40 ticks it owes at once.
    tick(50, 1000);
    nowNs += 10 * SECOND;
    for (int i = 40; i > 0; i--) {
      clamp.onTick(i != 40, i * SECOND / 4, ASKED, nowNs);
    }
    clamp.onSent(0);
    tick(50, 1000);
    assertThat(clamp.isHolding()).isFalse();
  }

  @Test
  void shouldGoOnProbingWhereNothingIsCarried() {
    for (int i = 0; i < 100; i++) {
      clamp.onTick(true, 0, ASKED, nowNs += SECOND / 4);
    }
    assertThat(clamp.carriedRate()).isZero();
    assertThat(clamp.limit(ASKED)).isEqualTo(ASKED / 8);
  }

  /** Punctual ticks, of which every {@code busyEach}th is busy. */
  private void tick(int count, int busyEach) {
    for (int i = 1; i <= count; i++) {
      boolean busy = i % busyEach == 0;
      clamp.onTick(busy, 0, ASKED, nowNs += (long) (SECOND / ASKED));
      if (!busy) {
        clamp.onSent(SECOND / 10);
      }
    }
  }
}
