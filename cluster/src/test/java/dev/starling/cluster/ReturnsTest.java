package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.aeron.ModelOrigin;
import dev.starling.cluster.aeron.ResumedLearner;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  private final Returns returns = new Returns(Attendance.NONE);

  @Test
  void shouldTellWhatALearnerWasAndAsWhatItCameBack() {
    LearnerLoss loss = lost(3, 0);
    ResumedLearner back = back(3, 1, ModelOrigin.PUSH);
    returns.onLost(loss);
    assertThat(returns.missing()).containsExactly(loss);
    LearnerReturn whole = new LearnerReturn(loss, "b", back, 21.5);
    assertThat(returns.onResumed("b", back, 21.5)).contains(whole);
    assertThat(returns.list()).containsExactly(whole);
    assertThat(returns.missing()).isEmpty();
    assertThat(returns.onResumed("b", back, 30)).as("told again").isEmpty();
  }

  @Test
  void shouldTakeNoFormerLifeForAReturn() {
    returns.onLost(lost(3, 4));
    assertThat(returns.onResumed("b", back(3, 4, ModelOrigin.PUSH), 21)).isEmpty();
    assertThat(returns.onResumed("c", back(3, 6, ModelOrigin.PUSH), 22)).isPresent();
  }

  @Test
  void shouldRememberALearnerLostTwiceAsItWasAtFirst() {
    returns.onLost(lost(3, 4));
    returns.onLost(lost(3, 5));
    assertThat(returns.missing()).containsExactly(lost(3, 4));
  }

  @Test
  void shouldTellACheckpointThatWasHandedOverFromAnOlderOne() {
    returns.onLost(new LearnerLoss(1, "a", true, 0, 70, 0.8, 19, 20));
    returns.onLost(new LearnerLoss(2, "a", true, 0, 71, 0.8, 19, 20));
    returns.onLost(lost(3, 0));
    for (int learner = 1; learner <= 3; learner++) {
      returns.onResumed("b", back(learner, 1, ModelOrigin.CHECKPOINT), 21);
    }
    assertThat(returns.list())
        .extracting(each -> each.back().origin())
        .containsExactly(ModelOrigin.HANDED_OVER, ModelOrigin.CHECKPOINT, ModelOrigin.CHECKPOINT);
  }

  @Test
  void shouldGoOnWithWhatTheKeeperBeforeHasRecorded() {
    returns.onLost(lost(1, 0));
    returns.onLost(lost(2, 0));
    returns.onResumed("b", back(1, 1, ModelOrigin.PUSH), 21);
    Returns next = follow(returns);
    assertThat(next.onResumed("b", back(1, 1, ModelOrigin.PUSH), 22)).as("told again").isEmpty();
    assertThat(next.onResumed("b", back(2, 1, ModelOrigin.PUSH), 22)).isPresent();
    assertThat(next.list()).hasSize(2);
  }

  @Test
  void shouldCountWhatItDoesNotKeep() {
    IntStream.range(0, Returns.MAX_KEPT + 2)
        .forEach(
            learner -> {
              returns.onLost(lost(learner, 0));
              assertThat(returns.onResumed("b", back(learner, 1, ModelOrigin.PUSH), 21))
                  .isPresent();
            });
    assertThat(returns.list()).hasSize(Returns.MAX_KEPT);
    assertThat(returns.notKept()).isEqualTo(2);
  }

  @Test
  void shouldCountEveryMissingLearnerAlsoForTheKeeperThatFollows() {
    int learners = Returns.MAX_KEPT + 3;
    IntStream.range(0, learners).forEach(learner -> returns.onLost(lost(learner, 4)));
    assertThat(attendance(returns).missingCount()).isEqualTo(learners);
    Returns next = follow(follow(returns));
    assertThat(attendance(next).missingCount()).isEqualTo(learners);
    int last = learners - 1;
    assertThat(next.onResumed("b", back(last, 4, ModelOrigin.PUSH), 21))
        .as("of a former life")
        .isEmpty();
    assertThat(next.onResumed("b", back(last, 5, ModelOrigin.PUSH), 22)).isPresent();
    assertThat(next.onResumed("b", back(last, 5, ModelOrigin.PUSH), 23)).as("told again").isEmpty();
    assertThat(next.list()).as("what it was before is not known").isEmpty();
    assertThat(next.notKept()).isEqualTo(1);
    assertThat(attendance(next).missingCount()).isEqualTo(last);
    next.onLost(lost(last, 5));
    next.onResumed("c", back(last, 6, ModelOrigin.PUSH), 24);
    assertThat(next.list()).extracting(each -> each.lost().incarnation()).containsExactly(5);
  }

  /** As the keeper that follows has it. */
  private static Returns follow(Returns before) {
    return new Returns(attendance(before));
  }

  private static Attendance attendance(Returns returns) {
    return new Attendance(
        List.of(),
        List.of(),
        returns.list(),
        returns.missing(),
        returns.unlisted(),
        List.of(),
        0,
        0,
        0,
        returns.notKept());
  }

  private static LearnerLoss lost(int learner, int incarnation) {
    return new LearnerLoss(learner, "a", false, incarnation, 70, 0.8, 19, 20);
  }

  private static ResumedLearner back(int learner, int incarnation, ModelOrigin origin) {
    return new ResumedLearner(learner, incarnation, 70, origin, 5, 0.79);
  }
}
