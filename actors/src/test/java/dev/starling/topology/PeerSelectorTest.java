package dev.starling.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.random.RandomStream;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerSelectorTest {
  private static final long SEED = 11;
  private static final int DRAWS = 60_000;

  private final RandomStream peers = RandomStream.named(SEED, "peers", 3);

  /** The second case is so sparse that nearly every draw goes through the count. */
  @ParameterizedTest
  @CsvSource({"complete,10,3", "complete,2000,700", "random-regular:6,40,4", "ring,9,1"})
  void shouldChooseEachLiveNeighbourEquallyOften(String spec, int learners, int stride) {
    Topology topology = Topologies.parse(spec, learners, SEED);
    BitSet live = new BitSet();
    for (int i = 0; i < learners; i += stride) {
      live.set(i);
    }
    int[] chosen = new int[learners];
    PeerSelector selector = new PeerSelector(topology);

    for (int draw = 0; draw < DRAWS; draw++) {
      chosen[selector.select(0, live, peers)]++;
    }

    BitSet candidates = new BitSet();
    for (int index = 0; index < topology.degree(0); index++) {
      candidates.set(topology.neighbour(0, index));
    }
    candidates.and(live);
    double expected = (double) DRAWS / candidates.cardinality();
    for (int i = 0; i < learners; i++) {
      double mean = candidates.get(i) ? expected : 0;
      assertThat((double) chosen[i])
          .as("times that %d was chosen, seed %d", i, SEED)
          .isBetween(mean - 5 * Math.sqrt(mean), mean + 5 * Math.sqrt(mean));
    }
  }

  @ParameterizedTest
  @CsvSource({"complete,10", "complete,1", "random-regular:6,40", "ring,9"})
  void shouldChooseTheSameWithoutASetWhenAllAreLive(String spec, int learners) {
    PeerSelector selector = new PeerSelector(Topologies.parse(spec, learners, SEED));
    RandomStream same = RandomStream.named(SEED, "peers", 3);
    BitSet live = new BitSet();
    live.set(0, learners);
    for (int draw = 0; draw < 1000; draw++) {
      assertThat(selector.select(0, peers))
          .as("draw %d, seed %d", draw, SEED)
          .isEqualTo(selector.select(0, live, same));
    }
  }

  @Test
  void shouldChooseNobodyWhenNoNeighbourIsLive() {
    BitSet self = new BitSet();
    self.set(0);

    for (String spec : new String[] {"complete", "ring"}) {
      for (int learners : new int[] {1, 2, 8}) {
        PeerSelector selector = new PeerSelector(Topologies.parse(spec, learners, SEED));
        assertThat(selector.select(0, self, peers)).as(spec + " of " + learners).isEqualTo(-1);
        assertThat(selector.select(0, new BitSet(), peers)).isEqualTo(-1);
      }
    }
  }

  @Test
  void shouldNotChooseALiveLearnerThatIsNoNeighbour() {
    PeerSelector selector = new PeerSelector(Topologies.parse("ring", 8, SEED));
    BitSet live = new BitSet();
    live.set(2, 7);

    assertThat(selector.select(0, live, peers)).isEqualTo(-1);
  }

  @Test
  void shouldRepeatItsChoicesFromTheSameStream() {
    PeerSelector selector = new PeerSelector(Topologies.parse("complete", 100, SEED));
    BitSet live = new BitSet();
    live.set(0, 100);
    RandomStream first = RandomStream.named(SEED, "peers", 5);
    RandomStream second = RandomStream.named(SEED, "peers", 5);

    for (int draw = 0; draw < 100; draw++) {
      assertThat(selector.select(5, live, first)).isEqualTo(selector.select(5, live, second));
    }
  }
}
