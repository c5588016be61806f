package dev.starling.cluster;

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
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
  private final Function<HostPort, Set<String>> census;
  private final Cluster cluster;
  private final Executor blocking;
  private final Logger log;
  private long lastNs;
  private int toAsk;
  private int turn;
  private int denials;
  private boolean asking;

  private Standstill(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      NanoClock clock,
      Function<HostPort, Set<String>> census) {
    super(context);
    this.clock = clock;
    this.census = census;
    cluster = Cluster.get(context.getSystem());
    log = context.getLog();
    blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    lastNs = clock.nanoTime();
    timers.startTimerWithFixedDelay(new Tick(), INTERVAL);
  }

  /**
   * The actor that does so; one for each node.
   *
   * @param census addresses of all nodes that the one named takes for its cluster; throws {@link
   *     NodeException} when that one does not answer. It may block
   */
  static Behavior<Command> create(NanoClock clock, Function<HostPort, Set<String>> census) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Standstill(context, timers, clock, census)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(Answered.class, this::onAnswered)
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
    if (toAsk > 0 && !asking && !others.isEmpty()) {
      asking = true;
      toAsk--;
      turn = (turn + 1) % others.size();
      HostPort node = others.get(turn);
      getContext()
          .pipeToSelf(
              CompletableFuture.supplyAsync(() -> census.apply(node), blocking),
              (there, silent) -> new Answered(node, silent == null ? there : Set.of()));
    }
    return this;
  }

  private Behavior<Command> onAnswered(Answered answered) {
    asking = false;
    if (answered.there().isEmpty()) {
      return this;
    }
    boolean isListed = answered.there().contains(NodeAddress.text(cluster.selfMember().address()));
    denials = isListed ? 0 : denials + 1;
    if (denials < DENIALS) {
      return this;
    }
    log.warn("stood still, and the cluster around node {} has given this node up", answered.node());
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

  private record Answered(HostPort node, Set<String> there) implements Command {}
}
