package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.summary.ArrivalSummary;
import dev.starling.sim.summary.DepartureSummary;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.OutageSummary;
import dev.starling.sim.summary.ReturnsSummary;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SampleSummary;
import dev.starling.sim.summary.UnlistedAttendance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @TempDir Path directory;

  @Test
  void shouldLeaveTheWholeRunInItsDirectory() throws Exception {
    RunDirectory run = RunDirectory.create(directory);

    RunReport.write(run, SampleRun.input());

    assertThat(run.readSummary()).isEqualTo(SampleSummary.whole());
    assertThat(run.config()).hasContent(SampleRun.input().config());
    assertThat(run.versions()).hasContent(SampleRun.input().versions());
    assertThat(run.plot("accuracy-seconds", "png")).isNotEmptyFile();
    assertThat(run.plot("split", "svg")).isNotEmptyFile();
    assertThat(Files.readString(run.report())).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
  }

  @Test
  void shouldTellTheResultInWords() {
    assertThat(render(SampleRun.input()))
        .contains("It worked")
        .contains("The worst learner has 84.5\u00a0% of the test samples right")
        .contains("1.2 points below centralised SGD")
        .contains("16 learners · fashion-mini · dirichlet:0.1 · mlp:64 · 2,000 updates each")
        .contains("starling train --seed 7")
        .contains("constant step");
  }

  @Test
  void shouldNeedNothingFromOutside() {
    String html = render(SampleRun.input());

    assertThat(html).doesNotContain("<script", "<link", "@import", "<img");
    assertThat(Pattern.compile("(?:href|src)=\"|url\\((?!#)").matcher(html).find())
        .as("an address in the page")
        .isFalse();
  }

  @Test
  void shouldHaveNoIdTwice() {
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"")
            .matcher(render(SampleRun.input()))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void shouldEscapeWhateverComesFromOutside() {
    String evil = "<b>\"&'";
    ReportInput sample = SampleRun.input();
    ReportInput input =
        new ReportInput(
            sample.summary(),
            new MetricsSeries(evil, sample.metrics().rows()),
            List.of(new MetricsSeries(evil, List.of())),
            new SplitTable(evil, List.of(evil), new int[][] {{1}}),
            List.of(new LearnerRow(0, 1L, 1, null, null, null, null, evil)),
            evil,
            evil,
            evil);

    assertThat(render(input)).doesNotContain("<b>").contains("&lt;b&gt;&quot;&amp;&#39;");
  }

  @Test
  void shouldDoWithoutAllThatMayBeAbsent() {
    RunIdentity run =
        new RunIdentity(
            "one", 1, "0.1.0", "virtual", 1, 1, 0, 0, "seconds", null, null, null, null);
    ReportInput input =
        new ReportInput(
            RunSummary.builder(run).build(),
            new MetricsSeries("run", List.of()),
            List.of(),
            null,
            List.of(),
            "",
            "",
            null);

    assertThat(HtmlReport.render(input, Plots.all(input)))
        .contains("No score", "1 learner ·", "of virtual time")
        .doesNotContain("null", "NaN", "<svg");
  }

  @Test
  void shouldTellAsWhatEachLearnerCameBack() {
    ReportInput sample = SampleRun.input();
    RunSummary summary =
        sample.summary().toBuilder()
            .departures(List.of(new DepartureSummary("b", "lost", 9.0, 6.1, 6.2, 1.3, 1, 0, 1)))
            .arrivals(List.of(new ArrivalSummary("d", 20.0, 1.5, 2, 14.5)))
            .returns(ReturnsSummary.of(List.of(SampleSummary.returned(3, 0.79)), 0, 0))
            .outages(List.of(new OutageSummary("c", 2, 3.4)))
            .unlisted(new UnlistedAttendance(2, 1, 0))
            .build();
    ReportInput input =
        new ReportInput(
            summary,
            sample.metrics(),
            sample.others(),
            sample.split(),
            sample.learners(),
            sample.config(),
            sample.versions(),
            sample.command());

    assertThat(render(input))
        .contains("<th>d</th><td>20.0</td><td>1.5</td><td>2</td><td>14.5</td>")
        .contains("<th>c</th><td>2</td><td>3.4</td>")
        .contains("2 departures, 1 arrivals, outages of 0 nodes")
        .contains(
            "Who came and went", "<td>0.70</td><td>1.70</td><td>pushes, the last of learner 5</td>")
        .contains("<td>82.0\u00a0%</td><td>0.9</td><td>79.0\u00a0%</td><td>1.3</td>");
    assertThat(render(sample)).doesNotContain("Who came and went");
  }

  @Test
  void shouldDrawTheSplitWhenItsTableWouldBeTooLong() {
    ReportInput sample = SampleRun.input();
    ReportInput input =
        new ReportInput(
            sample.summary(),
            sample.metrics(),
            List.of(),
            SplitTable.ofClasses("iid", 2, new int[100][2]),
            List.of(),
            "",
            "",
            null);
    ReportInput filled =
        new ReportInput(
            sample.summary(),
            sample.metrics(),
            List.of(),
            SplitTable.ofClasses("iid", 2, filled(100)),
            List.of(),
            "",
            "",
            null);

    assertThat(Plots.split(input)).as("a split of no samples").isEmpty();
    assertThat(render(filled))
        .contains("the first 32 of 100 learners")
        .doesNotContain("class=\"split\"");
  }

  @Test
  void shouldWarnOfAMeasurementThatIsTooShort() {
    RunSummary sample = SampleSummary.whole();
    MeasuredStaleness few =
        new MeasuredStaleness(
            1.0, null, null, null, null, null, null, null, null, null, null, null, true, null, null,
            null);
    ReportInput input =
        new ReportInput(
            RunSummary.builder(sample.run()).loss(sample.loss()).staleness(few).build(),
            new MetricsSeries("run", List.of()),
            List.of(),
            null,
            List.of(),
            "",
            "",
            null);

    assertThat(render(input)).contains("Too short: fewer than 500 updates per learner");
  }

  private static int[][] filled(int learners) {
    int[][] samples = new int[learners][2];
    for (int[] row : samples) {
      row[0] = 3;
    }
    return samples;
  }

  private static String render(ReportInput input) {
    return HtmlReport.render(input, Plots.all(input));
  }
}
