package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.Props;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;

/** A node whose process has ended is given up at once, one that is only silent is not. */
class EndedNodesTest {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  /** In this cluster nobody is missed, and nobody given up, but for a refused connection. */
  private static final Config PATIENT =
      ConfigFactory.parseMap(
          Map.of(
              "akka.cluster.failure-detector.acceptable-heartbeat-pause",
              "10m",
              "akka.cluster.split-brain-resolver.stable-after",
              "10m"));

  @Test
  void shouldGiveUpANodeWhoseMachineRefusesAndNoOther() {
    try (TestMember first = new TestMember(PATIENT).form();
        TestMember second = new TestMember(PATIENT).join(first).awaitUp();
        TestMember third = new TestMember(PATIENT).join(first).awaitUp()) {
      first.awaitMembers(3);
      second.awaitMembers(3);
      Membership membership = watch(first);

      long beforeNs = SystemNanoClock.INSTANCE.nanoTime();
      NodeStart.endAtOnce(third.system, CoordinatedShutdown.unknownReason());
      third.awaitEnd();

      first.awaitMembers(2);
      second.awaitMembers(2);
      String ended = NodeAddress.text(third.cluster.selfAddress());
      await("told of", () -> membership.absenceOf(ended).removedNs() != Membership.NEVER);
      assertThat(membership.absenceOf(ended).cause()).isEqualTo("lost");
      assertThat(membership.absenceOf(ended).unreachableNs())
          .isBetween(beforeNs, membership.absenceOf(ended).removedNs());
      assertThat(membership.absenceOf(NodeAddress.text(second.cluster.selfAddress())))
          .isEqualTo(Membership.Absence.UNSEEN);
    }
  }

  @Test
  void shouldGoOnWithoutTheOtherOfTwoWhicheverEnds() {
    try (TestMember first = new TestMember(PATIENT).form();
        TestMember second = new TestMember(PATIENT).join(first).awaitUp()) {
      first.awaitMembers(2);
      watch(second);
      NodeStart.endAtOnce(first.system, CoordinatedShutdown.unknownReason());
      first.awaitEnd();
      second.awaitMembers(1);
    }
  }

  @Test
  void shouldGiveUpNobodyWhenFewerThanHalfAreThereThoughOnlyOneIsMissedYet()
      throws InterruptedException {
    try (TestMember first = new TestMember(PATIENT).form();
        TestMember second = new TestMember(PATIENT).join(first).awaitUp();
        TestMember third = new TestMember(PATIENT).join(first).awaitUp()) {
      first.awaitMembers(3);
      second.awaitMembers(3);
      Semaphore tries = new Semaphore(0);
      // As a firewall does that has begun to reject what comes from the first.
      Membership membership =
          watch(
              first,
              port -> {
                tries.release();
                return PortAnswer.REFUSES;
              });
      NodeStart.endAtOnce(third.system, CoordinatedShutdown.unknownReason());
      third.awaitEnd();
      String ended = NodeAddress.text(third.cluster.selfAddress());
      await("missed", () -> membership.absenceOf(ended).unreachableNs() != Membership.NEVER);
      tries.drainPermits();
      assertThat(tries.tryAcquire(10, PATIENCE_NS, TimeUnit.NANOSECONDS)).isTrue();
      assertThat(first.cluster.state().getMembers())
          .extracting(Member::status)
          .containsOnly(MemberStatus.up())
          .hasSize(3);
    }
  }

  @Test
  void shouldCountAsThereWhoTakesConnections() {
    assertThat(EndedNodes.mayGoOn(1, 2)).isTrue();
    assertThat(EndedNodes.mayGoOn(2, 3)).isTrue();
    assertThat(EndedNodes.mayGoOn(1, 3)).isFalse();
    assertThat(EndedNodes.mayGoOn(2, 5)).as("two of five, of which one is missed yet").isFalse();
    assertThat(EndedNodes.mayGoOn(1, 1)).isTrue();
  }

  private static Membership watch(TestMember member) {
    return watch(member, PortAnswer::of);
  }

  private static Membership watch(TestMember member, Function<HostPort, PortAnswer> tryPort) {
    Membership membership = new Membership(SystemNanoClock.INSTANCE);
    member.system.systemActorOf(membership.watcher(), "membership", Props.empty());
    member.system.systemActorOf(
        EndedNodes.create(membership, tryPort), "ended-nodes", Props.empty());
    return membership;
  }

  private static void await(String what, BooleanSupplier isSo) {
    long deadlineNs = SystemNanoClock.INSTANCE.nanoTime() + PATIENCE_NS;
    while (!isSo.getAsBoolean()) {
      assertThat(SystemNanoClock.INSTANCE.nanoTime()).as(what).isLessThan(deadlineNs);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
