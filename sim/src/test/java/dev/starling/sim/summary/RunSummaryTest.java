package dev.starling.sim.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  @Test
  void shouldReadBackWhatItWrote() {
    for (RunSummary summary : List.of(SampleSummary.whole(), full())) {
      assertThat(SummaryJson.read(SummaryJson.write(summary))).isEqualTo(summary);
      assertThat(summary.toBuilder().build()).isEqualTo(summary);
    }
  }

  @Test
  void shouldWriteTheDocumentedKeysInTheirOrder() throws Exception {
    JsonNode json = new JsonMapper().readTree(SummaryJson.write(full()));

    assertThat(names(json))
        .containsExactly(
            "run",
            "accuracy",
            "loss",
            "consensus",
            "bounds",
            "updates",
            "gossip",
            "staleness",
            "settling",
            "divergence",
            "memory",
            "churn",
            "lanes",
            "checkpoints",
            "resumed",
            "departures",
            "arrivals",
            "returns",
            "outages",
            "unlisted");
    assertThat(names(json.get("unlisted"))).containsExactly("departures", "arrivals", "outages");
    assertThat(names(json.get("outages").get(0))).containsExactly("node", "count", "seconds");
    assertThat(names(json.get("returns")))
        .containsExactly(
            "live",
            "missing",
            "fromCheckpoint",
            "handedOver",
            "fromPush",
            "fresh",
            "slowestSeconds",
            "worstAccuracyChange",
            "learners");
    assertThat(names(json.get("returns").get("learners").get(0)))
        .containsExactly(
            "learner",
            "cause",
            "from",
            "to",
            "atSeconds",
            "secondsToLive",
            "incarnationBefore",
            "updatesBefore",
            "incarnationAfter",
            "updatesAfter",
            "origin",
            "giver",
            "accuracyBefore",
            "accuracyAgeSeconds",
            "accuracyAfter");
    assertThat(names(json.get("run")))
        .containsExactly(
            "id",
            "seed",
            "version",
            "host",
            "learners",
            "nodes",
            "seconds",
            "updatesPerLearner",
            "exit",
            "data",
            "model",
            "split",
            "clock");
    assertThat(names(json.get("accuracy")))
        .containsExactly("min", "median", "max", "worstSecondsTo80");
    assertThat(names(json.get("loss"))).containsExactly("min", "median", "max");
    assertThat(names(json.get("consensus"))).containsExactly("rms");
    assertThat(names(json.get("bounds"))).containsExactly("centralised", "isolated", "measure");
    assertThat(names(json.get("bounds").get("isolated"))).containsExactly("min", "median", "max");
    assertThat(names(json.get("updates")))
        .containsExactly("total", "rate", "configuredRate", "lateMsP99", "lateMs", "slowest");
    assertThat(names(json.get("updates").get("slowest")))
        .containsExactly(
            "learner", "staleness", "updates", "medianUpdates", "cause", "symptom", "share");
    assertThat(names(json.get("gossip")))
        .containsExactly(
            "rate",
            "configuredRate",
            "required",
            "sent",
            "mixed",
            "partial",
            "lost",
            "busy",
            "dropped",
            "bytes",
            "lateMs",
            "clamp");
    assertThat(names(json.get("gossip").get("clamp")))
        .containsExactly("share", "carriedRate", "predictedStaleness");
    assertThat(names(json.get("staleness")))
        .containsExactly(
            "mean",
            "se",
            "p50",
            "p99",
            "max",
            "worstHolder",
            "law",
            "lawIsBound",
            "target",
            "coverage",
            "windowSeconds",
            "local",
            "tooShort",
            "neverHeard",
            "age",
            "stalest");
    assertThat(names(json.get("staleness").get("age")))
        .containsExactly("mean", "atOrigin", "travelled", "law", "p50", "p99", "max", "resolution");
  }

  @Test
  void shouldLeaveOutWhatMakesNoSense() throws Exception {
    RunSummary alone = RunSummary.builder(SampleSummary.whole().run()).build();

    assertThat(names(new JsonMapper().readTree(SummaryJson.write(alone)))).containsExactly("run");
    assertThat(SummaryJson.read(SummaryJson.write(alone))).isEqualTo(alone);
  }

  @Test
  void shouldLeaveOutNumbersThatAreNotFinite() {
    ConsensusSummary diverged = new ConsensusSummary(Double.NaN);
    UpdateSummary updates = new UpdateSummary(1, Double.POSITIVE_INFINITY, null, null, null, null);

    assertThat(diverged.rms()).isNull();
    assertThat(updates.rate()).isNull();
  }

  @Test
  void shouldSayNothingAboutABoundWithoutALaw() {
    MeasuredStaleness ring =
        new MeasuredStaleness(
            2.0, null, null, null, null, null, null, false, null, 1.0, 9.0, 2.0, false, null, null,
            null);

    assertThat(ring.lawIsBound()).isNull();
    assertThat(ring.tooShort()).isNull();
  }

  @Test
  void shouldPassOverKeysOfALaterVersion() {
    String later =
        SummaryJson.write(SampleSummary.whole()).replace("\"seed\"", "\"mood\" : 3, \"seed\"");

    assertThat(SummaryJson.read(later)).isEqualTo(SampleSummary.whole());
  }

  @Test
  void shouldSayWhereATextStopsBeingASummary() {
    String json = SummaryJson.write(SampleSummary.whole());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SummaryJson.read(json.substring(0, json.length() / 2)))
        .withMessageContaining("not a run summary")
        .withMessageContaining("at line");
    assertThatIllegalArgumentException().isThrownBy(() -> SummaryJson.read("null"));
    assertThatIllegalArgumentException().isThrownBy(() -> SummaryJson.read("{}"));
  }

  @Test
  void shouldTakeTheSpreadOverFiniteValuesOnly() {
    assertThat(Spread.of(new double[] {4, Double.NaN, 1, 3, 2})).isEqualTo(new Spread(1, 2.5, 4));
    assertThat(Spread.of(new double[] {5})).isEqualTo(new Spread(5, 5, 5));
    assertThat(Spread.of(new double[] {Double.NaN})).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> new Spread(2, 1, 3));
  }

  /** A summary with every key there is. */
  private static RunSummary full() {
    LatenessMillis late = new LatenessMillis(0.1, 0.4, 2);
    LastLearner last = new LastLearner(3, 1.9, 90, 100, "link", "unsent-pushes", 0.31);
    return SampleSummary.whole().toBuilder()
        .updates(new UpdateSummary(1, 1.0, 1.0, 1.0, late, last))
        .gossip(
            new GossipSummary(
                1.0, 1.0, 1.0, 1, 1, 1, 1, 1, Map.of("moved", 2L), 1, late, new Clamp(1, 1.0, 1.0)))
        .staleness(
            new MeasuredStaleness(
                1.0,
                0.1,
                1.0,
                4.0,
                9.0,
                3.0,
                1.0,
                true,
                1.0,
                1.0,
                20.0,
                1.0,
                true,
                7L,
                new InformationAge(9.0, 4.0, 5.0, 5.1, 8.0, 30.0, 44.0, 1),
                last))
        .settling(new Settling(2, 0.1, List.of(new Settling.Change(10, "1 leave", 0.0, 0.2, 0))))
        .divergence(new DivergenceSummary(3, 17))
        .memory(new MemorySummary(1e6, 2e6, 3e6, 16_000_000, 32_000_000, 48_000_000))
        .churn(new ChurnSummary(3, 1, 1, 1, 40))
        .lanes(new LaneShares(2, 0.4, 0.25, 0.2, 0.05, 0.1))
        .checkpoints(new CheckpointSummary(12, 5e5, 80.0, 0, 0))
        .resumed(new ResumeSummary(1, 12.5, 15, 1, 8))
        .departures(List.of(new DepartureSummary("b", "lost", 9.0, 1.0, 3.0, 0.2, 8, 7, 1)))
        .arrivals(List.of(new ArrivalSummary("d", 20.0, 1.5, 2, 14.5)))
        .returns(ReturnsSummary.of(List.of(SampleSummary.returned(3, 0.81)), 0, 1))
        .outages(List.of(new OutageSummary("c", 2, 3.4)))
        .unlisted(new UnlistedAttendance(2, 1, 0))
        .build();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
