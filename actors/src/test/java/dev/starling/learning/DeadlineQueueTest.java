package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.random.RandomStream;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeadlineQueueTest {
  private static final long SEED = 12;

  @Test
  void shouldPollInTheOrderOfDeadlinesThenOfSlots() {
    DeadlineQueue queue = new DeadlineQueue(4);
    queue.set(3, 10);
    queue.set(1, 10);
    queue.set(0, 20);
    queue.set(2, 5);
    queue.set(2, 30);
    queue.clear(0);
    assertThat(queue.nextDeadlineNs()).isEqualTo(10);
    assertThat(new int[] {queue.poll(), queue.poll(), queue.poll()}).containsExactly(1, 3, 2);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(queue::poll).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldOrderDeadlinesOnBothSidesOfZero() {
    DeadlineQueue queue = new DeadlineQueue(3);
    queue.set(0, 7);
    queue.set(1, -1_000_000_000_000_000_000L);
    queue.set(2, 1_000_000_000_000_000_000L);
    assertThat(new int[] {queue.poll(), queue.poll(), queue.poll()}).containsExactly(1, 0, 2);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void shouldForgetASlotThatIsSetToNever() {
    DeadlineQueue queue = new DeadlineQueue(1);
    queue.set(0, 7);
    queue.set(0, Long.MAX_VALUE);
    assertThat(queue.isEmpty()).isTrue();
    assertThatThrownBy(() -> queue.set(1, 7)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldAgreeWithASortedMapWhateverIsSetAndCleared() {
    int slots = 50;
    RandomStream random = RandomStream.named(SEED, "deadlines", 0);
    DeadlineQueue queue = new DeadlineQueue(slots);
    TreeMap<Long, Integer> expected = new TreeMap<>();
    long[] deadline = new long[slots];
    for (int round = 0; round < 20_000; round++) {
      int slot = random.nextInt(slots);
      expected.remove(deadline[slot], slot);
      if (random.nextInt(4) == 0) {
        queue.clear(slot);
      } else {
        // Distinct by construction, so that a map can hold them.
        deadline[slot] = random.nextInt(1000) * (long) slots + slot;
        queue.set(slot, deadline[slot]);
        expected.put(deadline[slot], slot);
      }
      if (!expected.isEmpty() && random.nextInt(3) == 0) {
        assertThat(queue.poll())
            .as("round %d, seed %d", round, SEED)
            .isEqualTo(expected.pollFirstEntry().getValue());
      }
    }
  }
}
