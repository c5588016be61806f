package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import org.junit.jupiter.api.Test;

class DrawHashesTest {
  private static final int LEARNERS = 4;

  @Test
  void shouldTellAllThatTheSeedHasDecided() {
    assertThat(DrawHashes.of(totals(LEARNERS), LEARNERS, LEARNERS, false).lines().lines())
        .containsExactly(
            "partition-hash 00000000000000aa",
            "batch-hash 00000000000000bb",
            "peer-hash 00000000000000cc");
  }

  @Test
  void shouldKeepThePartitionsAndSayWhyTheDrawsAreMissingWhenLearnersMoved() {
    assertThat(DrawHashes.of(totals(3), LEARNERS, LEARNERS, true).lines().lines())
        .containsExactly(
            "partition-hash 00000000000000aa",
            "no batch-hash and peer-hash: learners moved or came back, which changes what they draw");
  }

  @Test
  void shouldSayThatARunWasTooShortToCompareItsDraws() {
    assertThat(DrawHashes.of(totals(3), LEARNERS, LEARNERS, false).lines())
        .contains("no batch-hash and peer-hash: not every learner drew as many as are compared");
  }

  @Test
  void shouldGiveNoPartitionsOfOnlySomeLearners() {
    assertThat(DrawHashes.of(totals(3), 3, LEARNERS, false).lines().lines())
        .containsExactly(
            "no partition-hash: not all learners were there at the end",
            "no batch-hash and peer-hash: not all learners were there at the end");
  }

  private static Totals totals(int complete) {
    return Totals.none()
        .add(Tally.DRAWS_COMPLETE, complete)
        .add(Tally.DRAWS_PARTITIONS, 0xaa)
        .add(Tally.DRAWS_BATCHES, 0xbb)
        .add(Tally.DRAWS_PEERS, 0xcc);
  }
}
