package dev.starling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChurnPlanTest {
  private static final ChurnEvent LEAVES = ChurnEvent.of(2, 0, ChurnEvent.Kind.LEAVE);
  private static final ChurnEvent COMES_BACK = ChurnEvent.of(3, 0, ChurnEvent.Kind.JOIN);
  private static final ChurnEvent COMES = ChurnEvent.of(1, 2, ChurnEvent.Kind.JOIN);

  @Test
  void shouldSortEventsByTime() {
    assertThat(new ChurnPlan(List.of(COMES_BACK, LEAVES, COMES), 0).events())
        .containsExactly(COMES, LEAVES, COMES_BACK);
  }

  @Test
  void shouldLeaveOutAtFirstWhoseFirstEventIsToCome() {
    ChurnPlan plan = new ChurnPlan(List.of(COMES_BACK, LEAVES, COMES), 0);
    assertThat(plan.liveAtFirst(4).stream()).containsExactly(0, 1, 3);
    assertThat(plan.changesLearners()).isTrue();
    assertThat(plan.changesSpeeds()).isFalse();
  }

  @Test
  void shouldRefuseWhatDoesNotFitTheRun() {
    assertThatThrownBy(() -> new ChurnPlan(List.of(COMES), 0).requireFits(2, 10))
        .hasMessage("churn of learner 2 in a run whose learners are 0 to 1");
    assertThatThrownBy(() -> new ChurnPlan(List.of(COMES), 0).requireFits(3, 0))
        .hasMessageContaining("needs run.seconds above 0");
    ChurnEvent first = ChurnEvent.of(1, 0, ChurnEvent.Kind.JOIN);
    assertThatThrownBy(() -> new ChurnPlan(List.of(first), 0).requireFits(1, 10))
        .hasMessage("churn must leave at least one learner at the start");
    assertThatThrownBy(() -> ChurnEvent.speed(1, 0, 0))
        .hasMessage("the speed of a learner must be above 0, was 0");
  }

  @Test
  void shouldTakeNoMemoryForLearnersWithoutEvents() {
    ChurnPlan plan = new ChurnPlan(List.of(COMES), 0);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    plan.requireFits(RunDescription.MAX_LEARNERS, 10);
    long before = threads.getCurrentThreadAllocatedBytes();
    plan.requireFits(RunDescription.MAX_LEARNERS, 10);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(RunDescription.MAX_LEARNERS / Byte.SIZE);
  }
}
