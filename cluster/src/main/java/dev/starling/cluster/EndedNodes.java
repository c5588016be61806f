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
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;

/**
 * Has the cluster give up a node at once whose process has ended without leaving: its machine
 * refuses connections to its control port, which that of a node that hangs, is slow or is cut off
 * does not. Asked are nodes that cannot be reached; who does not refuse is left to the patience of
 * the cluster.
 *
 * <p>A firewall that begins to reject, and does not just drop, looks the same from outside. So a
 * part with fewer than half of the nodes gives nobody up; of two nodes between which one stands
 * each goes on alone.
 */
final class EndedNodes extends AbstractBehavior<EndedNodes.Command> {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final int CONNECT_MILLIS = 400;

  /** A node that is just leaving closes its port before everybody knows. */
  private static final int REFUSALS = 2;

  /** The others wait for their turn. */
  private static final int MAX_ASKED_AT_ONCE = 8;

  private final Membership membership;
  private final Cluster cluster;
  private final CoordinatedShutdown ending;
  private final Executor blocking;
  private final Logger log;
  private final Map<UniqueAddress, Integer> refusals = new HashMap<>();
  private int turn;
  private boolean asking;

  private EndedNodes(
      ActorContext<Command> context, TimerScheduler<Command> timers, Membership membership) {
    super(context);
    this.membership = membership;
    cluster = Cluster.get(context.getSystem());
    ending = CoordinatedShutdown.get(context.getSystem());
    log = context.getLog();
    blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    timers.startTimerWithFixedDelay(new Ask(), INTERVAL);
  }

  /** The actor that does so; one for each node. */
  static Behavior<Command> create(Membership membership) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new EndedNodes(context, timers, membership)));
  }

  /** Whether those who are left may give up the {@code ended} of {@code all} nodes. */
  static boolean mayGoOnWithout(int ended, int all) {
    return 2 * (all - ended) >= all;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ask.class, ask -> onAsk())
        .onMessage(Answered.class, this::onAnswered)
        .build();
  }

  private Behavior<Command> onAsk() {
    List<Member> suspects = suspects();
    refusals.keySet().retainAll(suspects.stream().map(Member::uniqueAddress).toList());
    if (!asking && !suspects.isEmpty() && ending.getShutdownReason().isEmpty()) {
      asking = true;
      List<Member> asked = new ArrayList<>();
      for (int i = 0; i < Math.min(suspects.size(), MAX_ASKED_AT_ONCE); i++) {
        asked.add(suspects.get(turn++ % suspects.size()));
      }
      getContext()
          .pipeToSelf(
              CompletableFuture.supplyAsync(
                  () -> asked.stream().filter(EndedNodes::refuses).toList(), blocking),
              (refusing, fault) -> new Answered(asked, fault == null ? refusing : List.of()));
    }
    return this;
  }

  private List<Member> suspects() {
    ClusterEvent.CurrentClusterState state = cluster.state();
    List<Member> suspects = new ArrayList<>();
    for (Member member : state.getMembers()) {
      if (member.status().equals(MemberStatus.up()) && state.getUnreachable().contains(member)) {
        suspects.add(member);
      }
    }
    return suspects;
  }

  /** It may block. */
  private static boolean refuses(Member member) {
    InetSocketAddress port =
        new InetSocketAddress(
            member.address().getHost().orElseThrow(), member.address().getPort().orElseThrow());
    try (Socket socket = new Socket()) {
      socket.connect(port, CONNECT_MILLIS);
      return false;
    } catch (ConnectException refused) {
      // Java throws another one for no answer, and for no way there.
      return true;
    } catch (IOException other) {
      return false;
    }
  }

  private Behavior<Command> onAnswered(Answered answered) {
    asking = false;
    for (Member asked : answered.asked()) {
      if (answered.refusing().contains(asked)) {
        refusals.merge(asked.uniqueAddress(), 1, Integer::sum);
      } else {
        refusals.remove(asked.uniqueAddress());
      }
    }
    List<Member> ended =
        suspects().stream()
            .filter(member -> refusals.getOrDefault(member.uniqueAddress(), 0) >= REFUSALS)
            .toList();
    int all = 0;
    for (Member member : cluster.state().getMembers()) {
      all += member.status().equals(MemberStatus.up()) ? 1 : 0;
    }
    if (mayGoOnWithout(ended.size(), all)) {
      ended.forEach(this::giveUp);
    }
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

  private record Ask() implements Command {}

  private record Answered(List<Member> asked, List<Member> refusing) implements Command {}
}
