package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.summary.Spread;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PlotsTest {
  @Test
  void shouldDrawEveryCurveOfAWholeRun() {
    assertThat(Plots.all(SampleRun.input()))
        .extracting(Plot::name)
        .containsExactly(
            "accuracy-seconds",
            "accuracy-updates",
            "accuracy-bytes",
            "loss-seconds",
            "loss-updates",
            "loss-bytes",
            "comparison-updates",
            "staleness-seconds",
            "gossip-rate-seconds",
            "consensus-seconds",
            "split");
  }

  @Test
  void shouldMakeAPngOfTwicePixels() throws Exception {
    Plot plot = Plots.accuracy(SampleRun.input(), XAxis.SECONDS).orElseThrow();

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(plot.toPng()));

    assertThat(image.getWidth()).isEqualTo(1800);
    assertThat(image.getHeight()).isEqualTo(1000);
    assertThat(colours(image))
        .as("the median's line and the paper are there")
        .contains(Palette.BLUE.getRGB(), 0xFFFFFFFF);
  }

  @ParameterizedTest
  @EnumSource(XAxis.class)
  void shouldMakeWellFormedSvgWhoseIdsAreItsOwn(XAxis axis) throws Exception {
    String svg = Plots.accuracy(SampleRun.input(), axis).orElseThrow().toSvg();

    Document document = parse(svg);

    assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 900 500");
    assertThat(svg).contains("id=\"accuracy-" + Plots.name(axis) + "-clip0\"");
    assertThat(svg).doesNotContain("http://www.w3.org/Graphics").hasSizeLessThan(120_000);
  }

  @Test
  void shouldDrawTheSamePictureTwice() {
    assertThat(Plots.loss(SampleRun.input(), XAxis.UPDATES).orElseThrow().toSvg())
        .isEqualTo(Plots.loss(SampleRun.input(), XAxis.UPDATES).orElseThrow().toSvg());
  }

  @Test
  void shouldJoinTouchingSegmentsToOneLine() {
    String segment = "  <line style=\"s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>%n";
    String svg =
        "<?xml?>\n<svg>\n"
            + segment.formatted("0.0001", "1.23456", "0", "5")
            + segment.formatted("1.23456", "2", "5", "6")
            + segment.formatted("7", "8", "5", "6")
            + "</svg>";

    assertThat(new CompactSvg("p").of(svg))
        .isEqualTo(
            """
            <svg>
            <polyline style="s" points="0,0 1.23,5 2,6"/>
            <polyline style="s" points="7,5 8,6"/>
            </svg>
            """);
  }

  @Test
  void shouldTellEightRunsApartByColourAndDash() {
    List<String> looks =
        IntStream.range(0, 8)
            .mapToObj(i -> Palette.RUNS.get(i) + " " + CurveChart.Pen.ofRun(i))
            .toList();
    List<MetricsSeries> runs =
        IntStream.range(0, 8)
            .mapToObj(i -> new MetricsSeries("run " + i, SampleRun.rows(0.01 * i, 7)))
            .toList();

    String svg = Plots.comparison(runs, true, XAxis.UPDATES).orElseThrow().toSvg();

    assertThat(looks).doesNotHaveDuplicates();
    assertThat(Palette.RUNS).hasSize(8).doesNotHaveDuplicates();
    assertThat(svg).contains("stroke-dasharray");
  }

  @Test
  void shouldDrawNothingForARunWithoutRows() {
    ReportInput empty = input(List.of());

    assertThat(Plots.all(empty)).extracting(Plot::name).containsExactly("split");
  }

  @Test
  void shouldDrawRunsOfOneRowAndRunsThatNeverChange() {
    MetricsRow still =
        new MetricsRow(
            0,
            new MetricsRow.Updates(0, 0, 0, 0.0, null),
            new Spread(0, 0, 0),
            new Spread(0, 0, 0),
            0.001,
            new MetricsRow.Staleness(0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
            new MetricsRow.Gossip(0.0, 0.0, 0, 0, 0, 0, 0, 0, 0),
            null,
            null);

    for (int rows : new int[] {1, 2, 3}) {
      assertThat(Plots.all(input(IntStream.range(0, rows).mapToObj(i -> still).toList())))
          .as("%d equal rows", rows)
          .hasSize(10)
          .allSatisfy(plot -> parse(plot.toSvg()));
    }
  }

  @Test
  void shouldThinALongRunAndKeepItsEnd() throws Exception {
    List<MetricsRow> rows = SampleRun.rows(0.01, 7);
    List<MetricsRow> many =
        IntStream.range(0, 50_000).mapToObj(i -> rows.get(i * rows.size() / 50_000)).toList();

    String svg = Plots.loss(input(many), XAxis.SECONDS).orElseThrow().toSvg();

    parse(svg);
    assertThat(svg).hasSizeLessThan(150_000);
  }

  private static ReportInput input(List<MetricsRow> rows) {
    ReportInput sample = SampleRun.input();
    return new ReportInput(
        sample.summary(),
        new MetricsSeries("run", rows),
        List.of(),
        sample.split(),
        sample.learners(),
        "",
        "",
        null);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Integer> colours(BufferedImage image) {
    return IntStream.range(0, image.getWidth())
        .flatMap(x -> IntStream.range(0, image.getHeight()).map(y -> image.getRGB(x, y)))
        .distinct()
        .boxed()
        .toList();
  }
}
