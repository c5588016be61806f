package dev.starling.sim.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnsSummaryTest {
  @Test
  void shouldTellTheLearnerThatLostMost() {
    ReturnsSummary returns =
        ReturnsSummary.of(
            List.of(
                SampleSummary.returned(1, 0.85),
                SampleSummary.returned(2, 0.79),
                SampleSummary.returned(3, Double.NaN)),
            4,
            1);
    assertThat(returns.worstAccuracyChange()).isCloseTo(-0.03, within(1e-9));
    assertThat(returns.live()).isEqualTo(7);
    assertThat(returns.missing()).isEqualTo(1);
    assertThat(returns.fromPush()).isEqualTo(3);
    assertThat(returns.fromCheckpoint()).isZero();
    assertThat(returns.slowestSeconds()).isEqualTo(1.3);
  }

  @Test
  void shouldSayNothingWhereNobodyWasLost() {
    assertThat(ReturnsSummary.of(List.of(), 0, 0)).isNull();
    assertThat(ReturnsSummary.of(List.of(SampleSummary.returned(1, Double.NaN)), 0, 0))
        .extracting(ReturnsSummary::worstAccuracyChange)
        .isNull();
  }
}
