package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.remote.PhiAccrualFailureDetector;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A node is missed soon where it is silent and its machine refuses, and for neither alone. */
class NodeFailureDetectorTest {
  private static final Address NODE = new Address("akka", "starling", "10.0.0.2", 25520);
  private static final long SILENCE_NS =
      TimeUnit.MILLISECONDS.toNanos(NodeFailureDetector.REFUSED_MILLIS);

  private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 1);

  /** By heartbeats alone nobody is missed while these tests run. */
  private final NodeFailureDetector detector =
      new NodeFailureDetector(
          new PhiAccrualFailureDetector(
              ConfigFactory.parseString("acceptable-heartbeat-pause = 1h")
                  .withFallback(
                      ConfigFactory.defaultReference().getConfig("akka.cluster.failure-detector")),
              null),
          nowNs::get);

  @Test
  void shouldMissANodeThatIsSilentAndRefuses() {
    detector.heartbeat();
    nowNs.addAndGet(SILENCE_NS);
    detector.onAnswer(NODE, PortAnswer.REFUSES);
    assertThat(detector.isAvailable()).isFalse();
  }

  @Test
  void shouldNotMissANodeWhoseHeartbeatsComeThoughItsMachineRefuses() {
    detector.onAnswer(NODE, PortAnswer.REFUSES);
    detector.heartbeat();
    nowNs.addAndGet(SILENCE_NS - 1);
    assertThat(detector.isAvailable()).isTrue();
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
