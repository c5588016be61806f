package dev.starling.sim.report;

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
    RunSummary summary = SampleRun.summary();

    assertThat(RunSummary.fromJson(summary.toJson())).isEqualTo(summary);
  }

  @Test
  void shouldWriteTheDocumentedKeysInTheirOrder() throws Exception {
    RunSummary.Staleness all =
        new RunSummary.Staleness(
            1.0, 0.1, 1.0, 4.0, 9.0, 3.0, 1.0, true, 1.0, 1.0, 20.0, 1.0, true);
    RunSummary sample = SampleRun.summary();
    RunSummary summary =
        new RunSummary(
            sample.run(),
            sample.accuracy(),
            sample.loss(),
            sample.consensus(),
            sample.bounds(),
            new RunSummary.Updates(1, 1.0, 1.0, 1.0),
            new RunSummary.Gossip(
                1.0, 1.0, 1.0, 1, 1, 1, 1, 1, Map.of("moved", 2L), 1, null, new Clamp(1, 1.0, 1.0)),
            all);

    JsonNode json = new JsonMapper().readTree(summary.toJson());

    assertThat(names(json))
        .containsExactly(
            "run", "accuracy", "loss", "consensus", "bounds", "updates", "gossip", "staleness");
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
    assertThat(names(json.get("bounds"))).containsExactly("centralised", "isolated");
    assertThat(names(json.get("bounds").get("isolated"))).containsExactly("min", "median", "max");
    assertThat(names(json.get("updates")))
        .containsExactly("total", "rate", "configuredRate", "lateMsP99");
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
            "tooShort");
  }

  @Test
  void shouldLeaveOutWhatMakesNoSense() throws Exception {
    RunSummary alone =
        new RunSummary(SampleRun.summary().run(), null, null, null, null, null, null, null);

    assertThat(names(new JsonMapper().readTree(alone.toJson()))).containsExactly("run");
    assertThat(RunSummary.fromJson(alone.toJson())).isEqualTo(alone);
  }

  @Test
  void shouldLeaveOutNumbersThatAreNotFinite() {
    RunSummary.Consensus diverged = new RunSummary.Consensus(Double.NaN);
    RunSummary.Updates updates = new RunSummary.Updates(1, Double.POSITIVE_INFINITY, null, null);

    assertThat(diverged.rms()).isNull();
    assertThat(updates.rate()).isNull();
  }

  @Test
  void shouldSayNothingAboutABoundWithoutALaw() {
    RunSummary.Staleness ring =
        new RunSummary.Staleness(
            2.0, null, null, null, null, null, null, false, null, 1.0, 9.0, 2.0, false);

    assertThat(ring.lawIsBound()).isNull();
    assertThat(ring.tooShort()).isNull();
  }

  @Test
  void shouldPassOverKeysOfALaterVersion() {
    String later = SampleRun.summary().toJson().replace("\"seed\"", "\"mood\" : 3, \"seed\"");

    assertThat(RunSummary.fromJson(later)).isEqualTo(SampleRun.summary());
  }

  @Test
  void shouldSayWhereATextStopsBeingASummary() {
    String json = SampleRun.summary().toJson();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSummary.fromJson(json.substring(0, json.length() / 2)))
        .withMessageContaining("not a run summary")
        .withMessageContaining("at line");
    assertThatIllegalArgumentException().isThrownBy(() -> RunSummary.fromJson("null"));
    assertThatIllegalArgumentException().isThrownBy(() -> RunSummary.fromJson("{}"));
  }

  @Test
  void shouldTakeTheSpreadOverFiniteValuesOnly() {
    assertThat(Spread.of(new double[] {4, Double.NaN, 1, 3, 2})).isEqualTo(new Spread(1, 2.5, 4));
    assertThat(Spread.of(new double[] {5})).isEqualTo(new Spread(5, 5, 5));
    assertThat(Spread.of(new double[] {Double.NaN})).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> new Spread(2, 1, 3));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
