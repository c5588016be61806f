package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeGateTest {
  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.testkit.typed.single-expect-default = 30s")
              .withFallback(ManualTime.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<KeeperMessage> keeper = kit.createTestProbe();
  private final TestProbe<ClusterStatus> client = kit.createTestProbe();
  private final ActorRef<KeeperMessage> gate =
      kit.spawn(NodeGate.create(keeper.getRef(), () -> status("here")));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldTellWhatTheKeeperSays() {
    gate.tell(new KeeperMessage.GetStatus(client.getRef()));
    keeper.expectMessageClass(KeeperMessage.GetStatus.class).replyTo().tell(status(""));
    assertThat(client.receiveMessage().isOfKeeper()).isTrue();
  }

  @Test
  void shouldTellWhatItsNodeSeesWhenNoKeeperAnswers() {
    gate.tell(new KeeperMessage.GetStatus(client.getRef()));
    ActorRef<ClusterStatus> late =
        keeper.expectMessageClass(KeeperMessage.GetStatus.class).replyTo();
    client.expectNoMessage(Duration.ZERO);
    time.timePasses(NodeGate.PATIENCE);
    assertThat(client.receiveMessage().seenBy()).isEqualTo("here");
    late.tell(status(""));
    gate.tell(new KeeperMessage.StopNodes("a"));
    keeper.expectMessage(new KeeperMessage.StopNodes("a"));
    client.expectNoMessage(Duration.ZERO);
  }

  private static ClusterStatus status(String seenBy) {
    return new ClusterStatus(
        List.of(), "", "", 0, Double.NaN, List.of(), List.of(), List.of(), seenBy);
  }
}
