package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void shouldKeepAboutThreeDigits() {
    assertThat(Figures.compact(0)).isEqualTo("0");
    assertThat(Figures.compact(0.0000123)).isEqualTo("1.23e-05");
    assertThat(Figures.compact(0.0123)).isEqualTo("0.0123");
    assertThat(Figures.compact(1.234)).isEqualTo("1.23");
    assertThat(Figures.compact(12.34)).isEqualTo("12.3");
    assertThat(Figures.compact(1234.4)).isEqualTo("1,234");
    assertThat(Figures.compact(Double.NaN)).isEqualTo("–");
  }

  @Test
  void shouldChooseAUnit() {
    assertThat(Figures.bytes(0)).isEqualTo("0 B");
    assertThat(Figures.bytes(999)).isEqualTo("999 B");
    assertThat(Figures.bytes(5_736_960_000L)).isEqualTo("5.74 GB");
  }

  @Test
  void shouldReadLikeAClock() {
    assertThat(Figures.clock(7.4)).isEqualTo("0:07");
    assertThat(Figures.clock(3723)).isEqualTo("1:02:03");
    assertThat(Figures.clock(-0.2)).isEqualTo("0:00");
    assertThat(Figures.clock(Double.POSITIVE_INFINITY)).isEqualTo("–");
  }
}
