package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.random.RandomStream;
import org.junit.jupiter.api.Test;

class PushDelayTest {
  private static final double RATE = 10;
  private static final long SEED = 5;

  private final PushDelay delay = new PushDelay();

  @Test
  void shouldTellTheDelayThatAllPushesHave() {
    assertThat(delay.seconds(RATE)).isZero();
    delay.begin(0.2, RATE);
    assertThat(delay.seconds(RATE)).isCloseTo(0.2, within(1e-9));
    for (int i = 0; i < 100; i++) {
      delay.add(0.2, RATE);
    }
    assertThat(delay.seconds(RATE)).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void shouldCountQuickPushesForMore() {
    RandomStream random = RandomStream.restored(SEED);
    delay.begin(0.15, RATE);
    double sum = 0;
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      delay.add(random.nextInt(4) == 0 ? 0 : 0.2, RATE);
      sum += i < draws / 2 ? 0 : delay.seconds(RATE);
    }
    // α = 10·(1/4 + 3/4·e^(−0.2·α)) has the root 5.16795; and 10·e^(−α·d) = α at d = 0.12773.
    assertThat(sum / (draws / 2.0)).as("seed %d", SEED).isCloseTo(0.1277, within(0.003));
  }
}
