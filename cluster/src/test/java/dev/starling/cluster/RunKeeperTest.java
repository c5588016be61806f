package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import com.typesafe.config.ConfigFactory;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.Route;
import java.time.Duration;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;

/** A keeper that comes to life when the one before it has gone. */
class RunKeeperTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void shouldEndTheRunThatItIsAboutToGoOnWithAndTellWhoIsMissing() {
    try (TestMember member = new TestMember(ConfigFactory.empty()).form()) {
      TestProbe<ReporterMessage> reporter = TestProbe.create(member.system);
      TestProbe<RunEvent> submitter = TestProbe.create(member.system);
      ActorRef<KeeperMessage> keeper = keeperOn(member);

      // It knows of no node yet, and thus of no run.
      keeper.tell(new KeeperMessage.EndRun("kept"));
      member.system.receptionist().tell(Receptionist.register(NodeReporter.KEY, reporter.getRef()));
      ReporterMessage.Recall recall = (ReporterMessage.Recall) reporter.receiveMessage(PATIENCE);
      recall
          .keeper()
          .tell(
              new KeeperMessage.Recalled(
                  reporter.getRef(),
                  new ReporterMessage.Remember(List.of(onALostNode(submitter.getRef())), false)));

      ReporterMessage told = reporter.receiveMessage(PATIENCE);
      assertThat(told).isInstanceOf(ReporterMessage.Prepare.class);
      while (!(told instanceof ReporterMessage.Stop)) {
        told = reporter.receiveMessage(PATIENCE);
      }
      assertThat(told).isEqualTo(new ReporterMessage.Stop("kept"));
      keeper.tell(
          new KeeperMessage.NodePrepared(
              "kept",
              Route.local("here", "127.0.0.1", 1, 1),
              reporter.getRef(),
              Duration.ofSeconds(5).toNanos()));
      assertThat(submitter.receiveMessage(PATIENCE))
          .isInstanceOfSatisfying(
              RunEvent.Departed.class, gone -> assertThat(gone.node().node()).isEqualTo("lost"));
    }
  }

  /** A run of three learners on a node that is not there any more. */
  private static KeptRecord onALostNode(ActorRef<RunEvent> submitter) {
    KeptRun run =
        new KeptRun(
            TestRun.describe("kept", 3, 100), submitter, new AttendanceBook(Attendance.NONE));
    KeptNode node =
        run.add(
                TestInbox.<ReporterMessage>create().getRef(),
                new Address("akka", "starling", "198.18.0.9", 25520))
            .orElseThrow();
    node.prepared(Route.local("lost", "198.18.0.9", 1, 1));
    for (int learner = 0; learner < run.size(); learner++) {
      run.seat(learner, node, 0);
    }
    return run.record();
  }

  private static ActorRef<KeeperMessage> keeperOn(TestMember member) {
    TestProbe<ShardingEnvelope<LearnerMessage>> learners = TestProbe.create(member.system);
    RestingAllocation allocation =
        new RestingAllocation(
            ClusterSharding.get(member.system)
                .defaultShardAllocationStrategy(ClusterShardingSettings.create(member.system)),
            SystemNanoClock.INSTANCE);
    return member.system.systemActorOf(
        RunKeeper.create(
            new LearnerRegions(learners.getRef(), learners.getRef(), allocation),
            new Membership(SystemNanoClock.INSTANCE),
            SystemNanoClock.INSTANCE),
        "keeper",
        Props.empty());
  }
}
