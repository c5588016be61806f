package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long ago an update was made, as far as rows tell. */
class UpdateHistoryTest {
  private static final int ROWS = 300;
  private static final int KEPT = 128;

  @Test
  void shouldPlaceEachOfSeveralUpdatesWithinItsGap() {
    // Three updates in each gap: they lie at a quarter, a half and three quarters of it.
    UpdateHistory history = new UpdateHistory(2);
    for (int row = 0; row <= ROWS; row++) {
      history.note(1, row, 3L * row);
    }
    for (long version = 3L * (ROWS - KEPT + 1) + 1; version <= 3L * ROWS; version++) {
      long row = (version - 1) / 3;
      long which = version - 3 * row;
      assertThat(history.age(1, version))
          .as("version %d", version)
          .isEqualTo(ROWS - row - which / 4.0);
    }
  }

  @Test
  void shouldTellAnAgeThatIsAtLeastReachedBeyondWhatIsKept() {
    UpdateHistory history = new UpdateHistory(1);
    for (int row = 0; row <= ROWS; row++) {
      history.note(0, row, row);
    }
    assertThat(history.age(0, 1)).isEqualTo(history.age(0, ROWS - KEPT)).isEqualTo(KEPT);
  }

  @Test
  void shouldGrowOlderWithEveryVersionThatIsOlder() {
    UpdateHistory history = new UpdateHistory(1);
    long version = 0;
    for (int row = 0; row <= ROWS; row++) {
      version += row % 5 == 0 ? row % 7 : 0;
      history.note(0, row, version);
    }
    for (long older = 1; older < version; older++) {
      assertThat(history.age(0, older))
          .as("version %d of %d", older, version)
          .isGreaterThanOrEqualTo(history.age(0, older + 1));
    }
  }
}
