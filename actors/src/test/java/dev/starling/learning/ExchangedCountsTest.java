package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes tell each other arrives late, twice, in another order, or never. */
class ExchangedCountsTest {
  /** In row k everybody has made 1000·k updates and lacks k mod {@value} of all others. */
  private static final int LACKS = 7;

  private static final int LEARNERS = 4;

  private final Origins origins = Origins.of(LEARNERS, LEARNERS, 1, 0);
  private final StalenessGrid here = grid(0, 2);
  private final StalenessGrid there = grid(2, 4);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldNeverJoinAWrongRow(long seed) {
    Random random = new Random(seed);
    List<Deque<OwnVersions>> onTheWay = List.of(new ArrayDeque<>(), new ArrayDeque<>());
    List<StalenessGrid> grids = List.of(here, there);
    int rows = 2000;
    for (int row = 1; row <= rows; row++) {
      for (int learner = 0; learner < LEARNERS; learner++) {
        // The lanes of one node lag behind.
        if (learner < 3 || row > 5) {
          record(grids.get(learner / 2), learner, learner < 3 ? row : row - 5);
        }
      }
      for (int node = 0; node < 2; node++) {
        tell(grids.get(node), onTheWay.get(node), random);
        hear(grids.get(1 - node), onTheWay.get(node), random);
      }
    }
    for (StalenessGrid grid : grids) {
      StalenessPart part = grid.part();
      assertThat(part.max()).as("seed %d: of rows that belong together", seed).isLessThan(LACKS);
      assertThat(part.batches().rows() + part.dropped())
          .as("seed %d: rows joined and dropped, by half of their pairs", seed)
          .isLessThanOrEqualTo(rows / 2.0);
      assertThat(part.batches().rows()).as("seed %d: rows joined", seed).isGreaterThan(rows / 10.0);
      assertThat(part.dropped()).as("seed %d: rows dropped", seed).isPositive();
    }
  }

  @Test
  void shouldWaitForTheCountsOfTheOtherNode() {
    record(here, 0, 1);
    record(here, 1, 1);
    assertThat(here.summary().rows()).isZero();
    record(there, 2, 1);
    assertThat(there.takeOwn().isEmpty()).as("3 has not recorded yet").isTrue();
    record(there, 3, 1);
    here.recordOwn(there.takeOwn());
    assertThat(here.part().batches().rows()).as("6 of 12 pairs").isEqualTo(0.5);
    assertThat(here.summary().mean()).isEqualTo(1);
    assertThat(here.summary().byHolder()[2]).as("lives elsewhere").isNaN();
    assertThat(there.takeOwn().isEmpty()).as("told already").isTrue();
  }

  @Test
  void shouldPassOverARowThatSomeLearnerHasMissed() {
    record(there, 2, 1);
    record(there, 2, 2);
    record(there, 3, 2);
    assertThat(there.takeOwn().rows()).containsExactly(2);
    record(there, 3, 3);
    record(there, 2, 3);
    assertThat(there.takeOwn().rows()).containsExactly(3);
  }

  @Test
  void shouldDropWhatHasWaitedTooLong() {
    for (int row = 1; row <= 100; row++) {
      record(here, 0, row);
      record(here, 1, row);
    }
    assertThat(here.part().dropped()).as("rows 1 to 36, half of each").isEqualTo(18);
    here.recordOwn(own(36, 2));
    assertThat(here.part().batches().rows()).isZero();
    here.recordOwn(own(37, 2));
    assertThat(here.part().batches().rows()).isEqualTo(0.5);
  }

  @Test
  void shouldNotBePushedOutOfItsRowsByAClockThatIsWrong() {
    record(here, 0, 1);
    record(here, 1, 1);
    here.recordOwn(own(1_000_000, 2));
    here.recordOwn(own(-5, 2));
    here.recordOwn(new OwnVersions(new long[] {1}, new int[] {99}, new long[] {5}));
    here.recordOwn(own(1, 2));
    assertThat(here.part().batches().rows()).isEqualTo(0.5);
    assertThatThrownBy(() -> new OwnVersions(new long[2], new int[2], new long[3]))
        .hasMessage("3 versions for 2 rows of 2 learners");
  }

  @Test
  void shouldGoOnWhereALearnerHasMovedTo() {
    for (int row = 1; row <= 3; row++) {
      recordAll(row);
    }
    here.expect(all(), bits(0, 3));
    there.expect(all(), bits(3, 4));
    for (int row = 4; row <= 6; row++) {
      record(here, 0, row);
      record(here, 1, row);
      record(here, 2, row);
      record(there, 3, row);
    }
    exchange();
    StalenessSummary both = here.part().plus(there.part()).summary();
    assertThat(both.rows()).isEqualTo(6);
    assertThat(both.rowsDropped()).isZero();
    assertThat(both.byHolder()).containsExactly(3.5, 3.5, 3.5, 3.5);
  }

  @Test
  void shouldGoOnWithoutANodeThatHasDied() {
    recordAll(1);
    record(here, 0, 2);
    record(here, 1, 2);
    StalenessPart gone = there.part().withoutLatest();
    here.expect(bits(0, 2), bits(0, 4));
    record(here, 0, 3);
    record(here, 1, 3);
    StalenessSummary both = here.part().plus(gone).summary();
    assertThat(both.rows()).isEqualTo(3);
    assertThat(both.mean()).isEqualTo(2);
    assertThat(both.latestMean()).isEqualTo(3);
    assertThat(both.byHolder()).containsExactly(2, 2, 1, 1);
    assertThat(both.worstHolder()).isEqualTo(2);
  }

  private void tell(StalenessGrid from, Deque<OwnVersions> onTheWay, Random random) {
    if (random.nextInt(12) > 0) {
      return;
    }
    OwnVersions told = from.takeOwn();
    if (told.isEmpty() || random.nextInt(10) == 0) {
      return;
    }
    onTheWay.add(told);
    if (random.nextInt(4) == 0) {
      onTheWay.addFirst(told);
    }
  }

  private static void hear(StalenessGrid grid, Deque<OwnVersions> onTheWay, Random random) {
    while (!onTheWay.isEmpty() && random.nextInt(20) == 0) {
      grid.recordOwn(random.nextBoolean() ? onTheWay.pollLast() : onTheWay.poll());
    }
  }

  private void recordAll(int row) {
    for (int learner = 0; learner < LEARNERS; learner++) {
      record(learner < 2 ? here : there, learner, row);
    }
    exchange();
  }

  private void exchange() {
    List<OwnVersions> told = new ArrayList<>(List.of(here.takeOwn(), there.takeOwn()));
    here.recordOwn(told.get(1));
    there.recordOwn(told.get(0));
  }

  private void record(StalenessGrid grid, int learner, int row) {
    VersionVector vector = new VersionVector(origins, learner, 1000L * row);
    long[] columns = new long[LEARNERS];
    Arrays.fill(columns, 1000L * row - row % LACKS);
    vector.raise(columns);
    grid.record(learner, row, vector);
  }

  private static OwnVersions own(int row, int first) {
    return new OwnVersions(
        new long[] {row},
        new int[] {first, first + 1},
        new long[] {Math.max(0, 1000L * row), Math.max(0, 1000L * row)});
  }

  private StalenessGrid grid(int from, int to) {
    StalenessGrid grid = new StalenessGrid(LEARNERS, origins, 20_000_000, 0);
    grid.expect(all(), bits(from, to));
    return grid;
  }

  private static BitSet all() {
    return bits(0, LEARNERS);
  }

  private static BitSet bits(int from, int to) {
    BitSet bits = new BitSet();
    bits.set(from, to);
    return bits;
  }
}
