package dev.starling.sim.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.starling.learning.LinkTable;

/**
 * The tables of staleness as CSV: {@code links.csv}, a row per link, and {@code staleness.csv}, the
 * bars of the pictures. An empty cell is not known. Stateless.
 */
final class LinkFiles {
  private LinkFiles() {}

  static String links(LinkTable table) {
    StringBuilder csv =
        new StringBuilder("source,target,sent,mixed,stalenessMean,lastHeardSeconds\n");
    for (LinkTable.Link link : table.rows()) {
      csv.append(link.source()).append(',').append(link.target()).append(',');
      csv.append(link.sent()).append(',').append(link.mixed()).append(',');
      csv.append(cell(link.staleness())).append(',');
      csv.append(cell(link.lastHeardSeconds())).append('\n');
    }
    return csv.toString();
  }

  /** What the columns of {@link #links} mean: name, unit, meaning. */
  static String linksDictionary(LinkTable table) {
    String rows = table.rows().size() == table.links() ? "all" : "the " + table.rows().size();
    String share = rows.equals("all") ? " " : " stalest of ";
    String origins = table.isOfAllOrigins() ? " links of the run" : " links of tracked origins";
    String which = rows + share + table.links() + origins;
    return """
        name,unit,meaning
        source,learner,"who pushes: a tracked origin; this file holds %s"
        target,learner,"who mixes"
        sent,pushes,"handed to the transport whole; 0 in an exchange"
        mixed,pushes,"of these mixed whole"
        stalenessMean,updates,"mean staleness of the target about the source after the burn-in, whatever way it heard; empty: not measured"
        lastHeardSeconds,s,"run time of the last push mixed; empty: never"
        """
        .formatted(which);
  }

  static String shares(StalenessDetail detail) {
    StringBuilder csv = new StringBuilder("unit,from,to,share,law\n");
    for (int s = 0; s < detail.shares().length; s++) {
      csv.append("updates,").append(s).append(',');
      csv.append(s < detail.shares().length - 1 ? s : "").append(',');
      csv.append(cell(detail.shares()[s])).append(',');
      csv.append(detail.law().length > 0 ? cell(detail.law()[s]) : "").append('\n');
    }
    for (int bin = 0; bin < detail.ages().length; bin++) {
      csv.append("ms,").append(cell(bin * detail.ageBinMs())).append(',');
      csv.append(bin < detail.ages().length - 1 ? cell((bin + 1) * detail.ageBinMs()) : "");
      csv.append(',').append(cell(detail.ages()[bin])).append(",\n");
    }
    return csv.toString();
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "" : NumberOutput.toString(value, true);
  }
}
