package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.random.RandomStream;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Versions, the origins that have them, and vectors of them. */
class VersionsTest {

  @Test
  void shouldOrderIncarnationsBeforeCounts() {
    assertThat(Version.of(1, 0)).isGreaterThan(Version.of(0, 1_000_000));
    assertThat(Version.count(Version.of(3, 17))).isEqualTo(17);
    assertThat(Version.incarnation(Version.of(3, 17))).isEqualTo(3);
  }

  @Test
  void shouldCountAllUpdatesOfANewIncarnation() {
    assertThat(Version.behind(Version.of(0, 5), Version.of(0, 9))).isEqualTo(4);
    assertThat(Version.behind(Version.of(0, 500), Version.of(1, 9))).isEqualTo(9);
    assertThat(Version.behind(Version.of(1, 9), Version.of(0, 500))).isZero();
    assertThat(Version.behind(Version.NONE, Version.of(0, 9))).isEqualTo(9);
  }

  @Test
  void shouldTrackEverybodyUpToTheLimit() {
    Origins all = Origins.of(5, 5, 2, 1);
    assertThat(all.isComplete()).isTrue();
    assertThat(all.learnerAt(4)).isEqualTo(4);
    assertThat(all.columnOf(4)).isEqualTo(4);
    assertThat(all.columnOf(5)).isEqualTo(-1);
  }

  @Test
  void shouldDrawTheSameSampleForEverybodyAboveTheLimit() {
    Origins one = Origins.of(1_000_000, 1024, 64, 9);
    assertThat(Origins.of(1_000_000, 1024, 64, 9)).as("one object for a run").isSameAs(one);
    Origins other = Origins.of(1_000_000, 1024, 64, 10);
    Origins same = Origins.of(1_000_000, 1024, 64, 9);
    assertThat(one.count()).isEqualTo(64);
    int differences = 0;
    for (int column = 0; column < 64; column++) {
      assertThat(one.learnerAt(column)).isEqualTo(same.learnerAt(column)).isBetween(0, 999_999);
      assertThat(one.columnOf(one.learnerAt(column))).isEqualTo(column);
      differences += one.learnerAt(column) == other.learnerAt(column) ? 0 : 1;
    }
    assertThat(differences).isGreaterThan(60);
  }

  @Test
  void shouldTrackItsOwnerEvenOutsideTheSample() {
    Origins one = Origins.of(10, 1, 1, 3);
    int untracked = one.learnerAt(0) == 0 ? 1 : 0;
    VersionVector vector = new VersionVector(one, untracked, 4);
    vector.advanceOwn();
    assertThat(vector.own()).isEqualTo(5);
    assertThat(vector.of(untracked)).isEqualTo(5);
    assertThat(vector.column(0)).isEqualTo(Version.NONE);
  }

  @Test
  void shouldTakeTheMaximumButKeepTheOwnersVersion() {
    VersionVector vector = new VersionVector(Origins.of(3, 3, 1, 0), 1, 6);
    vector.raise(new long[] {4, 2, 0});
    vector.raise(new long[] {3, 9, 1});
    assertThat(vector.of(0)).isEqualTo(4);
    assertThat(vector.of(1)).isEqualTo(6);
    assertThat(vector.of(2)).isEqualTo(1);
    vector.replace(new long[] {3, 9, 0});
    assertThat(vector.of(0)).isEqualTo(3);
    assertThat(vector.of(1)).isEqualTo(6);
    BitSet live = new BitSet();
    live.set(0, 3);
    assertThat(vector.countHeard(live::get)).isEqualTo(2);
    live.clear(0);
    assertThat(vector.countHeard(live::get)).isEqualTo(1);
  }

  @Test
  void shouldSayWhatEachVectorReceivedHasBrought() {
    // Three origins, the owner the middle one; every case beside the definition, one by one.
    RandomStream random = RandomStream.named(4, "versions", 0);
    for (int owner = -1; owner < 3; owner++) {
      Origins origins = owner < 0 ? Origins.of(9, 1, 3, 5) : Origins.of(3, 3, 1, 5);
      int self =
          owner < 0
              ? IntStream.range(0, 9).filter(i -> origins.columnOf(i) < 0).findFirst().orElseThrow()
              : owner;
      VersionVector vector = new VersionVector(origins, self, Version.of(1, 2));
      for (int push = 0; push < 200; push++) {
        long[] received = new long[3];
        long[] expected = new long[3];
        long advances = 0;
        int heard = 0;
        for (int i = 0; i < 3; i++) {
          received[i] =
              Version.of(random.nextInt(40) == 0 ? 1 : push / 100, random.nextInt(push + 1));
          long known = vector.column(i);
          boolean news = i != vector.ownColumn() && received[i] > known;
          expected[i] = news ? received[i] : known;
          heard += news && known == Version.NONE ? 1 : 0;
          advances += news && known != Version.NONE ? Version.behind(known, received[i]) : 0;
        }
        vector.raise(received);
        long[] raised = new long[3];
        vector.copyTo(raised);
        assertThat(raised).as("owner %d, push %d", owner, push).isEqualTo(expected);
        assertThat(vector.advances()).as("owner %d, push %d", owner, push).isEqualTo(advances);
        assertThat(vector.newlyHeard()).as("owner %d, push %d", owner, push).isEqualTo(heard);
      }
    }
  }

  @Test
  void shouldRefuseNumbersOutOfRange() {
    assertThatThrownBy(() -> Version.of(0, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Version.of(1 << 23, 0)).hasMessageContaining("8388608");
    assertThatThrownBy(() -> Origins.of(0, 1, 1, 0)).hasMessageContaining("learners");
  }
}
