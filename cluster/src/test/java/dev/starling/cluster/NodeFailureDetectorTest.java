package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A node is missed soon where it is silent and its machine refuses, and for neither alone. */
class NodeFailureDetectorTest {
  private static final Address NODE = new Address("akka", "starling", "10.0.0.2", 25520);
  private static final long LATE_NS = TimeUnit.MILLISECONDS.toNanos(2200);
  private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(3);

  private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 1);

  /** By heartbeats alone nobody is missed while these tests run. */
  private final NodeFailureDetector detector =
      new NodeFailureDetector(
          ConfigFactory.parseString("acceptable-heartbeat-pause = 1h, heartbeat-interval = 2s")
              .withFallback(
                  ConfigFactory.defaultReference().getConfig("akka.cluster.failure-detector")),
          null,
          nowNs::get);

  @Test
  void shouldMissANodeThatIsSilentAndRefuses() {
    detector.heartbeat();
    nowNs.addAndGet(SILENCE_NS);
    detector.onAnswer(NODE, PortAnswer.REFUSES);
    assertThat(detector.isAvailable()).isFalse();
  }

  @Test
  void shouldNotMissANodeThatIsSilentForNoLonger() {
    detector.heartbeat();
    detector.onAnswer(NODE, PortAnswer.REFUSES);
    nowNs.addAndGet(SILENCE_NS - 1);
    assertThat(detector.isAvailable()).isTrue();
  }

  @Test
  void shouldForgetARefusalWhenTheNodeIsHeard() {
    detector.onAnswer(NODE, PortAnswer.REFUSES);
    detector.heartbeat();
    nowNs.addAndGet(SILENCE_NS);
    assertThat(detector.isAvailable()).as("of another silence").isTrue();
  }

  @Test
  void shouldFindAHeartbeatLateATenthAfterItsTime() {
    detector.heartbeat();
    nowNs.addAndGet(LATE_NS - 1);
    assertThat(detector.isLate()).isFalse();
    nowNs.addAndGet(1);
    assertThat(detector.isLate()).isTrue();
    detector.heartbeat();
    assertThat(detector.isLate()).isFalse();
  }

  @Test
  void shouldLeaveASilentNodeThatDoesNotRefuseToAkka() {
    detector.heartbeat();
    nowNs.addAndGet(100 * SILENCE_NS);
    detector.onAnswer(NODE, PortAnswer.NONE);
    assertThat(detector.isAvailable()).isTrue();
    detector.onAnswer(NODE, PortAnswer.ACCEPTS);
    assertThat(detector.isAvailable()).isTrue();
  }

  @Test
  void shouldTakeANodeForThereAgainThatAcceptsOrIsHeard() {
    detector.heartbeat();
    nowNs.addAndGet(SILENCE_NS);
    detector.onAnswer(NODE, PortAnswer.REFUSES);
    detector.onAnswer(NODE, PortAnswer.ACCEPTS);
    assertThat(detector.isAvailable()).isTrue();
    detector.onAnswer(NODE, PortAnswer.REFUSES);
    assertThat(detector.isAvailable()).isFalse();
    detector.heartbeat();
    assertThat(detector.isAvailable()).isTrue();
  }
}
