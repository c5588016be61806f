package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each link carried, beside the staleness across it. */
class LinkTableTest {
  private final Origins origins = Origins.of(3, 3, 1, 0);
  private final StalenessGrid grid = new StalenessGrid(3, origins, 100, 0);
  private final LinkLog log = new LinkLog(origins);

  @Test
  void shouldPutWhatALinkCarriedBesideItsStaleness() {
    record(0, 10, 4, 9);
    record(1, 10, 2, 9);
    log.onSent(0, 1);
    log.onSent(0, 1);
    log.onSent(0, 1);
    log.onMixed(0, 1, 2_000_000_000L);
    log.onMixed(0, 1, 3_500_000_000L);
    LinkTable table = grid.links(log);
    assertThat(table.isComplete()).isTrue();
    assertThat(table.rows()).hasSize(6);
    LinkTable.Link first = table.rows().get(0);
    assertThat(first.source()).isZero();
    assertThat(first.target()).isEqualTo(1);
    assertThat(first.sent()).isEqualTo(3);
    assertThat(first.mixed()).isEqualTo(2);
    assertThat(first.lastHeardSeconds()).isEqualTo(3.5);
    assertThat(first.staleness()).as("10 − 4, 10 − 2").isEqualTo(7);
    assertThat(log.lostShare(1)).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void shouldShowAMissingVersionAsMissing() {
    record(0, 10, 4, 0);
    assertThat(grid.summary().neverHeard()).isEqualTo(1);
    assertThat(grid.summary().coverage()).isCloseTo(5 / 6.0, within(1e-12));
    LinkTable.Link silent = grid.links(log).stalest(1).get(0);
    assertThat(silent.source()).isZero();
    assertThat(silent.target()).isEqualTo(2);
    assertThat(silent.staleness()).as("all of its updates").isEqualTo(10);
    assertThat(silent.lastHeardSeconds()).isNaN();
    assertThat(log.lostShare(2)).as("nothing was sent").isNaN();
  }

  @Test
  void shouldFollowTrackedOriginsAlone() {
    Origins sampled = Origins.of(1000, 64, 64, 3);
    LinkTable table = new StalenessGrid(1000, sampled, 100, 0).links(new LinkLog(sampled));
    assertThat(table.isComplete()).isFalse();
    assertThat(table.isOfAllOrigins()).isFalse();
    assertThat(table.links()).isEqualTo(64 * 999);
    assertThat(table.rows()).hasSize(64 * 999);
    assertThat(table.stalest(10)).as("nothing was measured").isEmpty();
  }

  @Test
  void shouldShowTheStalestLinksWhereThereAreTooMany() {
    Origins all = Origins.of(300, 300, 1, 0);
    LinkTable table = new StalenessGrid(300, all, 100, 0).links(new LinkLog(all));
    assertThat(table.isComplete()).isFalse();
    assertThat(table.isOfAllOrigins()).as("some have no row, but all count").isTrue();
    assertThat(table.links()).isEqualTo(300 * 299);
    assertThat(table.rows()).hasSize(1 << 16);
    StalenessGrid measured = new StalenessGrid(300, all, 100, 0);
    long[] versions = new long[300];
    for (int id = 299; id >= 0; id--) {
      Arrays.fill(versions, 1);
      versions[id] = 1L + id;
      VersionVector vector = new VersionVector(all, id, 1 + id);
      vector.raise(versions);
      measured.record(id, 0, vector);
    }
    LinkTable stalest = measured.links(new LinkLog(all));
    assertThat(stalest.rows()).hasSize(1 << 16);
    // 65,536 = 219 · 299 + 55: all links of the 219 origins that made most, and 55 of the next.
    assertThat(stalest.rows().stream().filter(link -> link.source() >= 81)).hasSize(219 * 299);
    assertThat(stalest.rows().stream().filter(link -> link.source() == 80)).hasSize(55);
  }

  @Test
  void shouldCountEveryPushOfManyThreadsToOneTarget() {
    LinkLog busy = new LinkLog(Origins.of(5, 5, 1, 0));
    int pushes = 200_000;
    IntStream.range(0, 4)
        .mapToObj(source -> CompletableFuture.runAsync(() -> push(busy, source, pushes)))
        .toList()
        .forEach(CompletableFuture::join);
    for (int push = 0; push < pushes; push++) {
      busy.onMixed(push % 4, 4, push);
    }
    assertThat(busy.lostShare(4)).as("three of four").isEqualTo(0.75);
  }

  @Test
  void shouldKeepNothingWhereLinksAreBeyondTheBound() {
    Origins large = Origins.of(100_000, 64, 64, 3);
    LinkLog none = new LinkLog(large);
    none.onSent(large.learnerAt(0), 99_999);
    none.onMixed(large.learnerAt(0), 99_999, 1);
    assertThat(none.lostShare(99_999)).isNaN();
  }

  private static void push(LinkLog log, int source, int pushes) {
    for (int push = 0; push < pushes; push++) {
      log.onSent(source, 4);
    }
  }

  /** Origin 0 is at {@code own}; learners 1 and 2 know it at their version. */
  private void record(long index, long own, long known1, long known2) {
    grid.record(0, index, vector(0, own, 1, 1));
    grid.record(1, index, vector(1, known1, 1, 1));
    grid.record(2, index, vector(2, known2, 1, 1));
  }

  private VersionVector vector(int owner, long... columns) {
    VersionVector vector = new VersionVector(origins, owner, columns[owner]);
    vector.raise(columns);
    return vector;
  }
}
