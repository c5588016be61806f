package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the data plane was down, and how often mending it is tried. */
class OutagesTest {
  private static final long MS = 1_000_000;

  private final Outages outages = new Outages();

  @Test
  void shouldTryAtOnceAndThenLessAndLessOften() {
    outages.begin(5 * MS);
    assertThat(outages.isDue(5 * MS)).isTrue();
    List<Long> waitsMs = new ArrayList<>();
    long nowNs = 5 * MS;
    for (int attempt = 0; attempt < 7; attempt++) {
      outages.onFailure(nowNs);
      long failedNs = nowNs;
      while (!outages.isDue(nowNs)) {
        nowNs += MS;
      }
      waitsMs.add((nowNs - failedNs) / MS);
    }
    assertThat(waitsMs).containsExactly(250L, 500L, 1000L, 2000L, 4000L, 4000L, 4000L);
  }

  @Test
  void shouldAddUpHowLongOutagesLast() {
    assertThat(outages.totalNs(100)).isZero();
    outages.begin(100);
    assertThat(outages.totalNs(130)).isEqualTo(30);
    assertThat(outages.end(150)).isEqualTo(50);
    outages.begin(1000);
    assertThat(outages.count()).isEqualTo(2);
    assertThat(outages.totalNs(1001)).isEqualTo(51);
  }

  @Test
  void shouldTryNothingWhenAllIsWell() {
    assertThat(outages.isDue(0)).isFalse();
    outages.begin(0);
    outages.end(1);
    assertThat(outages.isDue(Outages.MAX_WAIT_NS)).isFalse();
  }
}
