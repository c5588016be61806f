package dev.starling.sim.summary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The gossip process. Rates are λ: pushes per second of one learner.
 *
 * @param rate achieved, counting pushes that were mixed whole
 * @param configuredRate asked for; null when a controller chooses it
 * @param required by the law for the staleness target at the achieved update rate; null without a
 *     target, or where the law does not hold
 * @param sent pushes handed to the transport whole
 * @param mixed pushes mixed whole
 * @param partial pushes of which some frames are missing
 * @param lost pushes of which no frame arrived
 * @param busy gossip ticks skipped because the last push was still being sent
 * @param dropped frames dropped, by reason, in alphabetical order; empty when none was
 * @param bytes moved by pushes, versions included
 * @param lateMs how late gossip ticks ran; null in virtual time
 * @param clamp how far link and lane held it back; null when they never did
 */
public record GossipSummary(
    Double rate,
    Double configuredRate,
    Double required,
    long sent,
    long mixed,
    long partial,
    long lost,
    long busy,
    Map<String, Long> dropped,
    long bytes,
    LatenessMillis lateMs,
    Clamp clamp) {
  /** Copies the reasons, sorted, and drops what is not finite. */
  public GossipSummary {
    rate = Finite.orNull(rate);
    configuredRate = Finite.orNull(configuredRate);
    required = Finite.orNull(required);
    dropped =
        Collections.unmodifiableSortedMap(new TreeMap<>(dropped == null ? Map.of() : dropped));
  }

  /** Whether link or lane held so much back that it has to be said. */
  @JsonIgnore
  public boolean isHeldBack() {
    return clamp != null && clamp.isWorthTelling();
  }

  /** Frames dropped for whatever reason. */
  public long droppedFrames() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
