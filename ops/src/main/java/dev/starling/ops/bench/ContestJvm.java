package dev.starling.ops.bench;

import dev.starling.ops.bench.child.Orders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A contest in a JVM of its own, whose compiled code no other contest has shaped: what has run
 * before decides what is inlined where, and by that up to half of the speed. Stateless.
 */
final class ContestJvm {
  private static final String SEPARATOR = "\t";

  private ContestJvm() {}

  /**
   * Measures it there.
   *
   * @param index of {@code contest} in its benchmark
   */
  static ContestResult measure(String benchmark, Contest contest, int index, Pace pace) {
    List<String> arguments =
        List.of(
            benchmark,
            String.valueOf(index),
            String.valueOf(pace.rounds()),
            String.valueOf(pace.seconds()));
    try (ChildJvm child = ChildJvm.startSpeaking(ContestJvm.class, arguments)) {
      int contenders = Integer.parseInt(child.answer());
      List<Interleaving.Figures> figures = new ArrayList<>();
      for (int i = 0; i < contenders; i++) {
        figures.add(parse(child.answer()));
      }
      return Interleaving.result(benchmark, contest, figures);
    }
  }

  /**
   * Measures one contest and says what came of it: the number of contenders, and for each its name,
   * the note and a figure for every round.
   *
   * @param arguments benchmark, index of the contest, rounds, seconds
   */
  public static void main(String[] arguments) {
    endWithParent();
    // Ctrl-C in a terminal reaches this process, too.
    Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFiles::removeAll, "tidying"));
    Pace pace = Pace.of(Integer.parseInt(arguments[2]), Double.parseDouble(arguments[3]));
    Contest contest =
        BenchCatalogue.named(List.of(arguments[0]))
            .get(0)
            .contests(pace)
            .get(Integer.parseInt(arguments[1]));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    List<Interleaving.Figures> figures = Interleaving.measure(contest, pace);
    out.println(Orders.ANSWER + figures.size());
    figures.forEach(each -> out.println(Orders.ANSWER + text(each)));
    out.flush();
    System.exit(0);
  }

  /** Nobody is told anything by the parent but its end; the children of this hear of that, too. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException broken) {
                // As good as its end.
              }
              TemporaryFiles.removeAll();
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  static String text(Interleaving.Figures figures) {
    return figures.contender()
        + SEPARATOR
        + figures.note()
        + SEPARATOR
        + Arrays.stream(figures.rounds())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(SEPARATOR));
  }

  static Interleaving.Figures parse(String text) {
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    double[] rounds =
        parts.subList(2, parts.size()).stream().mapToDouble(Double::parseDouble).toArray();
    return new Interleaving.Figures(parts.get(0), rounds, parts.get(1));
  }
}
