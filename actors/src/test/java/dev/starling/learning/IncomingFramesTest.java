package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.params.ParameterVector;
import dev.starling.topology.Topologies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a learner does with frames that are lost, doubled, damaged or meant for others. */
class IncomingFramesTest {
  private static final int LEARNERS = 20;
  private static final int PARAMETERS = 6;

  private final QuadraticTask task = new QuadraticTask(0, 1, PARAMETERS);
  private final RecordedEffects effects = new RecordedEffects();
  private final TestFrame frame = new TestFrame();
  private final ParameterVector model = ParameterVector.allocate(PARAMETERS);
  private final long[] versions = new long[LEARNERS];
  private Learner learner;
  private LearnerCounters counters;

  @BeforeEach
  void start() {
    learner =
        new Learner(
            0, LearnerSettings.defaults(), task, Topologies.parse("complete", LEARNERS, 1), 1, 0);
    learner.start(0, effects);
    counters = learner.counters();
    model.fill(8);
    versions[1] = 5;
    frame.push(1, 0, 1).sourceVersion(5);
  }

  @AfterEach
  void freeMemory() {
    learner.close();
    task.close();
    model.close();
  }

  @Test
  void shouldMixAPushInPieces() {
    sendVersions(0, 12);
    sendVersions(12, 8);
    sendParameters(0, 4);
    assertThat(learner.versions().column(1)).as("not whole yet").isZero();
    sendParameters(4, 2);
    assertThat(learner.parameters().toArray()).containsOnly(4);
    assertThat(learner.versions().column(1)).isEqualTo(5);
    assertThat(counters.framesMixed()).isEqualTo(2);
  }

  @Test
  void shouldNotMixAFrameTwice() {
    sendVersions(0, LEARNERS);
    sendParameters(0, 4);
    sendParameters(0, 4);
    sendParameters(4, 2);
    assertThat(learner.parameters().toArray()).containsExactly(4, 4, 4, 4, 0, 0);
    assertThat(counters.framesOutOfOrder()).isEqualTo(2);
    assertPartial(1);
  }

  @Test
  void shouldNotMixAPushTwice() {
    sendWhole();
    sendWhole();
    assertThat(learner.parameters().toArray()).containsOnly(4);
    assertThat(counters.pushesMixed()).isEqualTo(1);
    assertThat(counters.pushesPartial()).isZero();
    assertThat(counters.framesOutOfOrder()).isEqualTo(2);
  }

  @Test
  void shouldGiveUpAPushAfterALostFrameAndKeepWhatWasMixed() {
    sendVersions(0, LEARNERS);
    sendParameters(0, 2);
    sendParameters(4, 2);
    assertThat(learner.parameters().toArray()).containsExactly(4, 4, 0, 0, 0, 0);
    assertThat(learner.versions().column(1)).isZero();
    assertPartial(1);
  }

  @Test
  void shouldRefuseParametersWhoseVersionsWereLost() {
    sendParameters(0, 6);
    assertThat(learner.parameters().toArray()).containsOnly(0);
    assertPartial(1);
  }

  @Test
  void shouldCountAPushPartialWhenItsSourceBeginsAnother() {
    sendVersions(0, LEARNERS);
    frame.push(1, 0, 2);
    sendWhole();
    assertPartial(1);
    assertThat(counters.pushesMixed()).isEqualTo(1);
  }

  @Test
  void shouldKeepPushesOfDifferentSourcesApart() {
    sendVersions(0, LEARNERS);
    sendParameters(0, 3);
    frame.push(2, 0, 1);
    sendWhole();
    frame.push(1, 0, 1);
    sendParameters(3, 3);
    assertThat(counters.pushesMixed()).isEqualTo(2);
    assertThat(counters.pushesPartial()).isZero();
  }

  @Test
  void shouldEvictTheQuietestPushWhenAllSlotsAreTaken() {
    for (int source = 1; source <= 17; source++) {
      frame.push(source, 0, 1);
      sendVersions(0, LEARNERS);
    }
    assertThat(counters.slotsEvicted()).isEqualTo(1);
    assertPartial(1);
    frame.push(17, 0, 1);
    sendParameters(0, 6);
    assertThat(counters.pushesMixed()).isEqualTo(1);
    frame.push(1, 0, 1);
    sendParameters(0, 6);
    assertThat(counters.pushesMixed()).as("the evicted one").isEqualTo(1);
  }

