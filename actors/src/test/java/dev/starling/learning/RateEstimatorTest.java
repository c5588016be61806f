package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateEstimatorTest {
  private static final long SECOND = 1_000_000_000L;

  private final RateEstimator rates = new RateEstimator();
  private final VersionVector known = new VersionVector(Origins.of(3, 10, 1, 0), 0, 0);

  @Test
  void shouldEqualItsOwnRateExactlyWhenItHearsNobody() {
    rates.start(0, 0);
    for (int update = 1; update <= 1000; update++) {
      rates.onOwnUpdate(update * SECOND / 3);
      assertThat(rates.ratio()).isEqualTo(1.0);
      assertThat(rates.ahead()).isZero();
    }
    assertThat(rates.perSecond(1000 * SECOND / 3)).isCloseTo(3, within(1e-6));
  }

  @Test
  void shouldKnowNothingBeforeTheFirstUpdateUnlessItIsTold() {
    rates.start(0, 0);
    assertThat(rates.perSecond(0)).isZero();
    RateEstimator told = new RateEstimator();
    told.start(0, 4);
    assertThat(told.perSecond(0)).isCloseTo(4, within(1e-12));
    assertThat(told.ratio()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheMeanOverThoseItHasHeardOf() {
    // Own rate 1, the others at 4 and 7 per second: the mean is 4.
    rates.start(0, 0);
    long[] received = new long[3];
    for (int second = 1; second <= 100; second++) {
      received[1] += 4;
      received[2] += 7;
      known.raise(received);
      rates.onMixed(known);
      rates.onOwnUpdate(second * SECOND);
    }
    assertThat(rates.perSecond(100 * SECOND)).isCloseTo(4, within(1e-9));
    assertThat(rates.ratio()).isCloseTo(4, within(1e-9));
    // Its own first update is a third in the mean of three; then 99 seconds at 4 per second.
    assertThat(rates.ahead()).isCloseTo(1 / 3.0 + 99 * 4 - 100, within(1e-9));
  }

  @Test
  void shouldNotCountOriginsThatItHasNeverHeardOf() {
    // Own rate 1, one other at 3 per second, one unheard: the mean is 2.
    rates.start(0, 0);
    long[] received = new long[3];
    for (int second = 1; second <= 100; second++) {
      received[1] += 3;
      known.raise(received);
      rates.onMixed(known);
      rates.onOwnUpdate(second * SECOND);
    }
    assertThat(rates.perSecond(100 * SECOND)).isCloseTo(2, within(1e-9));
  }

  @Test
  void shouldNotTakeTheFirstCountHeardForAnAdvance() {
    rates.start(0, 0);
    known.raise(new long[] {0, 1_000_000, 0});
    rates.onMixed(known);
    assertThat(rates.perSecond(SECOND)).isZero();
  }

  @Test
  void shouldCountWhatItHasMissedAsProgressAndNotAsRate() {
    rates.start(0, 0);
    long[] received = {0, 4, 7};
    known.raise(received);
    rates.onMixed(known);
    for (int second = 1; second <= 2 * RateEstimator.WINDOW_UPDATES; second++) {
      rates.onOwnUpdate(second * SECOND);
    }
    double ahead = rates.ahead();
    double perSecond = rates.perSecond(2 * RateEstimator.WINDOW_UPDATES * SECOND);
    received[1] += 300;
    known.raise(received);
    rates.onCaughtUp(known);
    assertThat(rates.ahead()).isCloseTo(ahead + 100, within(1e-9));
    assertThat(rates.perSecond(2 * RateEstimator.WINDOW_UPDATES * SECOND))
        .isCloseTo(perSecond, within(1e-9));
    assertThat(rates.ratio()).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void shouldForgetWhatIsOlderThanTwoWindows() {
    rates.start(0, 100);
    for (int update = 1; update <= 2 * RateEstimator.WINDOW_UPDATES; update++) {
      rates.onOwnUpdate(update * SECOND);
    }
    assertThat(rates.perSecond(2 * RateEstimator.WINDOW_UPDATES * SECOND))
        .isCloseTo(1, within(1e-9));
  }
}
