package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCanvasTest {
  private static final int TITLE_MOST = 440;

  private final SweepCanvas canvas = new SweepCanvas("title", "across", "up");

  @ParameterizedTest
  @CsvSource({"0.04, 0.63", "0.99, 1.01", "0.5, 66", "5e-5, 0.06", "1, 1e10"})
  void shouldNameAtLeastTwoPowersOfTenOnALogarithmicAxis(double least, double largest) {
    canvas.upLogarithmic(least, largest);
    double bottom = canvas.getStyler().getYAxisMin();
    double top = canvas.getStyler().getYAxisMax();
    assertThat(bottom).isLessThan(least);
    assertThat(top).isGreaterThan(largest);
    assertThat(Math.floor(Math.log10(top)) - Math.ceil(Math.log10(bottom)))
        .isGreaterThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0.01, 1e5, 0.01", "1e-5, 1, 1E-2", "1, 1e10, 1E-2"})
  void shouldSayPowersOfTenWhereThereWouldBeTooManyDigits(
      double bottom, double top, String hundredth) {
    String pattern = SweepCanvas.tickPattern(bottom, top);
    assertThat(SweepCanvas.label(0.01, pattern)).isEqualTo(hundredth);
  }

  @Test
  void shouldHaveATickAtEverySweptNumber() {
    double[] numbers = {8, 32, 128};
    canvas.addSeries("arm", numbers, new double[] {1, 2, 3});
    canvas.across(numbers, true);
    canvas.upLinear(1, 3);
    BufferedImage image = painted();
    int below = (int) canvas.getScreenYFromChart(canvas.getStyler().getYAxisMin()) + 3;
    for (double number : numbers) {
      int x = (int) canvas.getScreenXFromChart(number);
      assertThat(Stream.of(x - 1, x, x + 1).map(at -> image.getRGB(at, below)))
          .as("pixels below %s", number)
          .anyMatch(colour -> colour != Color.WHITE.getRGB());
    }
  }

  @Test
  void shouldKeepItsHeightWhenItIsPaintedAgain() {
    canvas.addSeries("arm", new double[] {1, 2}, new double[] {1, 2});
    canvas.across(new double[] {1, 2}, false);
    canvas.upLinear(1, 2);
    painted();
    assertThat(canvas.getHeight()).isEqualTo(SweepCanvas.HEIGHT);
  }

  @Test
  void shouldHaveTitlesThatFitBesideThePlot() {
    FontRenderContext measure = new FontRenderContext(new AffineTransform(), true, true);
    Stream.of(LearnerFigure.values(), StalenessFigure.values())
        .flatMap(Arrays::stream)
        .map(SweptFigure.class::cast)
        .forEach(
            figure ->
                assertThat(new TextLayout(figure.title(), SweepCanvas.TEXT, measure).getAdvance())
                    .as(figure.title())
                    .isLessThan(TITLE_MOST));
  }

  private BufferedImage painted() {
    BufferedImage image =
        new BufferedImage(SweepCanvas.WIDTH, SweepCanvas.HEIGHT, BufferedImage.TYPE_INT_RGB);
    canvas.paint(image.createGraphics(), SweepCanvas.WIDTH, SweepCanvas.HEIGHT);
    return image;
  }
}
