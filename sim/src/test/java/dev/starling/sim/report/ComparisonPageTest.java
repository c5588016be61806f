package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SampleSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {
  private static final List<MetricsSeries> RUNS =
      List.of(
          new MetricsSeries("cosine", SampleRun.rows(0.005, 7)),
          new MetricsSeries("<constant>", SampleRun.rows(0.08, 8)));

  @Test
  void shouldHoldAllThatItShows() {
    String page =
        ComparisonPage.render(
            List.of(SampleSummary.whole(), SampleSummary.whole()),
            RUNS,
            XAxis.UPDATES,
            "starling …");

    assertThat(page)
        .contains("comparison-updates", "comparison-seconds", "comparison-bytes")
        .contains("staleness.mean", "gossip.rate", "starling …")
        .contains("&lt;constant&gt;")
        .doesNotContain("<constant>", "<script", "src=", "href=\"http", "url(http");
  }

  @Test
  void shouldShowADashForAFigureThatARunDoesNotHave() {
    RunSummary whole = SampleSummary.whole();
    RunSummary scant = RunSummary.builder(whole.run()).accuracy(whole.accuracy()).build();

    String page = ComparisonPage.render(List.of(scant, whole), RUNS, XAxis.SECONDS, null);

    assertThat(page).containsPattern("staleness.mean</th><td>–</td><td>[0-9.]+");
  }
}
