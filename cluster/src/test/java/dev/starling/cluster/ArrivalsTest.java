package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.aeron.ModelOrigin;
import dev.starling.cluster.aeron.ResumedLearner;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private final AttendanceBook book = new AttendanceBook(Attendance.NONE);

  @Test
  void shouldTellWhatANodeTookOverAndHowLongThatTook() {
    book.arrivals().add("d", 20, 21.5);
    move(3, "d", 26);
    move(4, "d", 36);
    move(5, "e", 40);
    assertThat(book.list().arrivals()).containsExactly(new NodeArrival("d", 20, 21.5, 2, 36));
  }

  @Test
  void shouldNotTakeForATakeoverWhatALossBroughtThere() {
    book.arrivals().add("d", 20, 21.5);
    book.returns().onLost(loss(3, false));
    book.onResumed("d", back(3), 30);
    book.addDeparture("a", Membership.Absence.UNSEEN, new RunClock(() -> 0), 31, new BitSet());
    move(4, "d", 36);
    assertThat(book.list().arrivals()).extracting(NodeArrival::learners).containsExactly(0);
  }

  @Test
  void shouldCountWhatItDoesNotKeep() {
    for (int i = 0; i <= Arrivals.MAX_KEPT; i++) {
      book.arrivals().add("d" + i, i, i);
    }
    book.arrivals().onMoved("d" + Arrivals.MAX_KEPT, 300);
    assertThat(book.list().arrivals())
        .hasSize(Arrivals.MAX_KEPT)
        .allMatch(each -> each.learners() == 0);
    assertThat(book.list().arrivalsNotKept()).isEqualTo(1);
    AttendanceBook next = new AttendanceBook(book.list());
    next.arrivals().add("e", 400, 401);
    assertThat(next.list().arrivalsNotKept()).as("of the keeper after that").isEqualTo(2);
  }

  private void move(int learner, String to, double nowSeconds) {
    book.returns().onLost(loss(learner, true));
    book.onResumed(to, back(learner), nowSeconds);
  }

  private static LearnerLoss loss(int learner, boolean isHandedOver) {
    return new LearnerLoss(learner, "a", isHandedOver, 0, 70, 0.8, 19, 20);
  }

  private static ResumedLearner back(int learner) {
    return new ResumedLearner(learner, 1, 70, ModelOrigin.PUSH, 5, 0.79);
  }
}
