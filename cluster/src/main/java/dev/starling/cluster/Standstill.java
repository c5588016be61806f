package dev.starling.cluster;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;

/**
 * Has a node that stood still ask the others whether they have given it up meanwhile, and end its
 * actor system if so, to join them as a new node. To itself it is they who have gone, and those of
 * them of whom an old word still lies in a buffer seem to be there: before it is told, it could
 * take itself for the larger part, give the rest up and go on with the run beside them.
 */
final class Standstill extends AbstractBehavior<Standstill.Command> {
  /** Nobody is given up sooner who only does not answer. */
  static final long MIN_NS = TimeUnit.SECONDS.toNanos(5);

  /** After that the cluster's own means have decided. */
  private static final int MAX_ASKED = 12;

  /**
   * So many answers without this node, one after the other: who could not reach it lists it again
   * within a second or two, and who was frozen too knows nothing.
   */
  private static final int DENIALS = 2;

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final NanoClock clock;
  private final Census<Command> census;
  private final Cluster cluster;
  private final Logger log;
  private long lastNs;
  private int toAsk;
  private int turn;
  private int denials;

  private Standstill(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      NanoClock clock,
      Function<HostPort, Set<String>> nodesAround) {
    super(context);
    this.clock = clock;
    census = new Census<>(context, nodesAround, Answered::new);
    cluster = Cluster.get(context.getSystem());
    log = context.getLog();
    lastNs = clock.nanoTime();
    timers.startTimerWithFixedDelay(new Tick(), INTERVAL);
  }

  /**
   * The actor that does so; one for each node.
   *
   * @param nodesAround as {@link Census} wants it: all nodes that the one named takes for its
   *     cluster
   */
  static Behavior<Command> create(NanoClock clock, Function<HostPort, Set<String>> nodesAround) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Standstill(context, timers, clock, nodesAround)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(Answered.class, answered -> onAnswered(answered.answer()))
        .build();
  }

  private Behavior<Command> onTick() {
    long nowNs = clock.nanoTime();
    List<HostPort> others = others();
    boolean isUp = cluster.selfMember().status().equals(MemberStatus.up());
    if (nowNs - lastNs >= MIN_NS && isUp) {
      toAsk = MAX_ASKED;
      denials = 0;
    }
    lastNs = nowNs;
    if (toAsk > 0 && !census.isAsking() && !others.isEmpty()) {
      toAsk--;
      turn = (turn + 1) % others.size();
      census.ask(others.get(turn));
    }
    return this;
  }

  private Behavior<Command> onAnswered(Census.Answer answer) {
    census.end();
    if (answer.there().isEmpty()) {
      return this;
    }
    boolean isListed = answer.there().contains(NodeAddress.text(cluster.selfMember().address()));
    denials = isListed ? 0 : denials + 1;
    if (denials < DENIALS) {
      return this;
    }
    log.warn("stood still, and the cluster around node {} has given this node up", answer.node());
    NodeStart.endAtOnce(getContext().getSystem(), CoordinatedShutdown.clusterDowningReason());
    return Behaviors.stopped();
  }

  private List<HostPort> others() {
    List<HostPort> others = new ArrayList<>();
    for (Member member : cluster.state().getMembers()) {
      if (!member.uniqueAddress().equals(cluster.selfMember().uniqueAddress())) {
        others.add(HostPort.parse(NodeAddress.text(member.address()), 0));
      }
    }
    return others;
  }

  interface Command {}

  private record Tick() implements Command {}

  private record Answered(Census.Answer answer) implements Command {}
}
