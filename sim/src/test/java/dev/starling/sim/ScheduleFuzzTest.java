package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Thousands of random schedules over small clusters with all faults on. A seed that fails is
 * printed; {@code -Dstarling.fuzz.seed=SEED} runs it alone, and {@code
 * -Dstarling.fuzz.schedules=NUMBER} runs more.
 */
class ScheduleFuzzTest {
  private static final long FIRST_SEED = 1;
  private static final int SCHEDULES = Integer.getInteger("starling.fuzz.schedules", 3000);
  private static final Long ONLY = Long.getLong("starling.fuzz.seed");

  /** One in so many schedules is run twice. */
  private static final int REPEATED = 20;

  @Test
  void shouldHoldItsInvariantsUnderAnySchedule() {
    if (ONLY != null) {
      check(ONLY);
      return;
    }
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
      long hash = check(seed);
      if (seed % REPEATED == 0) {
        assertThat(check(seed)).as(failure(seed, "it does not repeat itself")).isEqualTo(hash);
      }
    }
  }

  private static long check(long seed) {
    try {
      return FuzzRun.check(seed);
    } catch (RuntimeException | AssertionError fault) {
      throw new AssertionError(failure(seed, fault.toString()), fault);
    }
  }

  private static String failure(long seed, String what) {
    return "schedule %d failed: %s%nto run it alone: -Dtest=ScheduleFuzzTest -Dstarling.fuzz.seed=%d%n%s"
        .formatted(seed, what, seed, FuzzPlan.of(seed));
  }
}
