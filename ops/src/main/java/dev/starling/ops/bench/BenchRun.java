package dev.starling.ops.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs benchmarks one after the other and writes down what came of them. */
public final class BenchRun {
  private static final String TABLE = "bench.txt";
  private static final String CSV = "bench.csv";
  private static final String PLOT = "bench.svg";

  private BenchRun() {}

  /** The benchmarks that there are, a line each. */
  public static String list() {
    StringBuilder text = new StringBuilder();
    for (Benchmark benchmark : BenchCatalogue.all()) {
      text.append(String.format("%-16s %s%n", benchmark.name(), benchmark.title()));
    }
    return text.toString();
  }

  /**
   * Measures, and writes table, values and plot to {@code folder} after each contest.
   *
   * @param names of benchmarks; none for all
   * @param rounds in which every contender is measured once, beside those that warm it up
   * @param seconds of one measurement
   * @param out receives the table as it grows
   * @throws IllegalArgumentException when there is no benchmark of a name
   */
  public static void run(
      List<String> names, int rounds, double seconds, Path folder, PrintStream out)
      throws IOException {
    run(BenchCatalogue.named(names), Pace.of(rounds, seconds), folder, out);
  }

  static List<ContestResult> run(
      List<Benchmark> benchmarks, Pace pace, Path folder, PrintStream out) throws IOException {
    Files.createDirectories(folder);
    Machine machine = Machine.here();
    StringBuilder table = new StringBuilder();
    StringBuilder csv = new StringBuilder(BenchTable.csvHead());
    List<ContestResult> results = new ArrayList<>();
    String head =
        String.join("\n", machine.lines())
            + String.format(
                "%nmedian (least to most) of %d rounds of %s s, in turn%n",
                pace.rounds(), Amount.text(pace.seconds()));
    show(head, table, out);
    for (Benchmark benchmark : benchmarks) {
      show("\n" + benchmark.name() + ": " + benchmark.title() + "\n", table, out);
      List<Contest> contests = benchmark.contests(pace);
      for (int i = 0; i < contests.size(); i++) {
        Contest contest = contests.get(i);
        ContestResult result =
            pace.small()
                ? Interleaving.run(benchmark.name(), contest, pace)
                : ContestJvm.measure(benchmark.name(), contest, i, pace);

        results.add(result);
        csv.append(BenchTable.csv(result, pace.rounds()));
        show(BenchTable.text(result), table, out);
        write(folder.resolve(TABLE), table);
        write(folder.resolve(CSV), csv);
        write(folder.resolve(PLOT), BenchPlot.svg(machine, results));
      }
    }
    return results;
  }

  private static void show(String text, StringBuilder table, PrintStream out) {
    table.append(text);
    out.print(text);
    out.flush();
  }

  private static void write(Path file, CharSequence text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
