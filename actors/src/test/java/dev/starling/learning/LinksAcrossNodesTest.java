package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The source's node knows what a link was given, the target's what came of it. */
class LinksAcrossNodesTest {
  @ParameterizedTest(name = "{0} learners, {1} tracked, on {2} nodes")
  @CsvSource({"7, 7, 1", "7, 7, 2", "70, 70, 3", "100, 12, 5", "300, 300, 2"})
  void shouldBeOneTable(int learners, int tracked, int nodes) {
    Random random = new Random(learners);
    DividedGrid divided = new DividedGrid(Origins.of(learners, tracked, tracked, 5), nodes, random);
    for (int row = 0; row < 6; row++) {
      divided.letHappen(40 * learners, 1_000_000L * row);
      divided.record(row);
      divided.exchange();
    }
    LinkGathering gathering = new LinkGathering(divided.origins);
    while (!gathering.isComplete()) {
      LinkPart part = divided.nodes.get(0).linkPart(divided.logs.get(0), gathering.next());
      for (int node = 1; node < nodes; node++) {
        part = part.plus(divided.nodes.get(node).linkPart(divided.logs.get(node), part.from()));
      }
      gathering.add(part);
    }
    assertThat(gathering.table()).isEqualTo(divided.whole.links(divided.wholeLog));
  }

  @Test
  void shouldRefusePartsThatDoNotFit() {
    Origins origins = Origins.of(100, 100, 1, 0);
    LinkGathering gathering = new LinkGathering(origins);
    StalenessGrid grid = new StalenessGrid(100, origins, 1, 0);
    LinkPart first = grid.linkPart(new LinkLog(origins), 0);
    LinkPart second = grid.linkPart(new LinkLog(origins), 4096);
    assertThatThrownBy(() -> gathering.add(second))
        .hasMessage("wanted the links from 0 on, not from 4096");
    assertThatThrownBy(() -> first.plus(second))
        .hasMessage("links from 4096 on cannot be added to those from 0 on");
  }

  @Test
  void shouldTellWhichShareOfThePushesOfAllNodesWasLost() {
    DividedGrid divided = new DividedGrid(Origins.of(6, 6, 6, 5), 3, new Random(3));
    LinkTotals[] before = {LinkTotals.NONE, LinkTotals.NONE, LinkTotals.NONE};
    for (int round = 0; round < 3; round++) {
      divided.letHappen(500, 1);
      for (int from = 0; from < 3; from++) {
        LinkTotals told = divided.logs.get(from).totals(divided.hosted(from));
        for (int to = 0; to < 3; to++) {
          if (to != from) {
            divided.logs.get(to).hear(told, before[from]);
          }
        }
        before[from] = told;
      }
      for (int learner = 0; learner < 6; learner++) {
        assertThat(divided.logs.get(divided.homes[learner]).lostShare(learner))
            .as("round %d", round)
            .isEqualTo(divided.wholeLog.lostShare(learner))
            .isCloseTo(0.2, within(0.1));
      }
    }
  }

  @Test
  void shouldCountOnForALearnerThatHasMoved() {
    Origins origins = Origins.of(2, 2, 2, 0);
    LinkLog former = new LinkLog(origins);
    LinkLog latter = new LinkLog(origins);
    for (int push = 0; push < 10; push++) {
      former.onSent(0, 1);
      former.onMixed(0, 1, push);
    }
    BitSet hosted = new BitSet();
    hosted.set(0);
    latter.hear(former.totals(hosted), LinkTotals.NONE);
    former.onSent(0, 1);
    former.onSent(0, 1);
    latter.onMixed(0, 1, 99);
    latter.hear(former.totals(hosted), new LinkTotals(new int[] {1}, longs(10), longs(10)));
    assertThat(latter.lostShare(1)).isEqualTo(1 / 12.0);
  }

  private static long[] longs(long value) {
    return new long[] {value};
  }
}
