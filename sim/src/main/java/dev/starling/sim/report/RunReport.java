package dev.starling.sim.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Everything that is written when a run is over, in one call. Stateless. */
public final class RunReport {
  private RunReport() {}

  /**
   * Writes configuration, versions and summary, then the plots as SVG and PNG, then the page. The
   * numbers come first: a Java that cannot draw fails after they are safe.
   */
  public static void write(RunDirectory directory, ReportInput input) {
    directory.write(directory.config(), input.config());
    directory.write(directory.versions(), input.versions());
    directory.writeSummary(input.summary());
    if (input.staleness() != null) {
      directory.writeStaleness(input.staleness());
    }
    List<Plot> plots = Plots.all(input);
    for (Plot plot : plots) {
      directory.write(
          directory.plot(plot.name(), "svg"), plot.toSvg().getBytes(StandardCharsets.UTF_8));
      directory.write(directory.plot(plot.name(), "png"), plot.toPng());
    }
    directory.write(directory.report(), HtmlReport.render(input, plots));
  }
}
