package dev.starling.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Cluster;
import akka.event.EventStream;
import akka.remote.DefaultFailureDetectorRegistry;
import akka.remote.FailureDetector;
import akka.remote.PhiAccrualFailureDetector;
import com.typesafe.config.Config;
import java.util.Optional;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Whether one other node can be reached, as its heartbeats tell. Akka waits some 4 s for the next,
 * since a busy node is late with it; where the node's machine refuses connections to it as well
 * nobody is there to be late, and one and a half intervals of silence are enough. One alone is not:
 * a firewall may reject new connections while heartbeats come by the old one.
 *
 * <p>Akka makes one for each node that it watches from here; any thread may use it.
 */
public final class NodeFailureDetector implements FailureDetector {
  /** A heartbeat is late when it takes a tenth more than the time between two of them. */
  private static final double LATE_INTERVALS = 1.1;

  private static final double REFUSED_INTERVALS = 1.5;

  private final PhiAccrualFailureDetector heartbeats;
  private final NanoClock clock;
  private final long lateNs;
  private final long refusedNs;
  private volatile long lastHeartbeatNs;

  /** In the silence of now. */
  private volatile boolean refused;

  /** As Akka makes it, of {@code akka.cluster.failure-detector}. */
  public NodeFailureDetector(Config settings, EventStream warnings) {
    this(settings, warnings, SystemNanoClock.INSTANCE);
  }

  NodeFailureDetector(Config settings, EventStream warnings, NanoClock clock) {
    heartbeats = new PhiAccrualFailureDetector(settings, warnings);
    this.clock = clock;
    long intervalNs = settings.getDuration("heartbeat-interval").toNanos();
    lateNs = (long) (LATE_INTERVALS * intervalNs);
    refusedNs = (long) (REFUSED_INTERVALS * intervalNs);
    lastHeartbeatNs = clock.nanoTime();
  }

  /** That of {@code system} for {@code node}; empty when others watch that one. */
  static Optional<NodeFailureDetector> of(ActorSystem<?> system, Address node) {
    // Akka has no public way to the detector of one node.
    var registry =
        (DefaultFailureDetectorRegistry<Address>)
            Cluster.get(Adapter.toClassic(system)).failureDetector();
    return registry.failureDetector(node).getOrElse(() -> null)
            instanceof NodeFailureDetector detector
        ? Optional.of(detector)
        : Optional.empty();
  }

  /** What the machine of {@code node} has just done with a connection to it. */
  void onAnswer(Address node, PortAnswer answer) {
    // For the warnings: Akka tells only detectors of its own.
    heartbeats.address_$eq(node.toString());
    refused = answer == PortAnswer.REFUSES;
  }

  /** Whether the next heartbeat should have come by now. */
  boolean isLate() {
    return silentNs() >= lateNs;
  }

  @Override
  public boolean isAvailable() {
    return heartbeats.isAvailable() && !(refused && silentNs() >= refusedNs);
  }

  @Override
  public boolean isMonitoring() {
    return heartbeats.isMonitoring();
  }

  @Override
  public void heartbeat() {
    lastHeartbeatNs = clock.nanoTime();
    refused = false;
    heartbeats.heartbeat();
  }

  private long silentNs() {
    return clock.nanoTime() - lastHeartbeatNs;
  }
}
