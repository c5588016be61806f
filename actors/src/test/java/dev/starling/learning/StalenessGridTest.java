package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class StalenessGridTest {
  private final Origins origins = Origins.of(3, 3, 1, 0);
  private final StalenessGrid grid = new StalenessGrid(3, origins, 100, 1000);

  @Test
  void shouldJoinARowWhenAllLearnersAreThere() {
    grid.record(0, 0, vector(0, 10, 4, 2));
    grid.record(1, 0, vector(1, 7, 5, 0));
    assertThat(grid.summary().rows()).isZero();
    grid.record(2, 0, vector(2, 9, 5, 6));
    StalenessSummary summary = grid.summary();
    // Holder 0 lacks 1 of 1 and 4 of 2; holder 1 lacks 3 of 0 and 6 of 2; holder 2 lacks 1 and 0.
    assertThat(summary.rows()).isEqualTo(1);
    assertThat(summary.mean()).isEqualTo(15 / 6.0);
    assertThat(summary.latestMean()).isEqualTo(15 / 6.0);
    assertThat(summary.byHolder()).containsExactly(2.5, 4.5, 0.5);
    assertThat(summary.byOrigin()).containsExactly(2, 0.5, 5);
    assertThat(summary.worstHolder()).isCloseTo((3 + 1 + 6) / 3.0, within(1e-12));
    assertThat(summary.max()).isEqualTo(6);
    assertThat(summary.p50()).isEqualTo(1);
    assertThat(summary.p99()).isEqualTo(6);
    assertThat(summary.coverage()).as("1 never heard of 2").isCloseTo(5 / 6.0, within(1e-12));
    assertThat(summary.windowNs()).isEqualTo(100);
  }

  @Test
  void shouldTakeNobodyForAHolderWhoWaitsForAModel() {
    grid.record(0, 0, vector(0, 310, 304, 302));
    grid.recordAwaiting(1, 0, vector(1, 0, 305, 0));
    grid.record(2, 0, vector(2, 309, 305, 306));
    // Holder 0 lacks 1 of 1 and 4 of 2, holder 2 lacks 1 of 0; that of 1 would be 616 of both.
    assertThat(grid.summary().mean()).isEqualTo(6 / 4.0);
    assertThat(grid.summary().byHolder()[1]).isNaN();
    assertThat(grid.summary().max()).isEqualTo(4);
    recordAll(1, 2);
    assertThat(grid.summary().latestMean()).as("all hold a model again").isEqualTo(2);
  }

  @Test
  void shouldSayWhenTheNextRowIsDue() {
    assertThat(grid.nextNs()).isEqualTo(1000);
    grid.record(0, 0, vector(0, 1, 0, 0));
    assertThat(grid.nextIndex()).isEqualTo(1);
    assertThat(grid.nextNs()).isEqualTo(1100);
  }

  @Test
  void shouldTellTheMeanOfTheRowsSinceTheLastTime() {
    recordAll(0, 1);
    StalenessSum before = grid.sum();
    grid.measureFrom(1);
    recordAll(1, 1);
    recordAll(2, 4);
    assertThat(grid.sum().rows()).as("those of the burn-in too").isEqualTo(3);
    assertThat(grid.sum().meanSince(before)).isEqualTo(grid.summary().mean());
    assertThat(grid.sum().meanSince(grid.sum())).isNaN();
  }

  @Test
  void shouldNotWaitForLearnersThatAreNoLongerExpected() {
    grid.record(0, 0, vector(0, 10, 4, 2));
    grid.record(1, 0, vector(1, 7, 5, 0));
    BitSet live = new BitSet();
    live.set(0, 2);
    grid.expect(live);
    assertThat(grid.summary().mean()).as("origin 2 has left").isEqualTo(2);
    assertThat(grid.summary().byHolder()[2]).isNaN();
    assertThat(grid.summary().byOrigin()[2]).isNaN();
  }

  @Test
  void shouldCountFromTheEndOfTheBurnInAndShowTheLatestRowBeforeIt() {
    grid.measureFrom(2);
    recordAll(0, 1);
    recordAll(1, 2);
    assertThat(grid.summary().rows()).isZero();
    assertThat(grid.summary().mean()).isNaN();
    assertThat(grid.summary().latestMean()).isEqualTo(2);
    recordAll(2, 3);
    assertThat(grid.summary().rows()).isEqualTo(1);
    assertThat(grid.summary().mean()).isEqualTo(3);
  }

  @Test
  void shouldDropARowThatIsOverwrittenBeforeItIsComplete() {
    for (int index = 0; index < 65; index++) {
      grid.record(0, index, vector(0, 1, 0, 0));
    }
    assertThat(grid.summary().rowsDropped()).isEqualTo(1);
    grid.record(1, 0, vector(1, 0, 1, 0));
    grid.record(2, 0, vector(2, 0, 0, 1));
    assertThat(grid.summary().rows()).as("too late").isZero();
  }

  @Test
  void shouldMeasureOnlyTrackedOrigins() {
    Origins one = Origins.of(3, 1, 1, 4);
    int tracked = one.learnerAt(0);
    StalenessGrid sampled = new StalenessGrid(3, one, 1, 0);
    for (int i = 0; i < 3; i++) {
      sampled.record(i, 0, new VersionVector(one, i, 8));
    }
    assertThat(sampled.summary().mean()).isEqualTo(8);
    assertThat(sampled.summary().coverage()).isZero();
    assertThat(sampled.summary().byOrigin()[tracked]).isEqualTo(8);
    assertThat(sampled.summary().byHolder()[tracked]).as("holds nobody else").isNaN();
  }

  @Test
  void shouldHaveNothingToSayOfALearnerAlone() {
    Origins self = Origins.of(1, 1, 1, 0);
    StalenessGrid alone = new StalenessGrid(1, self, 1, 0);
    alone.record(0, 0, new VersionVector(self, 0, 8));
    assertThat(alone.summary().rows()).isZero();
  }

  @Test
  void shouldEstimateTheErrorOfAMeanByBatches() {
    RowBatches rows = new RowBatches(7);
    for (int i = 0; i < 4000; i++) {
      rows.add(7 + i, i % 2, 1);
    }
    assertThat(rows.snapshot().mean()).isEqualTo(0.5);
    assertThat(rows.snapshot().standardError()).isCloseTo(0, within(1e-12));
    assertThat(new RowBatches(0).snapshot().standardError()).isNaN();
  }

  /** Every learner is {@code staleness} ahead of what the others know. */
  private void recordAll(long index, long staleness) {
    for (int i = 0; i < 3; i++) {
      long[] columns = {100, 100, 100};
      columns[i] += staleness;
      grid.record(i, index, vector(i, columns));
    }
  }

  private VersionVector vector(int owner, long... columns) {
    VersionVector vector = new VersionVector(origins, owner, columns[owner]);
    vector.raise(columns);
    return vector;
  }
}
