package dev.starling.ops;

import dev.starling.data.Partitions;
import dev.starling.run.RunAssembly;
import dev.starling.sim.report.SplitTable;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How the training data are divided among learners, kept without the data themselves.
 *
 * @param text a table for people, without a line end
 * @param table samples per learner and class; in one column when the targets are numbers; null when
 *     nodes train on data of their own, of which nothing is known here
 */
record Split(String text, SplitTable table) {

  static Split of(RunAssembly assembly) {
    if (assembly.description().data().placement().isLocal()) {
      return new Split("known to the nodes alone, each of which divides its own data", null);
    }
    Partitions partitions = assembly.partitions();
    String how = assembly.description().data().split();
    int classes = assembly.data().train().classes();
    SplitTable table =
        classes == 0
            ? new SplitTable(
                how,
                List.of("all"),
                samples(partitions, learner -> new int[] {partitions.size(learner)}))
            : SplitTable.ofClasses(how, classes, samples(partitions, partitions::classCounts));
    return new Split(partitions.toTable(), table);
  }

  private static int[][] samples(Partitions partitions, IntFunction<int[]> counts) {
    return IntStream.range(0, partitions.learners()).mapToObj(counts).toArray(int[][]::new);
  }
}
