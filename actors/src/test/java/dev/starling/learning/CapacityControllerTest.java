package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.topology.Topologies;
import org.junit.jupiter.api.Test;

class CapacityControllerTest {
  private static final Origins ALL = Origins.of(9, 9, 1, 0);

  @Test
  void shouldAskForTheLawsRate() {
    CapacityController law = controller(CapacitySettings.Law.feedForward(2), "complete", ALL);
    // r̂·H(8)/S* with H(8) = 2.717857.
    assertThat(law.rate(3, 9)).isCloseTo(3 * 2.717857 / 2, within(1e-5));
    assertThat(law.rate(3, 2)).isEqualTo(1.5);
    assertThat(law.rate(3, 1)).isZero();
    law.onMixed(50, 0.5, 1);
    assertThat(law.trim()).as("no feedback").isZero();
  }

  @Test
  void shouldRaiseTheTrimWhenPushesBringMoreThanTheTarget() {
    CapacityController loop = controller(CapacitySettings.Law.closedLoop(1), "complete", ALL);
    loop.onMixed(3, 0.5, 0);
    assertThat(loop.trim()).isCloseTo(0.02, within(1e-12));
    loop.onMixed(1, 0.5, 0.12);
    assertThat(loop.trim()).as("averaged as the models are").isCloseTo(0.07, within(1e-12));
    assertThat(loop.rate(1, 2)).isCloseTo(StrictMath.exp(0.07), within(1e-12));
  }

  @Test
  void shouldKeepTheTrimWithinItsLimit() {
    CapacityController loop = controller(CapacitySettings.Law.closedLoop(1), "complete", ALL);
    loop.onMixed(1e6, 0.5, 0);
    assertThat(loop.trim()).isEqualTo(2);
  }

  @Test
  void shouldOnlyAverageTheTrimWhereASampleSaysNothing() {
    CapacityController loop = controller(CapacitySettings.Law.closedLoop(1), "complete", ALL);
    loop.onMixed(Double.NaN, 0.5, 1);
    assertThat(loop.trim()).isEqualTo(0.5);
  }

  @Test
  void shouldWeighSamplesByTheShareOfOriginsThatGiveNone() {
    Origins half = Origins.of(8, 1, 4, 0);
    CapacityController loop = controller(CapacitySettings.Law.closedLoop(1), "complete", half);
    loop.onMixed(2, 0.5, 0);
    assertThat(loop.trim()).isCloseTo(0.02, within(1e-12));
    loop.onMixed(Double.NaN, 0.5, 0);
    assertThat(loop.trim()).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void shouldUseFeedbackAloneOnOtherGraphs() {
    CapacityController loop = controller(CapacitySettings.Law.feedForward(1), "ring", ALL);
    assertThat(loop.rate(3, 9)).isEqualTo(3);
    loop.onMixed(2, 0.5, 0);
    assertThat(loop.trim()).isPositive();
  }

  @Test
  void shouldKeepAGivenRate() {
    CapacityController fixed = controller(new CapacitySettings.Fixed(5), "complete", ALL);
    assertThat(fixed.rate(100, 9)).isEqualTo(5);
    assertThat(fixed.rate(100, 1)).isZero();
  }

  @Test
  void shouldRefuseSettingsOutOfRange() {
    assertThatThrownBy(() -> new CapacitySettings.Fixed(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> CapacitySettings.Law.feedForward(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> new CapacitySettings.Law(1, true, 2)).hasMessageContaining("2");
  }

  private static CapacityController controller(
      CapacitySettings settings, String graph, Origins origins) {
    return CapacityController.of(settings, Topologies.parse(graph, 9, 0), origins, 1);
  }
}
