package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.LearnerCounters;
import dev.starling.run.Latency;
import dev.starling.wire.FrameWriter;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each option of the network does, seen alone. */
class NetworkFaultsTest {
  private static final long SEED = 4711;
  private static final CapacitySettings LAMBDA_2 = new CapacitySettings.Fixed(2);
  private static final NetworkOptions PERFECT = NetworkOptions.PERFECT;

  @Test
  void shouldHandOverPushesThatTakeNoTimeWithoutACopy() {
    try (BowlCluster bowls = run(PERFECT.withFrameParameters(2), 100)) {
      NetworkCounters network = bowls.cluster.network();
      assertThat(network.copiedBytes()).isZero();
      assertThat(network.delivered()).isEqualTo(network.sent()).isGreaterThan(1000);
      assertThat(bowls.cluster.counters().pushesMixed()).isEqualTo(network.sent());
    }
  }

  @Test
  void shouldHaveRateTimesLatencyPushesInFlight() {
    // Little's law: 8 learners · 2 pushes/s · 3 s on the way.
    try (BowlCluster bowls = run(PERFECT.withLatency(Latency.fixed(3)), 10)) {
      double sum = 0;
      for (int second = 11; second <= 410; second++) {
        bowls.runUntil(second);
        sum += bowls.cluster.network().inFlight();
      }
      assertThat(sum / 400).as("seed %d", SEED).isCloseTo(48, Percentage.withPercentage(5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform:1,5", "exponential:3", "fixed:3"})
  void shouldDelayByTheMeanOfItsLaw(String latency) {
    try (BowlCluster bowls =
        run(PERFECT.withLatency(Latency.parse("network.latency", latency)), 10)) {
      double sum = 0;
      for (int second = 11; second <= 810; second++) {
        bowls.runUntil(second);
        sum += bowls.cluster.network().inFlight();
      }
      assertThat(sum / 800).as("seed %d", SEED).isCloseTo(48, Percentage.withPercentage(6));
    }
  }

  @Test
  void shouldSkipPushesWhileTheLinkIsBusy() {
    // One push of 8 versions and 4 parameters takes exactly a second on this link. A push that is
    // due at rate λ = 2 while one is leaving is skipped: an M/D/1/1 line sends λ/(1+λ) of them.
    long bytes = 2L * FrameWriter.headerBytes() + 8 * Long.BYTES + 4 * Float.BYTES;
    try (BowlCluster bowls = run(PERFECT.withBytesPerSecond((double) bytes), 1000)) {
      LearnerCounters counters = bowls.cluster.counters();
      assertThat(bowls.cluster.network().sent() / 8000.0)
          .as("seed %d", SEED)
          .isCloseTo(2.0 / 3, Percentage.withPercentage(3));
      assertThat(counters.pushesBusy() / 8000.0)
          .as("seed %d", SEED)
          .isCloseTo(4.0 / 3, Percentage.withPercentage(3));
    }
  }

  @Test
  void shouldShareALinkFrameByFrame() {
    Link link = new Link();
    Link.Sending first = new Link.Sending(null, null, 3, null, null);
    Link.Sending second = new Link.Sending(null, null, 3, null, null);
    link.add(first);
    link.turn();
    link.add(second);
    assertThat(link.current()).isSameAs(first);
    link.turn();
    assertThat(link.current()).isSameAs(second);
    link.turn();
    assertThat(link.current()).isSameAs(first);
    link.turn();
    assertThat(link.current()).as("the first is through").isSameAs(second);
  }

  @Test
  void shouldLeavePushesPartialWhenFramesGetLost() {
    try (BowlCluster bowls = run(PERFECT.withFrameParameters(8).withLoss(0, 0.1), 1000)) {
      LearnerCounters counters = bowls.cluster.counters();
      double sent = bowls.cluster.network().sent();
      // Two of versions, 4 in each, and one of parameters.
      int frames = 3;
      assertThat(counters.pushesMixed() / sent)
          .as("seed %d", SEED)
          .isCloseTo(StrictMath.pow(0.9, frames), Percentage.withPercentage(3));
      assertThat(counters.pushesPartial()).isPositive();
    }
  }

  @Test
  void shouldRefuseTheSecondCopyOfAPush() {
    try (BowlCluster bowls = run(PERFECT.withDuplication(0.5), 500)) {
      NetworkCounters network = bowls.cluster.network();
      assertThat((double) network.duplicated() / network.sent())
          .as("seed %d", SEED)
          .isCloseTo(0.5, Percentage.withPercentage(5));
      assertThat(bowls.cluster.counters().pushesMixed()).isEqualTo(network.sent());
    }
  }

  @Test
  void shouldLetNothingPassBetweenTheSidesOfAPartition() {
    BitSet inside = new BitSet();
    inside.set(0, 3);
    NetworkOptions split = PERFECT.withPartitions(List.of(new NetworkPartition(100, 200, inside)));
    try (BowlCluster bowls = run(split, 100)) {
      long before = bowls.cluster.learner(0).versions().of(7);
      bowls.runUntil(199.9);
      assertThat(bowls.cluster.learner(0).versions().of(7)).isEqualTo(before);
      assertThat(bowls.cluster.learner(0).versions().of(2)).isGreaterThan(150);
      bowls.runUntil(300);
      assertThat(bowls.cluster.learner(0).versions().of(7)).isGreaterThan(250);
    }
  }

  @Test
  void shouldNameAnOptionThatCannotBe() {
    assertThatThrownBy(() -> PERFECT.withLoss(1.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network.loss must be a share in [0, 1], was 1.5");
    assertThatThrownBy(() -> PERFECT.withReordering(0.1, 0)).hasMessageContaining("above 0 s");
    assertThatThrownBy(() -> PERFECT.withFrameParameters(1)).hasMessageContaining("network.frame");
    assertThatThrownBy(() -> Latency.parse("network.latency", "slow:3"))
        .hasMessageContaining("was 'slow:3'");
    assertThatThrownBy(() -> Latency.parse("network.latency", "uniform:3"))
        .hasMessageContaining("uniform:LOW,HIGH");
    assertThatThrownBy(() -> Latency.uniform(3, 1)).hasMessageContaining("latency");
    assertThatThrownBy(() -> new NetworkPartition(2, 1, new BitSet()))
        .hasMessageContaining("later than 2.0 s");
    assertThatThrownBy(() -> VirtualOptions.DEFAULT.withStepTime(0, 0))
        .hasMessageContaining("virtual.step-time must be above 0 seconds");
  }

  private static BowlCluster run(NetworkOptions network, double seconds) {
    BowlCluster bowls =
        new BowlCluster(
            8,
            SEED,
            i -> BowlCluster.paced(1).withCapacity(LAMBDA_2),
            i -> 0,
            4,
            VirtualOptions.DEFAULT.withNetwork(network));
    bowls.start().runUntil(seconds);
    return bowls;
  }
}
