package dev.starling.ops.bench;

import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;

/** Measures the contenders of a contest in turn, A B A B …, so that the machine's moods hit all. */
final class Interleaving {
  private Interleaving() {}

  static ContestResult run(String benchmark, Contest contest, Pace pace) {
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
      return new ContestResult(benchmark, contest, lines(contenders, figures));
    } finally {
      CloseHelper.closeAll(contenders);
    }
  }

  private static List<ContestResult.Line> lines(List<Contender> contenders, double[][] figures) {
    List<ContestResult.Line> lines = new ArrayList<>();
    for (int i = 0; i < figures.length; i++) {
      double[] ratios = new double[figures[i].length];
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] = figures[0][round] / figures[i][round];
      }
      lines.add(
          new ContestResult.Line(
              contenders.get(i).name(),
              Samples.of(figures[i]),
              Samples.of(ratios),
              contenders.get(i).note()));
    }
    return lines;
  }
}