  @Test
  void shouldKnowAPushThatHasEndedUntilItsSlotIsTaken() {
    for (int source = 1; source <= 16; source++) {
      frame.push(source, 0, 1);
      sendWhole();
    }
    frame.push(1, 0, 1);
    sendWhole();
    assertThat(counters.framesOutOfOrder()).as("a push that came twice").isEqualTo(2);
    frame.push(17, 0, 1);
    sendWhole();
    frame.push(2, 0, 1);
    sendWhole();
    assertThat(counters.pushesMixed()).as("source 2 was quiet for longest").isEqualTo(18);
    frame.push(1, 0, 1);
    sendWhole();
    assertThat(counters.framesOutOfOrder()).as("still known").isEqualTo(4);
    assertThat(counters.slotsEvicted()).as("none was under way").isZero();
    assertPartial(0);
  }

  @Test
  void shouldAbandonAPushWithInsaneParametersAndMixNothingOfTheFrame() {
    sendVersions(0, LEARNERS);
    sendParameters(0, 2);
    model.set(3, Float.NaN);
    sendParameters(2, 2);
    model.set(3, 8);
    sendParameters(2, 2);
    sendParameters(4, 2);
    assertThat(learner.parameters().toArray()).containsExactly(4, 4, 0, 0, 0, 0);
    assertThat(counters.framesInsane()).isEqualTo(1);
    assertPartial(1);
    model.set(3, 1e30f);
    frame.push(1, 0, 2);
    sendWhole();
    assertThat(counters.framesInsane()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAClaimOfUpdatesThatItHasNotMade() {
    versions[0] = 1;
    sendWhole();
    assertThat(counters.framesImpossible()).isEqualTo(1);
    assertThat(learner.versions().column(1)).isZero();
    assertPartial(1);
  }

  @Test
  void shouldNotMixTheModelOfALearnerThatLivesAgainElsewhere() {
    versions[1] = Version.of(1, 3);
    frame.push(1, 0, 1).sourceVersion(versions[1]);
    sendWhole();
    float[] mixed = learner.parameters().toArray();

    // As it was, far ahead by its own count, on a host that stood still.
    versions[1] = Version.of(0, 400);
    frame.push(1, 0, 2).session(9).sourceVersion(versions[1]);
    sendWhole();
    assertThat(learner.parameters().toArray()).isEqualTo(mixed);
    assertThat(learner.versions().column(1)).isEqualTo(Version.of(1, 3));
    assertThat(counters.framesOutlived()).isEqualTo(1);
    assertThat(counters.pushesMixed()).isEqualTo(1);

    versions[1] = Version.of(1, 4);
    frame.push(1, 0, 3).sourceVersion(versions[1]);
    sendWhole();
    assertThat(counters.pushesMixed()).isEqualTo(2);
  }

  @Test
  void shouldRefuseFramesForOthers() {
    frame.push(1, 2, 1);
    sendWhole();
    assertThat(counters.framesMisdirected()).isEqualTo(2);
    assertThat(counters.framesRefused()).isEqualTo(2);
  }

  @Test
  void shouldRefuseFramesThatCannotBe() {
    learner.onFrame(frame.push(LEARNERS, 0, 1).versions(versions, 0, 20), 0, effects);
    learner.onFrame(frame.push(-1, 0, 1).versions(versions, 0, 20), 0, effects);
    learner.onFrame(frame.push(0, 0, 1).versions(versions, 0, 20), 0, effects);
    frame.push(1, 0, 1);
    learner.onFrame(frame.versions(versions, 0, 5).at(-1), 0, effects);
    learner.onFrame(frame.versions(versions, 0, 5).at(16), 0, effects);
    learner.onFrame(frame.versions(versions, 0, 0), 0, effects);
    learner.onFrame(frame.parameters(model, 0, 3).at(4), 0, effects);
    learner.onFrame(frame.parameters(model, 0, 3).at(Integer.MAX_VALUE), 0, effects);
    sendTrim(Double.NaN);
    sendTrim(2.1);
    versions[3] = -1;
    sendVersions(0, LEARNERS);
    assertThat(counters.framesMalformed()).isEqualTo(11);
    assertThat(counters.framesRefused()).isEqualTo(11);
  }

  @Test
  void shouldTakeARestartedSourceThatCountsItsPushesFromTheStart() {
    frame.push(1, 0, 900);
    sendWhole();
    frame.push(1, 0, 1);
    sendWhole();
    assertThat(counters.pushesMixed()).isEqualTo(2);
  }

  private void sendTrim(double trim) {
    frame.trim(trim);
    sendVersions(0, LEARNERS);
    frame.trim(0);
  }

  private void sendWhole() {
    sendVersions(0, LEARNERS);
    sendParameters(0, PARAMETERS);
  }

  private void sendVersions(int offset, int length) {
    learner.onFrame(frame.versions(versions, offset, length), 0, effects);
  }

  private void sendParameters(int offset, int length) {
    learner.onFrame(frame.parameters(model, offset, length), 0, effects);
  }

  private void assertPartial(int pushes) {
    assertThat(counters.pushesPartial()).isEqualTo(pushes);
  }
}
