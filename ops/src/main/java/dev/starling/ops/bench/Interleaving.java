package dev.starling.ops.bench;

import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;

/** Measures the contenders of a contest in turn, A B A B …, so that the machine's moods hit all. */
final class Interleaving {
  private Interleaving() {}

  /**
   * One contender's.
   *
   * @param rounds its figure in each
   * @param note on the last
   */
  record Figures(String contender, double[] rounds, String note) {}

  static ContestResult run(String benchmark, Contest contest, Pace pace) {
    return result(benchmark, contest, measure(contest, pace));
  }

  /** Opens the contenders, measures them, and closes them. */
  static List<Figures> measure(Contest contest, Pace pace) {
    List<Contender> contenders = contest.contenders().get();
    try {
      double[][] figures = new double[contenders.size()][pace.rounds()];
      for (int round = -pace.warmups(); round < pace.rounds(); round++) {
        for (int i = 0; i < contenders.size(); i++) {
          double figure = contenders.get(i).measure(pace.seconds());
          if (round >= 0) {
            figures[i][round] = figure;
          }
        }
      }
      List<Figures> all = new ArrayList<>();
      for (int i = 0; i < figures.length; i++) {
        all.add(new Figures(contenders.get(i).name(), figures[i], contenders.get(i).note()));
      }
      return all;
    } finally {
      CloseHelper.closeAll(contenders);
    }
  }

  static ContestResult result(String benchmark, Contest contest, List<Figures> figures) {
    double[] own = figures.get(0).rounds();
    List<ContestResult.Line> lines = new ArrayList<>();
    for (Figures each : figures) {
      double[] ratios = new double[own.length];
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] = own[round] / each.rounds()[round];
      }
      lines.add(
          new ContestResult.Line(
              each.contender(), Samples.of(each.rounds()), Samples.of(ratios), each.note()));
    }
    return new ContestResult(benchmark, contest, lines);
  }
}
