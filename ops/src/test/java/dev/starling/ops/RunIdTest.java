package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RunIdTest {

  @Test
  void shouldNameTimeAndSeed() {
    // 1,795,072,500 s after 1970 began is 07:15:00 UTC on 19 November 2026.
    assertThat(RunId.of(() -> 1_795_072_500_000L, ZoneOffset.UTC, 7))
        .isEqualTo("20261119-071500-seed7");
  }
}
