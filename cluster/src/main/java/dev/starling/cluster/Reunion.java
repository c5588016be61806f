package dev.starling.cluster;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * Brings the parts of a cluster together again, of which each went on alone: asks nodes that were
 * given up, in turn, whether they can be reached and who is with them. The smaller part gives way,
 * of two equal ones that without the lowest address: each of its nodes ends its actor system, for
 * Akka lets none come back that was given up, and joins the other part as a new node. What it has
 * learnt alone is lost; its learners go on as the other part has them.
 */
final class Reunion extends AbstractBehavior<Reunion.Command> {
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final Membership membership;
  private final Function<HostPort, Set<String>> census;
  private final Executor blocking;
  private final Logger log;
  private int turn;
  private boolean asking;

  private Reunion(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Membership membership,
      Function<HostPort, Set<String>> census) {
    super(context);
    this.membership = membership;
    this.census = census;
    log = context.getLog();
    blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    timers.startTimerWithFixedDelay(new Ask(), INTERVAL);
  }

  /**
   * The actor that does so; one for each node.
   *
   * @param census addresses of all nodes in the cluster of the one named; throws {@link
   *     NodeException} when that one does not answer. It may block
   */
  static Behavior<Command> create(Membership membership, Function<HostPort, Set<String>> census) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Reunion(context, timers, membership, census)));
  }

  /** Whether the part {@code ours} gives way to {@code theirs}; they have no node in common. */
  static boolean givesWay(Set<String> ours, Set<String> theirs) {
    if (ours.size() != theirs.size()) {
      return ours.size() < theirs.size();
    }
    return !ours.isEmpty() && Collections.min(theirs).compareTo(Collections.min(ours)) < 0;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ask.class, ask -> onAsk())
        .onMessage(Answered.class, this::onAnswered)
        .build();
  }

  private Behavior<Command> onAsk() {
    List<HostPort> lost = membership.lost();
    if (!asking && !lost.isEmpty()) {
      asking = true;
      HostPort node = lost.get(turn++ % lost.size());
      getContext()
          .pipeToSelf(
              CompletableFuture.supplyAsync(() -> census.apply(node), blocking),
              (there, silent) -> new Answered(node, silent == null ? there : Set.of()));
    }
    return this;
  }

  private Behavior<Command> onAnswered(Answered answered) {
    asking = false;
    Set<String> ours = ours();
    boolean apart = !answered.there().isEmpty() && Collections.disjoint(ours, answered.there());
    if (!apart || !givesWay(ours, answered.there())) {
      return this;
    }
    log.warn(
        "the part of the cluster around node {} can be reached again: joining its {} nodes, for"
            + " here are {}",
        answered.node(),
        answered.there().size(),
        ours.size());
    NodeStart.endAtOnce(getContext().getSystem(), new GivingWay(answered.node()));
    return Behaviors.stopped();
  }

  private Set<String> ours() {
    ClusterEvent.CurrentClusterState state = Cluster.get(getContext().getSystem()).state();
    Set<String> ours = new HashSet<>();
    for (Member member : state.getMembers()) {
      if (member.status().equals(MemberStatus.up()) && !state.getUnreachable().contains(member)) {
        ours.add(NodeAddress.text(member.address()));
      }
    }
    return ours;
  }

  /** Why an actor system ends whose part gives way, and for which node. */
  record GivingWay(HostPort to) implements CoordinatedShutdown.Reason {}

  interface Command {}

  private record Ask() implements Command {}

  private record Answered(HostPort node, Set<String> there) implements Command {}
}
