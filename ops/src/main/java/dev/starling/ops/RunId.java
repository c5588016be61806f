package dev.starling.ops;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.agrona.concurrent.EpochClock;

/** Names runs after the time of day and the seed, so that a listing sorts by age. Stateless. */
final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private RunId() {}

  /** Such as {@code 20261120-071500-seed7}. */
  static String of(EpochClock clock, ZoneId zone, long seed) {
    return TIME.withZone(zone).format(Instant.ofEpochMilli(clock.time())) + "-seed" + seed;
  }
}
