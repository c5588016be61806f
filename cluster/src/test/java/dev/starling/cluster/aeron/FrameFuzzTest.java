package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.run.RunDescription;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A million frames that were changed, cut, grown, doubled or are of another run, between frames as
 * learners send them. {@code -Dstarling.fuzz.seed=SEED} draws others, {@code
 * -Dstarling.fuzz.frames=NUMBER} more.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FrameFuzzTest {
  private static final long SEED = Long.getLong("starling.fuzz.seed", 20_261_121);
  private static final int FRAMES = Integer.getInteger("starling.fuzz.frames", 1_000_000);
  private static final int WAYS = 4;
  private static final int REPEATED_FRAMES = 6_000;

  private static final List<Tally> REASONS =
      List.of(
          Tally.DROPPED_MALFORMED,
          Tally.DROPPED_FOREIGN,
          Tally.DROPPED_ABSENT,
          Tally.DROPPED_INSANE,
          Tally.DROPPED_MISFIT);

  private static final RunDescription.Clock PACED =
      new RunDescription.Clock("paced", 20, 0, List.of(1.0));

  /** Heap bytes per frame: slots of exchanges are made when they are first used. */
  private static final double MEAN_HEAP_BYTES = 16;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "push fixed uniform",
        "push law age",
        "push law staleness",
        "exchange law uniform"
      })
  void shouldKeepThetaWholeWhateverFramesComeIn(String way) {
    try (FrameFuzz fuzz = new FrameFuzz(describe(way), SEED, FRAMES / WAYS).run()) {
      assertThat(fuzz.heapBytesPerFrame()).isLessThan(MEAN_HEAP_BYTES);
      assertThat(fuzz.mixed()).as("frames mixed, seed %d", SEED).isGreaterThan(FRAMES / WAYS / 50);
      for (Tally reason : REASONS) {
        assertThat(fuzz.dropped(reason)).as("%s, seed %d", reason, SEED).isPositive();
      }
    }
  }

  @Test
  void shouldGoTheSameWayAgainWithTheSameSeed() {
    assertThat(hash(SEED)).isEqualTo(hash(SEED)).isNotEqualTo(hash(SEED + 1));
  }

  private static long hash(long seed) {
    try (FrameFuzz fuzz =
        new FrameFuzz(describe("exchange law uniform"), seed, REPEATED_FRAMES).run()) {
      return fuzz.hash();
    }
  }

  private static RunDescription describe(String way) {
    String[] words = way.split(" ", 3);
    String protocol = words[0];
    String capacity = words[1];
    String mixing = words[2];
    RunDescription plain = LaneRig.describe(4, PACED, 200);
    return new RunDescription(
        plain.id(),
        plain.seed(),
        plain.learners(),
        plain.data(),
        plain.model(),
        plain.topology(),
        false,
        plain.limits(),
        plain.steps(),
        plain.clock(),
        new RunDescription.Gossip(protocol, capacity, 200, 1, true, 0.01, mixing, 0.5),
        plain.versions(),
        plain.divergence(),
        plain.measuring(),
        plain.faults());
  }
}
