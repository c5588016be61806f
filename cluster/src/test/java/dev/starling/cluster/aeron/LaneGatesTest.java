package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory goes only when no lane can be in it. */
@Timeout(30)
class LaneGatesTest {
  private final LaneGates gates = new LaneGates(2);

  @Test
  void shouldNotWaitForLanesThatAreOutside() {
    gates.enter(0);
    gates.leave(0);
    gates.awaitPassage(LaneGates.NOBODY);
    assertThat(gates.havePassed(gates.mark())).isTrue();
  }

  @Test
  void shouldWaitForALaneThatIsInside() throws Exception {
    gates.enter(1);
    long[] mark = gates.mark();
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() -> gates.awaitPassage(LaneGates.NOBODY));
    assertThat(gates.havePassed(mark)).isFalse();
    assertThat(waiting).isNotDone();
    gates.leave(1);
    waiting.get(20, TimeUnit.SECONDS);
    assertThat(gates.havePassed(mark)).isTrue();
  }

  @Test
  void shouldLetALanePassThatIsInsideAgain() {
    gates.enter(0);
    long[] mark = gates.mark();
    gates.leave(0);
    gates.enter(0);
    assertThat(gates.havePassed(mark)).isTrue();
    assertThat(gates.havePassed(gates.mark())).isFalse();
  }

  @Test
  void shouldNotWaitForTheLaneThatAsks() {
    gates.enter(0);
    gates.awaitPassage(0);
    assertThat(gates.havePassed(gates.mark())).isFalse();
  }
}
