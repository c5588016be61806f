package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that each hold some of the learners measure together what one with all would measure. */
class StalenessAcrossNodesTest {
  private static final Offset<Double> ROUNDING = within(1e-9);

  @ParameterizedTest(name = "{0} learners, {1} tracked, on {2} nodes, churn {3}")
  @CsvSource({
    "6, 6, 1, false", "6, 6, 2, false", "9, 9, 3, false", "12, 12, 5, false", "40, 8, 3, false",
    "6, 6, 1, true", "8, 8, 2, true", "9, 9, 3, true", "15, 15, 5, true", "40, 8, 5, true"
  })
  void shouldMeasureWhatOneNodeWithAllLearnersWould(
      int learners, int tracked, int nodes, boolean churns) {
    for (long seed = 1; seed <= 8; seed++) {
      Random random = new Random(seed);
      Origins origins = Origins.of(learners, tracked, tracked, seed);
      DividedGrid divided = new DividedGrid(origins, nodes, random);
      for (int row = 0; row < 300; row++) {
        if (row == 40) {
          divided.exchange();
          divided.whole.measureFrom(row);
          divided.nodes.forEach(node -> node.measureFrom(40));
        }
        if (churns && row % 50 == 49) {
          divided.exchange();
          divided.live.flip(random.nextInt(learners));
          divided.expect();
        }
        divided.letHappen(learners, row * DividedGrid.INTERVAL_NS);
        divided.record(row);
        if (random.nextInt(12) == 0) {
          divided.exchange();
        }
      }
      divided.exchange();
      String what = "seed " + seed;
      assertSame(what, divided.part().summary(), divided.whole.summary());
      assertThat(divided.part().sum().rows()).as(what).isCloseTo(300, ROUNDING);
      assertThat(divided.part().sum().meanSince(StalenessSum.NONE))
          .as(what)
          .isCloseTo(divided.whole.sum().meanSince(StalenessSum.NONE), ROUNDING);
      if (!churns) {
        assertThat(divided.part().summary().worstHolder())
            .as(what + ": from 32 of 260 rows, which churn would make unlike the others")
            .isCloseTo(divided.whole.summary().worstHolder(), Percentage.withPercentage(15));
      }
    }
  }

  @ParameterizedTest(name = "{0} rows")
  @CsvSource({"32", "64"})
  void shouldFindTheWorstHolderExactlyInTheRowsThatAreKept(int rows) {
    Random random = new Random(rows);
    DividedGrid divided = new DividedGrid(Origins.of(9, 9, 9, 1), 3, random);
    for (int row = 0; row < rows; row++) {
      divided.letHappen(9, row);
      divided.record(row);
      divided.exchange();
    }
    assertThat(divided.part().worst().rows()).hasSize(rows);
    assertThat(divided.part().summary().worstHolder())
        .isCloseTo(divided.whole.summary().worstHolder(), ROUNDING);
  }

  private static void assertSame(String what, StalenessSummary found, StalenessSummary wanted) {
    assertThat(found.rows()).as(what).isEqualTo(wanted.rows()).isPositive();
    assertThat(found.rowsDropped()).as(what).isEqualTo(wanted.rowsDropped());
    assertThat(found.windowNs()).as(what).isEqualTo(wanted.windowNs());
    assertThat(found.mean()).as(what).isCloseTo(wanted.mean(), ROUNDING);
    assertThat(found.standardError()).as(what).isCloseTo(wanted.standardError(), ROUNDING);
    assertThat(found.p50()).as(what).isEqualTo(wanted.p50());
    assertThat(found.p99()).as(what).isEqualTo(wanted.p99());
    assertThat(found.max()).as(what).isEqualTo(wanted.max());
    assertThat(found.coverage()).as(what).isCloseTo(wanted.coverage(), ROUNDING);
    assertThat(found.byHolder()).as(what).containsExactly(wanted.byHolder(), ROUNDING);
    assertThat(found.byOrigin()).as(what).containsExactly(wanted.byOrigin(), ROUNDING);
    assertThat(found.latestMean()).as(what).isCloseTo(wanted.latestMean(), ROUNDING);
    assertThat(found.latestP99()).as(what).isEqualTo(wanted.latestP99());
    assertThat(found.latestMax()).as(what).isEqualTo(wanted.latestMax());
    assertThat(found.neverHeard()).as(what).isEqualTo(wanted.neverHeard());
    assertThat(found.shares()).as(what).containsExactly(wanted.shares(), ROUNDING);
    AgeSummary age = found.age();
    assertThat(age.mean()).as(what).isCloseTo(wanted.age().mean(), within(1e-3));
    assertThat(age.atOrigin()).as(what).isCloseTo(wanted.age().atOrigin(), within(1e-3));
    assertThat(age.p50()).as(what).isEqualTo(wanted.age().p50());
    assertThat(age.p99()).as(what).isEqualTo(wanted.age().p99());
    assertThat(age.max()).as(what).isEqualTo(wanted.age().max());
    assertThat(age.latestMean()).as(what).isCloseTo(wanted.age().latestMean(), within(1e-3));
    assertThat(age.binNs()).as(what).isEqualTo(wanted.age().binNs());
    assertThat(age.shares()).as(what).containsExactly(wanted.age().shares(), ROUNDING);
  }
}
