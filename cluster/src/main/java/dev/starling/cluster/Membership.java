package dev.starling.cluster;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;

/**
 * When each node of the cluster could not be reached any more and when it was given up, as this
 * node has it: so that whoever keeps a run next can say what happened to its predecessor. Written
 * by one actor, read by any thread.
 */
final class Membership {
  /** Of a moment that has not been, or that nobody here has seen. */
  static final long NEVER = Long.MIN_VALUE;

  private static final int MAX_KEPT = 64;

  private final NanoClock clock;

  /** Of members, and of those whose absence is kept. */
  private final Map<String, String> names = new ConcurrentHashMap<>();

  private final Map<String, Long> lastWords = new ConcurrentHashMap<>();
  private final Deque<HostPort> others = new ConcurrentLinkedDeque<>();
  private final AtomicReference<Map<String, Absence>> absences = new AtomicReference<>(Map.of());

  Membership(NanoClock clock) {
    this.clock = clock;
  }

  /**
   * What is known of a node's absence.
   *
   * @param heardNs when it was last heard, or {@link #NEVER}
   * @param unreachableNs of this node's clock, or {@link #NEVER}
   * @param removedNs when the cluster gave it up, or {@link #NEVER}
   * @param cause {@code left} in good order, {@code lost}, or {@code failed} to do its part and
   *     left
   */
  record Absence(long heardNs, long unreachableNs, long removedNs, String cause) {
    private static final String LOST = "lost";

    static final Absence UNSEEN = new Absence(NEVER, NEVER, NEVER, LOST);

    private boolean isLost() {
      return removedNs != NEVER && cause.equals(LOST);
    }

    /** The same for another cause. */
    Absence of(String other) {
      return new Absence(heardNs, unreachableNs, removedNs, other);
    }

    /** The same of a node that somebody has heard at that time, or {@link #NEVER}. */
    Absence heardAt(long ns) {
      return new Absence(ns, unreachableNs, removedNs, cause);
    }
  }

  /** The name of the node at an address; the address itself of one that has not been seen. */
  String nameOf(String address) {
    return names.getOrDefault(address, address);
  }

  /** The node at an address as logs have it: by name and address. */
  String whois(String address) {
    return NodeName.withAddress(nameOf(address), address);
  }

  private String whois(Address node) {
    return whois(NodeAddress.text(node));
  }

  /** Nodes that have been members with this one, the latest first. */
  List<HostPort> others() {
    return List.copyOf(others);
  }

  /** Nodes that were given up and have not come back. */
  List<HostPort> lost() {
    return absences.get().entrySet().stream()
        .filter(each -> each.getValue().isLost())
        .map(each -> HostPort.parse(each.getKey(), 0))
        .toList();
  }

  /** The absence of one node. */
  Absence absenceOf(String node) {
    return absences.get().getOrDefault(node, Absence.UNSEEN);
  }

  /** Whether a node is about to leave in good order. */
  boolean isLeaving(String node) {
    Absence absence = absenceOf(node);
    return absence.cause().equals("left") && absence.removedNs() == NEVER;
  }

  /** A word of another node has come; its last one dates its absence. */
  void hear(Address node) {
    lastWords.put(NodeAddress.text(node), clock.nanoTime());
  }

  /** The actor that keeps this up to date, and tells people in one line each who comes and goes. */
  Behavior<ClusterEvent.ClusterDomainEvent> watcher() {
    return Behaviors.setup(
        context -> {
          Cluster.get(context.getSystem())
              .subscriptions()
              .tell(Subscribe.create(context.getSelf(), ClusterEvent.ClusterDomainEvent.class));
          Address self = Cluster.get(context.getSystem()).selfMember().address();
          CoordinatedShutdown ending = CoordinatedShutdown.get(context.getSystem());
          Logger log = context.getLog();
          return Behaviors.receive(ClusterEvent.ClusterDomainEvent.class)
              .onMessage(ClusterEvent.MemberUp.class, event -> same(() -> onUp(event, self, log)))
              .onMessage(ClusterEvent.MemberLeft.class, event -> same(() -> onLeaving(event)))
              .onMessage(
                  ClusterEvent.UnreachableMember.class,
                  event -> same(() -> onUnreachable(event, log)))
              .onMessage(
                  ClusterEvent.ReachableMember.class, event -> same(() -> onReachable(event, log)))
              .onMessage(
                  ClusterEvent.MemberRemoved.class,
                  event -> {
                    // A node that ends sees all the others go.
                    if (ending.getShutdownReason().isEmpty()) {
                      onRemoved(event, log);
                    }
                    return Behaviors.same();
                  })
              .onAnyMessage(event -> Behaviors.same())
              .build();
        });
  }

  private static Behavior<ClusterEvent.ClusterDomainEvent> same(Runnable action) {
    action.run();
    return Behaviors.same();
  }

  private void onUp(ClusterEvent.MemberUp event, Address self, Logger log) {
    Address node = event.member().address();
    names.put(NodeAddress.text(node), NodeName.of(event.member()));
    log.info("node {} has joined the cluster", whois(node));
    forget(NodeAddress.text(node));
    if (!node.equals(self)) {
      HostPort other = new HostPort(node.getHost().orElseThrow(), node.getPort().orElseThrow());
      others.remove(other);
      others.addFirst(other);
      if (others.size() > MAX_KEPT) {
        others.removeLast();
      }
    }
  }

  /** What it does is missed before the cluster has removed it. */
  private void onLeaving(ClusterEvent.MemberLeft event) {
    String name = NodeAddress.text(event.member().address());
    put(name, new Absence(lastWord(name), NEVER, NEVER, "left"));
  }

  private void onUnreachable(ClusterEvent.UnreachableMember event, Logger log) {
    Address node = event.member().address();
    if (event.member().status().equals(MemberStatus.exiting())) {
      return;
    }
    log.warn("node {} cannot be reached", whois(node));
    String name = NodeAddress.text(node);
    put(name, new Absence(lastWord(name), clock.nanoTime(), NEVER, "lost"));
  }

  private void onReachable(ClusterEvent.ReachableMember event, Logger log) {
    log.warn("node {} can be reached again", whois(event.member().address()));
    forget(NodeAddress.text(event.member().address()));
  }

  private void onRemoved(ClusterEvent.MemberRemoved event, Logger log) {
    Address node = event.member().address();
    boolean inOrder = event.previousStatus().equals(MemberStatus.exiting());
    String cause = inOrder ? "left" : "lost";
    if (inOrder) {
      log.info("node {} has left the cluster", whois(node));
    } else {
      log.warn("node {} has been taken from the cluster", whois(node));
    }
    String name = NodeAddress.text(node);
    put(
        name,
        new Absence(lastWord(name), absenceOf(name).unreachableNs(), clock.nanoTime(), cause));
  }

  private long lastWord(String node) {
    return lastWords.getOrDefault(node, NEVER);
  }

  private void put(String node, Absence absence) {
    Map<String, Absence> updated = new LinkedHashMap<>(absences.get());
    updated.remove(node);
    updated.put(node, absence);
    if (updated.size() > MAX_KEPT) {
      String oldest = updated.keySet().iterator().next();
      if (updated.remove(oldest).removedNs() != NEVER) {
        names.remove(oldest);
      }
    }
    absences.set(Collections.unmodifiableMap(updated));
  }

  private void forget(String node) {
    Map<String, Absence> updated = new LinkedHashMap<>(absences.get());
    if (updated.remove(node) != null) {
      absences.set(Collections.unmodifiableMap(updated));
    }
  }
}
