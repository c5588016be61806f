package dev.starling.cluster;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.Behavior;
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
  private final Census<Command> census;
  private final Logger log;
  private int turn;

  private Reunion(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Membership membership,
      Function<HostPort, Set<String>> nodesAround) {
    super(context);
    this.membership = membership;
    census = new Census<>(context, nodesAround, Answered::new);
    log = context.getLog();
    timers.startTimerWithFixedDelay(new Ask(), INTERVAL);
  }

  /**
   * The actor that does so; one for each node.
   *
   * @param nodesAround as {@link Census} wants it
   */
  static Behavior<Command> create(
      Membership membership, Function<HostPort, Set<String>> nodesAround) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Reunion(context, timers, membership, nodesAround)));
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
        .onMessage(Answered.class, answered -> onAnswered(answered.answer()))
        .build();
  }

  private Behavior<Command> onAsk() {
    List<HostPort> lost = membership.lost();
    if (!census.isAsking() && !lost.isEmpty()) {
      census.ask(lost.get(turn++ % lost.size()));
    }
    return this;
  }

  private Behavior<Command> onAnswered(Census.Answer answer) {
    census.end();
    Set<String> ours = ours();
    boolean apart = !answer.there().isEmpty() && Collections.disjoint(ours, answer.there());
    if (!apart || !givesWay(ours, answer.there())) {
      return this;
    }
    log.warn(
        "the part of the cluster around node {} can be reached again: joining its {} nodes, for"
            + " here are {}",
        answer.node(),
        answer.there().size(),
        ours.size());
    NodeStart.endAtOnce(getContext().getSystem(), new GivingWay(answer.node()));
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

  private record Answered(Census.Answer answer) implements Command {}
}
