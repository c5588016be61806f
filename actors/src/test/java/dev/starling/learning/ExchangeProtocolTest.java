package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.topology.Topologies;
import java.util.BitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One exchange between learners 0 and 1, a message at a time. */
class ExchangeProtocolTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long LATE = 5 * SECOND;
  private static final int PARAMETERS = 6;
  private static final LearnerSettings SETTINGS =
      LearnerSettings.defaults()
          .withGossip(
              new LearnerSettings.Gossip(LearnerSettings.Gossip.Protocol.EXCHANGE, 1, SECOND))
          .withCapacity(new CapacitySettings.Fixed(2));

  private final QuadraticTask task = new QuadraticTask(0, 1, PARAMETERS);
  private final TestFrame frame = new TestFrame();
  private final Learner[] learners = new Learner[3];
  private final RecordedEffects[] effects = new RecordedEffects[3];
  private int frameLength = PARAMETERS;

  ExchangeProtocolTest() {
    for (int i = 0; i < 3; i++) {
      learners[i] = new Learner(i, SETTINGS, task, Topologies.parse("complete", 3, 1), 1, 0);
      effects[i] = new RecordedEffects();
      learners[i].start(0, effects[i]);
    }
    onlyPeers(0, 1);
    learners[0].parameters().fill(8);
    learners[1].parameters().fill(2);
  }

  @AfterEach
  void freeMemory() {
    for (Learner learner : learners) {
      learner.close();
    }
    task.close();
  }

  @Test
  void shouldAverageBothModelsAndTellBothWhatTheyContain() {
    learners[0].onStep(1, effects[0]);
    learners[1].onStep(1, effects[1]);
    learners[1].onStep(1, effects[1]);
    learners[0].parameters().fill(8);
    learners[1].parameters().fill(2);
    ask(0);
    pass("REQUEST", 0);
    pass("GRANT", 1);
    pass("MODEL", 0);
    assertThat(learners[1].parameters().toArray()).containsOnly(5);
    assertThat(learners[0].parameters().toArray()).containsOnly(8);
    pass("DIFFERENCE", 1);
    assertThat(learners[0].parameters().toArray()).containsOnly(5);
    pass("RECEIPT", 0);
    assertThat(learners[0].versions().column(1)).isEqualTo(2);
    assertThat(learners[1].versions().column(0)).isEqualTo(1);
    assertThat(effects[0].samples).containsExactly(2.0);
    assertThat(effects[1].samples).containsExactly(1.0);
    assertThat(of(0).completed()).isEqualTo(1);
    assertThat(of(1).answered()).isEqualTo(1);
  }

  @Test
  void shouldNotVouchForAModelToWhichADifferenceWasAdded() {
    ask(0);
    assertThat(learners[0].isKnownSane()).isTrue();
    pass("REQUEST", 0);
    pass("GRANT", 1);
    pass("MODEL", 0);
    pass("DIFFERENCE", 1);
    assertThat(learners[0].isKnownSane()).isFalse();
  }

  @Test
  void shouldTakeFromItsModelWhatWasAddedToTheOthersWhateverItLearntMeanwhile() {
    ask(0);
    pass("REQUEST", 0);
    pass("GRANT", 1);
    pass("MODEL", 0);
    learners[0].parameters().fill(100);
    pass("DIFFERENCE", 1);
    assertThat(learners[0].parameters().toArray()).containsOnly(97);
  }

  @Test
  void shouldAskAgainForADifferenceThatWasLost() {
    ask(0);
    pass("REQUEST", 0);
    pass("GRANT", 1);
    pass("MODEL", 0);
    lose("DIFFERENCE", 1);
    learners[0].onGossipTick(LATE, effects[0]);
    pass("QUERY", 0);
    pass("DIFFERENCE", 1);
    assertThat(learners[0].parameters().toArray()).containsOnly(5);
    pass("RECEIPT", 0);
    assertThat(of(0).queries()).isEqualTo(1);
  }

  @Test
  void shouldTakeNothingTwiceWhenTheReceiptWasLost() {
    ask(0);
    pass("REQUEST", 0);
    pass("GRANT", 1);
    pass("MODEL", 0);
    pass("DIFFERENCE", 1);
    lose("RECEIPT", 0);
    learners[1].onGossipTick(LATE, effects[1]);
    pass("DIFFERENCE", 1);
    assertThat(learners[0].parameters().toArray()).containsOnly(5);
    pass("RECEIPT", 0);
    assertThat(of(1).reminders()).isEqualTo(1);
    assertThat(of(1).answered()).isEqualTo(1);
  }

  @Test
  void shouldExchangeOnlyWhatArrivedOfAModelAndThenNoVersions() {
    frameLength = 3;
    ask(0);
    pass("REQUEST", 0);
    pass("GRANT", 1);
    // Versions and the first half of the parameters, and the rest is lost.
    passFrames("MODEL", 0, 2);
    learners[0].onGossipTick(LATE, effects[0]);
    pass("QUERY", 0);
    pass("DIFFERENCE", 1);
    assertThat(learners[0].parameters().toArray()).containsExactly(5, 5, 5, 8, 8, 8);
    assertThat(learners[1].parameters().toArray()).containsExactly(5, 5, 5, 2, 2, 2);
    assertThat(learners[0].counters().pushesPartial()).isEqualTo(1);
    assertThat(learners[1].counters().pushesPartial()).isEqualTo(1);
    assertThat(learners[0].counters().pushesMixed()).isZero();
  }

  @Test
  void shouldEndWithNothingChangedWhereTheModelWasLost() {
    ask(0);
    pass("REQUEST", 0);
    pass("GRANT", 1);
    lose("MODEL", 0);
    learners[0].onGossipTick(LATE, effects[0]);
    pass("QUERY", 0);
    pass("GONE", 1);
    assertThat(of(0).voided()).isEqualTo(1);
    assertThat(learners[1].parameters().toArray()).containsOnly(2);
  }

  @Test
  void shouldRefuseMoreExchangesThanItHasSlots() {
    ask(0);
    pass("REQUEST", 0);
    lose("GRANT", 1);
    onlyPeers(2, 1);
    learners[2].onGossipTick(effects[2].gossipAtNs, effects[2]);
    pass("REQUEST", 2);
    pass("REFUSAL", 1);
    assertThat(of(2).refused()).isEqualTo(1);
    assertThat(of(1).turnedAway()).isEqualTo(1);
  }

  @Test
  void shouldSkipATickWhileItsExchangeIsUnderWayAndGiveUpARequestWithoutAnswer() {
    ask(0);
    lose("REQUEST", 0);
    learners[0].onGossipTick(2, effects[0]);
    assertThat(learners[0].counters().pushesBusy()).isEqualTo(1);
    learners[0].onGossipTick(LATE, effects[0]);
    assertThat(of(0).unanswered()).isEqualTo(1);
    assertThat(of(0).begun()).isEqualTo(2);
  }

  @Test
  void shouldGiveBackAGrantThatCameTooLate() {
    ask(0);
    pass("REQUEST", 0);
    learners[0].onGossipTick(LATE, effects[0]);
    pass("GRANT", 1);
    lose("REQUEST", 0);
    pass("RECEIPT", 0);
    assertThat(of(1).abandoned()).isZero();
    onlyPeers(2, 1);
    learners[2].onGossipTick(effects[2].gossipAtNs, effects[2]);
    pass("REQUEST", 2);
    assertThat(of(1).granted()).as("the slot is free").isEqualTo(2);
  }

  @Test
  void shouldCountAnExchangeWhosePeerLeavesHalfWay() {
    ask(0);
    pass("REQUEST", 0);
    pass("GRANT", 1);
    pass("MODEL", 0);
    onlyPeers(0, 2);
    onlyPeers(1, 2);
    assertThat(of(0).abandoned()).isEqualTo(1);
    assertThat(of(1).abandoned()).isEqualTo(1);
  }

  @Test
  void shouldTakeOverAPeersModelAfterDivergence() {
    learners[1].parameters().fill(Float.NaN);
    learners[1].onStep(1, effects[1]);
    assertThat(learners[1].state()).isEqualTo(LearnerState.QUARANTINED);
    ask(0);
    pass("REQUEST", 0);
    pass("GRANT", 1);
    pass("MODEL", 0);
    pass("GONE", 1);
    assertThat(learners[1].state()).isEqualTo(LearnerState.RUNNING);
    assertThat(learners[1].parameters().toArray()).containsOnly(8);
    assertThat(learners[0].parameters().toArray()).containsOnly(8);
  }

  @Test
  void shouldRefusePushes() {
    learners[0].onFrame(frame.push(1, 0, 1).versions(new long[3], 0, 3), 1, effects[0]);
    assertThat(learners[0].counters().framesMalformed()).isEqualTo(1);
  }

  @Test
  void shouldGrantNothingToALearnerThatLivesAgainElsewhere() {
    learners[1].versions().raise(new long[] {Version.of(1, 0), 0, 0});
    frame.push(0, 1, 1).sourceVersion(Version.of(0, 40)).value(FrameKind.REQUEST, 0);
    learners[1].onFrame(frame, 1, effects[1]);
    assertThat(learners[1].counters().framesOutlived()).isEqualTo(1);
    assertThat(effects[1].messages).isEmpty();

    frame.sourceVersion(Version.of(1, 0));
    learners[1].onFrame(frame, 1, effects[1]);
    assertThat(of(1).granted()).isEqualTo(1);
  }

  @Test
  void shouldCountEveryFrameThatItHasNoUseFor() {
    ask(0);
    pass("REQUEST", 0);
    ExchangeMessage grant = effects[1].messages.get(0);
    TestFrames.of(grant, 1, frameLength, frame, each -> learners[0].onFrame(each, 1, effects[0]));
    pass("GRANT", 1);
    assertThat(learners[0].counters().framesRefused()).as("the second grant").isEqualTo(1);
    learners[1].parameters().fill(Float.NaN);
    pass("MODEL", 0);
    assertThat(learners[1].counters().framesMixed()).isZero();
    assertThat(learners[1].counters().framesInQuarantine()).as("the model").isEqualTo(1);
    assertThat(learners[1].counters().framesRefused()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAMixingRuleThatWouldChangeTheSum() {
    assertThatThrownBy(() -> SETTINGS.withMixing(new MixingRule.Uniform(0.25)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.25");
  }

  private ExchangeCounters of(int learner) {
    return learners[learner].counters().exchanges();
  }

  private void ask(int learner) {
    learners[learner].onGossipTick(0, effects[learner]);
  }

  private void pass(String type, int source) {
    passFrames(type, source, Integer.MAX_VALUE);
  }

  private void lose(String type, int source) {
    passFrames(type, source, 0);
  }

  /** Delivers the first frames of the message that {@code source} is sending. */
  private void passFrames(String type, int source, int frames) {
    ExchangeMessage message = effects[source].messages.remove(0);
    assertThat(message.toString()).startsWith(type + " ");
    int target = message.target();
    int[] left = {frames};
    TestFrames.of(
        message,
        source,
        frameLength,
        frame,
        each -> {
          if (left[0]-- > 0) {
            learners[target].onFrame(each, 1, effects[target]);
          }
        });
    learners[source].onPushSent(Offer.SENT, 1, effects[source]);
  }

  private void onlyPeers(int learner, int peer) {
    BitSet live = new BitSet();
    live.set(peer);
    learners[learner].onPeersChanged(live, 0, effects[learner]);
  }
}
