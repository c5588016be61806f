package dev.starling.ops;

import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pushes and frames of a run, from the totals that lanes count.
 *
 * @param lost pushes sent of which no frame was mixed; those in flight count until they are
 * @param dropped frames, by reason: the tally's name in small letters, such as {@code absent}
 * @param bytes by which the transport's streams advanced
 */
record PushTotals(
    long sent,
    long mixed,
    long partial,
    long lost,
    long busy,
    Map<String, Long> dropped,
    long bytes) {
  private static final String DROPPED = "DROPPED_";

  PushTotals {
    dropped = Map.copyOf(dropped);
  }

  static PushTotals of(Totals totals) {
    long sent = totals.get(Tally.PUSHES_SENT);
    long mixed = totals.get(Tally.PUSHES_MIXED);
    long partial = totals.get(Tally.PUSHES_PARTIAL);
    return new PushTotals(
        sent,
        mixed,
        partial,
        Math.max(0, sent - mixed - partial),
        totals.get(Tally.PUSHES_BUSY),
        dropped(totals),
        totals.get(Tally.BYTES_SENT));
  }

  long droppedFrames() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> dropped(Totals totals) {
    Map<String, Long> byReason = new TreeMap<>();
    for (Tally tally : Tally.values()) {
      if (tally.name().startsWith(DROPPED) && totals.get(tally) > 0) {
        byReason.put(reason(tally), totals.get(tally));
      }
    }
    return byReason;
  }

  private static String reason(Tally tally) {
    return tally.name().substring(DROPPED.length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
