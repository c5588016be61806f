package dev.starling.sim.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.learning.Origins;
import org.junit.jupiter.api.Test;

class VersionMatrixTest {

  @Test
  void shouldRelayWhatAPushCarries() {
    VersionMatrix matrix = new VersionMatrix(Origins.of(3, 3, 3, 1));
    matrix.update(0);
    matrix.update(0);
    matrix.push(0, 1);
    matrix.update(0);
    matrix.push(1, 2);
    assertThat(matrix.version(2, 0)).isEqualTo(2);
    assertThat(matrix.staleness(0, 2)).isEqualTo(1);
    assertThat(matrix.staleness(0, 0)).isZero();
    assertThat(matrix.meanStaleness()).isEqualTo(2.0 / 6);
  }

  @Test
  void shouldGiveBothWhatEitherHasInAnExchange() {
    VersionMatrix matrix = new VersionMatrix(Origins.of(3, 3, 3, 1));
    matrix.update(0);
    matrix.update(1);
    matrix.exchange(0, 1);
    assertThat(matrix.version(0, 1)).isEqualTo(1);
    assertThat(matrix.version(1, 0)).isEqualTo(1);
    assertThat(matrix.staleness(0, 2)).isEqualTo(1);
  }

  @Test
  void shouldMoveOneOriginAloneWhenAskedTo() {
    VersionMatrix matrix = new VersionMatrix(Origins.of(3, 3, 3, 1));
    matrix.update(0);
    matrix.update(1);
    matrix.push(0, 1);
    matrix.push(1, 2, 0);
    assertThat(matrix.version(2, 0)).isEqualTo(1);
    assertThat(matrix.version(2, 1)).isZero();
  }

  @Test
  void shouldLeaveOutOriginsThatNobodyFollows() {
    Origins origins = Origins.of(50, 2, 2, 3);
    VersionMatrix matrix = new VersionMatrix(origins);
    int tracked = origins.learnerAt(0);
    int other = tracked == 0 ? origins.learnerAt(1) == 1 ? 2 : 1 : 0;
    matrix.update(other);
    matrix.update(tracked);
    matrix.push(tracked, other);
    assertThat(matrix.staleness(tracked, other)).isZero();
    assertThatThrownBy(() -> matrix.staleness(other, tracked))
        .hasMessageContaining("learner " + other);
  }

  @Test
  void shouldDateWhatItHoldsByWhenItLeftItsOrigin() {
    VersionMatrix matrix = new VersionMatrix(Origins.of(3, 3, 3, 1), true);
    int[] captured = new int[matrix.width()];
    matrix.update(0);
    matrix.stamp(0, 17);
    matrix.capture(0, captured, 0);
    matrix.stamp(0, 40);
    matrix.mix(captured, 0, 2);
    assertThat(matrix.values()[matrix.row(2) + matrix.columns()]).isEqualTo(17);
    matrix.captureOwn(2, captured, 0);
    assertThat(captured).containsOnly(0);
  }
}
