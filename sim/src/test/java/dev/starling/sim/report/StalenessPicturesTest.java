package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.Diagnosis;
import dev.starling.learning.LinkTable;
import dev.starling.learning.Symptom;
import dev.starling.sim.summary.InformationAge;
import dev.starling.sim.summary.LastLearner;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.SampleSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves of its staleness beside the means. */
class StalenessPicturesTest {
  private static final double[] SHARES = {0.4, 0.35, 0.15, 0.1};
  private static final double[] LAW = {0.38, 0.36, 0.17, 0.09};

  @Test
  void shouldDrawSharesBesideTheLawAndTheLinksAsAMap() {
    assertThat(Plots.all(input(detail(3, LAW))).stream().map(Plot::name))
        .contains("staleness-shares", "age-shares", "links");
    assertThat(ShareChart.updates(detail(3, new double[0])).orElseThrow().toSvg()).contains("<svg");
    assertThat(LinkMap.plot(detail(65, LAW))).as("too many to be told apart").isEmpty();
    assertThat(ShareChart.updates(null)).isEmpty();
    assertThat(ShareChart.ages(detail(3, LAW), null)).isEmpty();
  }

  @Test
  void shouldListTheStalestLinksAndShowMissingVersionsAsMissing() {
    ReportInput input = input(detail(3, LAW));
    assertThat(HtmlReport.render(input, Plots.all(input)))
        .contains("The 6 stalest of 6 links; links.csv holds all of them")
        .contains("<th>2 → 1</th>", "never directly", "pairs that lack any version")
        .contains("learner 2", "link: 31.0\u00a0% of its gossip ticks found the last push unsent");
  }

  @Test
  void shouldWriteTheTablesWithTheirDictionary(@TempDir Path folder) throws Exception {
    RunDirectory directory = RunDirectory.create(folder.resolve("run"));
    directory.writeStaleness(detail(3, LAW));
    assertThat(Files.readAllLines(directory.links()))
        .startsWith("source,target,sent,mixed,stalenessMean,lastHeardSeconds", "0,1,10,9,1.0,7.5")
        .contains("2,1,10,0,3.0,")
        .hasSize(7);
    assertThat(Files.readString(directory.linksColumns())).contains("all 6 links of the run");
    assertThat(Files.readAllLines(directory.shares()))
        .startsWith("unit,from,to,share,law", "updates,0,0,0.4,0.38")
        .contains("updates,3,,0.1,0.09", "ms,0.0,5.0,0.7,", "ms,5.0,,0.3,");
  }

  private static StalenessDetail detail(int learners, double[] law) {
    List<LinkTable.Link> links = new ArrayList<>();
    for (int source = 0; source < learners; source++) {
      for (int target = 0; target < learners; target++) {
        if (target != source) {
          boolean silent = source == 2;
          links.add(
              new LinkTable.Link(
                  source, target, 10, silent ? 0 : 9, 1 + source, silent ? Double.NaN : 7.5));
        }
      }
    }
    LinkTable table = new LinkTable(learners, links.size(), links);
    return new StalenessDetail(SHARES, law, 5, new double[] {0.7, 0.3}, table);
  }

  private static ReportInput input(StalenessDetail detail) {
    ReportInput sample = SampleRun.input();
    MeasuredStaleness staleness =
        new MeasuredStaleness(
            1.0,
            0.01,
            1.0,
            4.0,
            6.0,
            1.9,
            1.0,
            false,
            1.0,
            0.9,
            20.0,
            1.0,
            null,
            7L,
            new InformationAge(9.0, 4.0, 5.0, 5.1, 8.0, 30.0, 44.0, 1),
            LastLearner.of(new Diagnosis(2, 100, 1.9, 90, 100, Symptom.UNSENT_PUSHES, 0.31)));
    return new ReportInput(
        SampleSummary.whole().toBuilder().staleness(staleness).build(),
        sample.metrics(),
        List.of(),
        sample.split(),
        sample.learners(),
        sample.config(),
        sample.versions(),
        sample.command(),
        detail);
  }
}
