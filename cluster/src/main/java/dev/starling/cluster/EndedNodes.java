package dev.starling.cluster;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Has the cluster give up a node at once whose process has ended without leaving: its machine
 * refuses connections to its control port, which that of a node that hangs, is slow or is cut off
 * does not. Tried is the port of a node whose heartbeat is late, who is missed sooner if he refuses
 * ({@link NodeFailureDetector}), and of all nodes while somebody is missed. Who does not refuse is
 * left to the patience of the cluster.
 *
 * <p>A firewall that begins to reject, and does not just drop, looks the same from outside. So
 * nobody is given up unless half of all nodes are there: this one and those that take connections
 * now, whether or not they are missed yet. Of two equal parts between which such a firewall stands
 * each goes on alone.
 */
final class EndedNodes extends AbstractBehavior<EndedNodes.Command> {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Who hangs keeps each connection until it goes on; Akka's own wait behind them. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** Looks that pass at most before those are tried again who are missed and do not refuse. */
  private static final int MAX_REST = 8;

  /** A node that is just leaving closes its port before everybody knows. */
  private static final int REFUSALS = 2;

  private final Membership membership;
  private final Function<HostPort, PortAnswer> tryPort;
  private final TimerScheduler<Command> timers;
  private final Cluster cluster;
  private final CoordinatedShutdown ending;
  private final Executor blocking;
  private final Logger log;
  private final Map<UniqueAddress, Integer> refusals = new HashMap<>();
  private Set<UniqueAddress> missed = Set.of();
  private int rest;
  private int looks;

  private EndedNodes(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Membership membership,
      Function<HostPort, PortAnswer> tryPort) {
    super(context);
    this.membership = membership;
    this.tryPort = tryPort;
    this.timers = timers;
    cluster = Cluster.get(context.getSystem());
    ending = CoordinatedShutdown.get(context.getSystem());
    log = context.getLog();
    blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    timers.startSingleTimer(new Look(), LOOK);
  }

  /**
   * The actor that does so; one for each node.
   *
   * @param tryPort {@link PortAnswer#of}; it may block
   */
  static Behavior<Command> create(Membership membership, Function<HostPort, PortAnswer> tryPort) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new EndedNodes(context, timers, membership, tryPort)));
  }

  /** Whether {@code there} of {@code all} nodes may go on without those that have ended. */
  static boolean mayGoOn(int there, int all) {
    return 2 * there >= all;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, look -> onLook())
        .onMessage(Tried.class, this::onTried)
        .build();
  }

  private Behavior<Command> onLook() {
    Set<UniqueAddress> now = missed();
    if (!now.equals(missed)) {
      missed = now;
      rest = 0;
      looks = 0;
    }
    List<Member> others = others();
    List<Member> late = others.stream().filter(this::isLate).toList();
    refusals.keySet().removeIf(node -> !now.contains(node) && isNoneOf(late, node));
    boolean isEveryone = !now.isEmpty() && (!refusals.isEmpty() || looks++ >= rest);
    List<Member> tried =
        isEveryone
            ? others
            : late.stream().filter(member -> !now.contains(member.uniqueAddress())).toList();
    if (tried.isEmpty() || ending.getShutdownReason().isPresent()) {
      timers.startSingleTimer(new Look(), now.isEmpty() ? LOOK : LOOK_AGAIN);
      return this;
    }
    List<CompletableFuture<Port>> ports = tried.stream().map(this::tryPortOf).toList();
    getContext()
        .pipeToSelf(
            CompletableFuture.allOf(ports.toArray(CompletableFuture<?>[]::new)),
            (done, fault) ->
                new Tried(isEveryone, ports.stream().map(CompletableFuture::join).toList()));
    return this;
  }

  private CompletableFuture<Port> tryPortOf(Member member) {
    HostPort port = HostPort.parse(NodeAddress.text(member.address()), 0);
    return CompletableFuture.supplyAsync(() -> new Port(member, tryPort.apply(port)), blocking)
        .exceptionally(fault -> new Port(member, PortAnswer.NONE));
  }

  private static boolean isNoneOf(List<Member> members, UniqueAddress node) {
    return members.stream().noneMatch(member -> member.uniqueAddress().equals(node));
  }

  private List<Member> others() {
    return up().stream()
        .filter(member -> !member.uniqueAddress().equals(cluster.selfMember().uniqueAddress()))
        .toList();
  }

  private boolean isLate(Member member) {
    return NodeFailureDetector.of(getContext().getSystem(), member.address())
        .filter(NodeFailureDetector::isLate)
        .isPresent();
  }

  private List<Member> up() {
    List<Member> up = new ArrayList<>();
    for (Member member : cluster.state().getMembers()) {
      if (member.status().equals(MemberStatus.up())) {
        up.add(member);
      }
    }
    return up;
  }

  private Set<UniqueAddress> missed() {
    Set<Member> unreachable = cluster.state().getUnreachable();
    return up().stream()
        .filter(unreachable::contains)
        .map(Member::uniqueAddress)
        .collect(Collectors.toSet());
  }

  private Behavior<Command> onTried(Tried tried) {
    Set<UniqueAddress> stillMissed = missed();
    List<Member> ended = new ArrayList<>();
    int there = 1;
    for (Port port : tried.ports()) {
      UniqueAddress node = port.member().uniqueAddress();
      Address address = port.member().address();
      NodeFailureDetector.of(getContext().getSystem(), address)
          .ifPresent(detector -> detector.onAnswer(address, port.answer()));
      there += port.answer() == PortAnswer.ACCEPTS ? 1 : 0;
      if (port.answer() != PortAnswer.REFUSES) {
        refusals.remove(node);
      } else if (refusals.merge(node, 1, Integer::sum) >= REFUSALS && stillMissed.contains(node)) {
        ended.add(port.member());
      }
    }
    if (tried.isEveryone()
        && ending.getShutdownReason().isEmpty()
        && mayGoOn(there, 1 + tried.ports().size())) {
      ended.forEach(this::giveUp);
    }
    if (tried.isEveryone()) {
      rest = refusals.isEmpty() ? Math.min(Math.max(1, 2 * rest), MAX_REST) : 0;
      looks = 0;
    }
    timers.startSingleTimer(new Look(), refusals.isEmpty() ? LOOK_AGAIN : LOOK);
    return this;
  }

  private void giveUp(Member ended) {
    refusals.remove(ended.uniqueAddress());
    log.warn(
        "node {} has ended without leaving: its machine refuses connections to it",
        membership.whois(NodeAddress.text(ended.address())));
    cluster.manager().tell(new Down(ended.address()));
  }

  interface Command {}

  private record Look() implements Command {}

  private record Tried(boolean isEveryone, List<Port> ports) implements Command {}

  private record Port(Member member, PortAnswer answer) {}
}
