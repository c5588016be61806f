package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class UnheardLearnersTest {
  private final UnheardLearners unheard = new UnheardLearners();
  private final long[] updates = {70, 32, 55, 90};

  @Test
  void shouldCountALostLearnerUntilANodeReportsOfIt() {
    unheard.add(1);
    unheard.add(2);
    assertThat(least()).isEqualTo(32);
    unheard.hear(learners(0, 1), 1);
    assertThat(least()).as("reported before learner 1 took its seat").isEqualTo(32);
    unheard.hear(learners(0, 1), 2);
    assertThat(least()).isEqualTo(55);
    unheard.hear(learners(2, 3), 2);
    assertThat(least()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldNotCountALearnerThatIsAway() {
    unheard.add(1);
    unheard.add(3);
    assertThat(unheard.leastUpdates(updates, learner -> learner != 1)).isEqualTo(90);
  }

  private long least() {
    return unheard.leastUpdates(updates, learner -> true);
  }

  private static BitSet learners(int... ids) {
    BitSet set = new BitSet();
    for (int id : ids) {
      set.set(id);
    }
    return set;
  }
}
