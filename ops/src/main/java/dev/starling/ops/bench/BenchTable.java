package dev.starling.ops.bench;

import java.util.Locale;

/** Results as text and as comma-separated values. Stateless. */
final class BenchTable {
  private static final String CSV_HEAD =
      "benchmark,case,contender,unit,min,median,max,ratioMin,ratioMedian,ratioMax,rounds,target,"
          + "reached\n";

  private BenchTable() {}

  /** One contest: its name, a line for each contender, and what limits the first. */
  static String text(ContestResult result) {
    Contest contest = result.contest();
    StringBuilder text = new StringBuilder();
    text.append(String.format("%s (%s)%n", contest.name(), contest.unit()));
    boolean isFirst = true;
    for (ContestResult.Line line : result.lines()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-26s %-30s %s",
              line.contender(),
              line.figure().text(),
              isFirst ? verdict(result) : "starling / it " + line.ratio().text()));
      isFirst = false;
      text.setLength(text.toString().stripTrailing().length());
      text.append(System.lineSeparator());
      if (!line.note().isEmpty()) {
        text.append(String.format("    %s%n", line.note()));
      }
    }
    return text.append(String.format("  limited by %s%n", contest.limit())).toString();
  }

  static String csvHead() {
    return CSV_HEAD;
  }

  static String csv(ContestResult result, int rounds) {
    StringBuilder csv = new StringBuilder();
    for (ContestResult.Line line : result.lines()) {
      boolean first = csv.isEmpty();
      Target target = result.contest().target();
      boolean asked = first && !target.text().isEmpty();
      csv.append(result.benchmark())
          .append(',')
          .append(quoted(result.contest().name()))
          .append(',')
          .append(quoted(line.contender()))
          .append(',')
          .append(quoted(result.contest().unit()))
          .append(numbers(line.figure()))
          .append(numbers(line.ratio()))
          .append(',')
          .append(rounds)
          .append(',')
          .append(asked ? quoted(target.text()) : "")
          .append(',')
          .append(asked && isKnown(result) ? result.isReached() : "")
          .append('\n');
    }
    return csv.toString();
  }

  private static String verdict(ContestResult result) {
    String target = result.contest().target().text();
    String answer = isKnown(result) ? result.isReached() ? "reached" : "missed" : "not measured";
    return target.isEmpty() ? "" : target + ": " + answer;
  }

  /** A target that is missed in one part is missed, whatever the others would say. */
  private static boolean isKnown(ContestResult result) {
    return !result.isReached() || result.contest().target().isMeasured(result);
  }

  private static String numbers(Samples samples) {
    return String.format(
        Locale.ROOT, ",%.6g,%.6g,%.6g", samples.min(), samples.median(), samples.max());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
