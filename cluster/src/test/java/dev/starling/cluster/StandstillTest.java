package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.Props;
import com.typesafe.config.ConfigFactory;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A node that stood still hears from the others whether it is still one of them. */
class StandstillTest {
  private static final long PATIENCE_SECONDS = 30;

  private final AtomicLong nowNs = new AtomicLong();
  private final BlockingQueue<HostPort> asked = new ArrayBlockingQueue<>(100);

  @Test
  void shouldEndANodeThatTheOthersHaveGivenUpWhileItStoodStill() throws InterruptedException {
    try (TestMember first = member().form();
        TestMember second = member().join(first).awaitUp()) {
      watch(second, node -> Set.of(address(first)));
      nowNs.addAndGet(Standstill.MIN_NS);
      assertThat(second.awaitEnd()).isNotNull();
      assertThat(NodeStart.endOf(second.system)).isEqualTo(NodeEnd.TAKEN_FOR_DEAD);
      assertThat(nextAsked().port()).isEqualTo(first.port());
    }
  }

  @Test
  void shouldLetANodeGoOnThatTheOthersStillHave() throws InterruptedException {
    try (TestMember first = member().form();
        TestMember second = member().join(first).awaitUp()) {
      watch(second, node -> Set.of(address(first), address(second)));
      nowNs.addAndGet(Standstill.MIN_NS);
      nextAsked();
      nowNs.addAndGet(Standstill.MIN_NS);
      nextAsked();
      assertThat(second.system.whenTerminated().isCompleted()).isFalse();
    }
  }

  @Test
  void shouldAskAgainAsLongAsNobodyAnswers() throws InterruptedException {
    try (TestMember first = member().form();
        TestMember second = member().join(first).awaitUp()) {
      watch(
          second,
          node -> {
            throw new NodeException("nobody there", null);
          });
      nowNs.addAndGet(Standstill.MIN_NS);
      nextAsked();
      nextAsked();
      nextAsked();
      assertThat(second.system.whenTerminated().isCompleted()).isFalse();
    }
  }

  private static TestMember member() {
    return new TestMember(ConfigFactory.empty());
  }

  private static String address(TestMember member) {
    return NodeAddress.text(member.cluster.selfAddress());
  }

  private void watch(TestMember member, Function<HostPort, Set<String>> census)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    member.system.systemActorOf(
        Standstill.create(
            () -> {
              long readNs = nowNs.get();
              begun.countDown();
              return readNs;
            },
            node -> {
              asked.add(node);
              return census.apply(node);
            }),
        "standstill",
        Props.empty());
    assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private HostPort nextAsked() throws InterruptedException {
    HostPort node = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(node).as("a node that is asked").isNotNull();
    return node;
  }
}
