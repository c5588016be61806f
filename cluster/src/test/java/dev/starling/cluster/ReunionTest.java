package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.actor.ExtendedActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Member;
import akka.remote.RemoteActorRefProvider;
import akka.remote.testkit.Blackhole;
import akka.remote.testkit.Direction;
import akka.remote.testkit.SetThrottle;
import akka.remote.testkit.ThrottleMode;
import akka.remote.testkit.Unthrottled;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;

/** A cluster that falls apart, whose parts go on alone and meet again. */
class ReunionTest {

  private volatile boolean apart;

  @Test
  void shouldLetTheSmallerPartGiveWayAndOfTwoEqualOnesThatWithoutTheLowestAddress() {
    assertThat(Reunion.givesWay(Set.of("b:1"), Set.of("a:1", "c:1"))).isTrue();
    assertThat(Reunion.givesWay(Set.of("b:1", "d:1"), Set.of("a:1"))).isFalse();
    assertThat(Reunion.givesWay(Set.of("b:1", "d:1"), Set.of("a:1", "e:1"))).isTrue();
    assertThat(Reunion.givesWay(Set.of("a:1", "e:1"), Set.of("b:1", "d:1"))).isFalse();
    assertThat(Reunion.givesWay(Set.of(), Set.of("b:1"))).as("not up yet").isTrue();
  }

  @Test
  void shouldBringTheSmallerPartBackWhenItCanBeReachedAgain() {
    try (TestMember first = member().form();
        TestMember second = member().join(first).awaitUp();
        TestMember third = member().join(first).awaitUp()) {
      List<TestMember> all = List.of(first, second, third);
      all.forEach(member -> member.awaitMembers(3));
      all.forEach(member -> watch(member, all));

      apart = true;
      separate(third, List.of(first, second), Blackhole.getInstance());
      first.awaitMembers(2);
      second.awaitMembers(2);
      third.awaitMembers(1);

      apart = false;
      separate(third, List.of(first, second), Unthrottled.getInstance());
      assertThat(third.awaitEnd()).isInstanceOf(Reunion.GivingWay.class);
      assertThat(NodeStart.endOf(third.system)).isEqualTo(NodeEnd.GAVE_WAY);
      assertThat(NodeStart.partAfter(third.system).orElseThrow().port())
          .isIn(first.port(), second.port());
      try (TestMember again = member().join(first).awaitUp()) {
        again.awaitMembers(3);
      }
      assertThat(first.system.whenTerminated().isCompleted()).isFalse();
    }
  }

  private static TestMember member() {
    return new TestMember(
        ConfigFactory.parseMap(
            Map.of(
                "akka.cluster.downing-provider-class",
                ContinueAlone.class.getName(),
                "akka.cluster.failure-detector.acceptable-heartbeat-pause",
                "2s",
                "akka.remote.artery.advanced.test-mode",
                true)));
  }

  private void watch(TestMember member, List<TestMember> all) {
    Membership membership = new Membership(SystemNanoClock.INSTANCE);
    member.system.systemActorOf(membership.watcher(), "membership", Props.empty());
    member.system.systemActorOf(
        Reunion.create(membership, node -> nodesAround(node, all)), "reunion", Props.empty());
  }

  private Set<String> nodesAround(HostPort node, List<TestMember> all) {
    if (apart) {
      throw new NodeException("the parts cannot reach each other", null);
    }
    return all.stream()
        .filter(member -> member.port() == node.port())
        .map(ReunionTest::addresses)
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> addresses(TestMember member) {
    return StreamSupport.stream(member.cluster.state().getMembers().spliterator(), false)
        .map(Member::address)
        .map(NodeAddress::text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What one says to the others, and they to it, is lost from now on, or not any more. */
  private static void separate(TestMember one, List<TestMember> others, ThrottleMode mode) {
    for (TestMember other : others) {
      command(one, other.cluster.selfAddress(), mode);
      command(other, one.cluster.selfAddress(), mode);
    }
  }

  private static void command(TestMember member, Address towards, ThrottleMode mode) {
    ExtendedActorSystem system = (ExtendedActorSystem) Adapter.toClassic(member.system);
    ((RemoteActorRefProvider) system.provider())
        .transport()
        .managementCommand(new SetThrottle(towards, Direction.Both$.MODULE$, mode));
  }
}
