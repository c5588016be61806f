package dev.starling.sim.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StalenessExperimentTest {
  private static final StalenessExperiment PUSH = StalenessExperiment.push(100, 2);

  @Test
  void shouldRefuseWhatMakesNoRun() {
    assertRefused(() -> StalenessExperiment.push(0, 1), "learners must be at least 1, was 0");
    assertRefused(() -> PUSH.withTrackedOrigins(0), "tracked origins must be at least 1, was 0");
    assertRefused(() -> StalenessExperiment.push(10, 0), "a rate must be above 0", "was 0.0");
    assertRefused(() -> StalenessExperiment.push(10, Double.NaN), "was NaN");
    assertRefused(() -> RenewalLaw.shifted(1, -1), "a shift must be 0 or more", "-1.0");
    assertRefused(() -> PUSH.withHopDelay(-0.5), "hop delay must be 0 or more, was -0.5");
    assertRefused(() -> MeasuringWindow.lasting(0), "duration must be above 0", "was 0.0");
    assertRefused(() -> MeasuringWindow.lasting(Double.NaN), "duration", "NaN");
    assertRefused(() -> new MeasuringWindow(-1, 1, 1), "burn-in must be from 0", "-1.0");
    assertRefused(() -> new MeasuringWindow(1, 1, 0), "interval must be above 0", "0.0");
    assertRefused(() -> SeedSweep.run(PUSH, 0, 1), "at least 1 seed and 1 thread, not 0 and 1");
  }

  @Test
  void shouldRefuseWhatDoesNotGoTogether() {
    assertRefused(
        () -> PUSH.withScheme(Scheme.FRESHEST).withGossip(RenewalLaw.shifted(2, 0.1)),
        "scheme freshest",
        "shift must be 0");
    assertRefused(
        () -> PUSH.withScheme(Scheme.LAST_UPDATER).withHopDelay(0.1),
        "scheme last-updater",
        "hop delay");
    assertRefused(
        () -> PUSH.withTopology("ring", MeasuringWindow.lasting(1)), "topology ring", "set both");
    assertRefused(
        () -> PUSH.withScheme(Scheme.OWN_MODEL).withTopology("ring", new MeasuringWindow(1, 1, 1)),
        "own-model",
        "ring");
    StalenessExperiment unknown = PUSH.withTopology("torus", new MeasuringWindow(1, 1, 1));
    assertRefused(() -> StalenessEngine.run(unknown), "torus", "complete, ring");
  }

  @Test
  void shouldRefuseWhatDoesNotFitIntoMemory() {
    assertThat(StalenessExperiment.push(30_000_000, 1).origins().count()).isEqualTo(64);
    assertRefused(
        () -> StalenessExperiment.push(40_000_000, 1), "40000000 learners", "track fewer origins");
    assertRefused(() -> StalenessExperiment.push(30_000_000, 1).withAges(true), "128 counts each");
    assertRefused(
        () -> StalenessExperiment.push(1_000_000, 14).withHopDelay(10), "hop delay of 10.0");
  }

  @Test
  void shouldDeriveItsTimesFromTheMeanAge() {
    MeasuringWindow window = PUSH.withWindow(MeasuringWindow.lasting(10)).resolvedWindow();
    // H(99)/2 = 2.58869.
    assertThat(window.burnIn()).isCloseTo(5 * 2.58869, within(1e-4));
    assertThat(window.interval()).isCloseTo(2.58869 / 4, within(1e-5));
    assertThat(window.samples()).isEqualTo(16);
    assertThat(window.sampleTime(0)).isCloseTo(window.burnIn() + 10 / 32.0, within(1e-9));
    assertThat(PUSH.withScheme(Scheme.OWN_MODEL).resolvedWindow().burnIn())
        .isCloseTo(5 * 99 / 2.0, within(1e-9));
    assertThat(PUSH.withScheme(Scheme.EXCHANGE).resolvedWindow().burnIn())
        .isCloseTo(5 * 2.58869 / 2, within(1e-4));
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void shouldReadTheNamesOfSchemes(Scheme scheme) {
    assertThat(Scheme.parse(scheme.toString())).isEqualTo(scheme);
    assertRefused(() -> Scheme.parse("flood"), "flood", "push, pull, exchange, own-model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "alternating:0.5:1.5", "uniform:0.5:1.5"})
  void shouldReadTheRatesThatItWrites(String text) {
    assertThat(RateProfile.parse(text)).hasToString(text);
    double[] rates = RateProfile.parse(text).draw(1000, 1, "test");
    assertThat(rates).hasSize(1000);
    assertThat(Arrays.stream(rates)).allMatch(rate -> rate >= 0.5 && rate <= 1.5);
    assertThat(rates).isEqualTo(RateProfile.parse(text).draw(1000, 1, "test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "uniform:1", "uniform:2:1", "alternating:1:x", "-1"})
  void shouldRefuseOtherRates(String text) {
    assertThatThrownBy(() -> RateProfile.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAcceptByToleranceErrorAndPrecision() {
    assertThat(new Estimate(1.02, 0.001, 20).agreementWith(1)).isEqualTo(Estimate.Agreement.MET);
    assertThat(new Estimate(1.035, 0.009, 20).agreementWith(1)).isEqualTo(Estimate.Agreement.MET);
    assertThat(new Estimate(1.04, 0.001, 20).agreementWith(1))
        .isEqualTo(Estimate.Agreement.NOT_MET);
    assertThat(new Estimate(1, 0.02, 20).agreementWith(1)).isEqualTo(Estimate.Agreement.TOO_COARSE);
    assertThat(new Estimate(1, 0.001, 19).agreementWith(1))
        .isEqualTo(Estimate.Agreement.TOO_COARSE);
    assertThat(new Estimate(8.2e-4, 6e-5, 20).agreementWith(8e-4))
        .isEqualTo(Estimate.Agreement.MET);
    assertThat(Estimate.of(new double[] {1, 2, 3}))
        .isEqualTo(new Estimate(2, Math.sqrt(1.0 / 3), 3));
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).message().contains(parts);
  }
}
