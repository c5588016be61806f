package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.aeron.ModelOrigin;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  /** Of a run that began when the node's clock showed 0. */
  private static final RunClock CLOCK = new RunClock(() -> 0);

  @Test
  void shouldTellWhenTheLastLearnerOfANodeWasLiveAgain() {
    Departures departures = new Departures(Attendance.NONE);
    departures.add("a", absence("lost", 10, 16), CLOCK, 22, learners(3, 5));
    assertThat(departures.onLive(3, ModelOrigin.CHECKPOINT, 23)).isEmpty();
    assertThat(departures.onLive(5, ModelOrigin.PUSH, 24.5))
        .containsExactly(new NodeDeparture("a", "lost", 22, 6, 6, 2.5, 2, 2, 1, 1));
    assertThat(departures.onLive(5, ModelOrigin.PUSH, 30)).as("it has come back already").isEmpty();
  }

  @Test
  void shouldSayInALineEachThatANodeHasGoneAndThatItsLearnersAreBack() {
    NodeDeparture gone = new NodeDeparture("a", "lost", 22, 6, 6.1, Double.NaN, 2, 0, 0, 0);
    assertThat(gone.goneText())
        .isEqualTo(
            "node a was lost: noticed after 6.0 s, decided after 6.1 s more; 2 learners lived there");
    NodeDeparture back = new NodeDeparture("a", "lost", 22, 6, 6.1, 2.5, 2, 2, 1, 1);
    assertThat(back.recoveryText())
        .isEqualTo(
            "the learners of node a are live again, 2.5 s after it was given up"
                + " (1 from checkpoints, 1 from pushes of peers)");
    NodeDeparture unseen =
        new NodeDeparture("a", "lost", 22, Double.NaN, Double.NaN, Double.NaN, 1, 0, 0, 0);
    assertThat(unseen.goneText()).isEqualTo("node a was lost; 1 learner lived there");
    NodeDeparture unfit = new NodeDeparture("b", "failed", 22, 0, 0, Double.NaN, 0, 0, 0, 0);
    assertThat(unfit.goneText()).isEqualTo("node b could not do its part, and left");
  }

  @Test
  void shouldKeepWhatTheKeeperBeforeHasRecorded() {
    AttendanceBook before = new AttendanceBook(Attendance.NONE);
    before.addDeparture("a", absence("left", 1, 2), CLOCK, 3, learners());
    AttendanceBook after = new AttendanceBook(before.list());
    after.addDeparture("b", absence("lost", 4, 5), CLOCK, 6, learners(1));
    assertThat(after.list().departures()).extracting(NodeDeparture::node).containsExactly("a", "b");
  }

  @Test
  void shouldTellOfLearnersThatComeBackUnderTheKeeperThatFollows() {
    AttendanceBook before = new AttendanceBook(Attendance.NONE);
    before.addDeparture("a", absence("lost", 10, 16), CLOCK, 22, learners(3, 5));
    before.departures().onLive(5, ModelOrigin.PUSH, 23);
    before.returns().onLost(new LearnerLoss(3, "a", false, 1, 40, 0.5, 9, 22));
    before.returns().onLost(new LearnerLoss(7, "b", true, 1, 40, 0.5, 9, 22));
    AttendanceBook after = new AttendanceBook(before.list());
    assertThat(after.departures().onLive(7, ModelOrigin.PUSH, 24)).isEmpty();
    assertThat(after.departures().onLive(3, ModelOrigin.CHECKPOINT, 24.5))
        .containsExactly(new NodeDeparture("a", "lost", 22, 6, 6, 2.5, 2, 2, 1, 1));
  }

  @Test
  void shouldSayNothingOfADepartureOfWhichItDoesNotKnowAllLearners() {
    AttendanceBook before = new AttendanceBook(Attendance.NONE);
    before.addDeparture("a", absence("lost", 10, 16), CLOCK, 22, learners(3, 5));
    before.returns().onLost(new LearnerLoss(3, "a", false, 1, 40, 0.5, 9, 22));
    AttendanceBook after = new AttendanceBook(before.list());
    assertThat(after.departures().onLive(3, ModelOrigin.PUSH, 24)).isEmpty();
    assertThat(after.list().departures()).isEqualTo(before.list().departures());
  }

  @Test
  void shouldCountWhatItDoesNotKeepAlsoForTheKeeperThatFollows() {
    AttendanceBook before = new AttendanceBook(Attendance.NONE);
    for (int i = 0; i <= Departures.MAX_KEPT; i++) {
      before.addDeparture("a" + i, absence("left", 1, 2), CLOCK, 3, learners());
    }
    AttendanceBook after = new AttendanceBook(before.list());
    after.addDeparture("b", absence("left", 4, 5), CLOCK, 6, learners());
    assertThat(after.list().departures()).hasSize(Departures.MAX_KEPT);
    assertThat(after.list().departuresNotKept()).isEqualTo(2);
  }

  private static Membership.Absence absence(
      String cause, long heardSeconds, long unreachableSeconds) {
    return new Membership.Absence(
        TimeUnit.SECONDS.toNanos(heardSeconds),
        TimeUnit.SECONDS.toNanos(unreachableSeconds),
        Membership.NEVER,
        cause);
  }

  private static BitSet learners(int... ids) {
    BitSet set = new BitSet();
    for (int id : ids) {
      set.set(id);
    }
    return set;
  }
}
