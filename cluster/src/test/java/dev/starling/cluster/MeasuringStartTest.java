package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasuringStartTest {
  private final MeasuringStart<String> start = new MeasuringStart<>();

  @Test
  void shouldBeginAtOnceWhereThereIsOneNode() {
    assertThat(start.agreed()).isEqualTo(MeasuringStart.OPEN);
    start.propose(12);
    assertThat(start.agreed()).isEqualTo(12);
  }

  @Test
  void shouldBeginWithTheLatestProposalOfAll() {
    start.hear("b", MeasuringStart.OPEN);
    start.hear("c", 30);
    start.propose(12);
    assertThat(start.agreed()).as("b has not proposed").isEqualTo(MeasuringStart.OPEN);
    assertThat(start.told()).isEqualTo(12);
    start.hear("b", 20);
    assertThat(start.agreed()).isEqualTo(30);
    assertThat(start.told()).isEqualTo(30);
  }

  @Test
  void shouldStayWithWhatIsAgreed() {
    start.propose(12);
    start.propose(99);
    assertThat(start.agreed()).isEqualTo(12);
    start.hear("late", 50);
    assertThat(start.agreed()).isEqualTo(12);
  }

  @Test
  void shouldNotWaitForANodeThatHasGone() {
    start.hear("b", MeasuringStart.OPEN);
    start.propose(12);
    start.retain(Set.of("c"));
    assertThat(start.agreed()).isEqualTo(12);
  }
}
