package dev.starling.data;

import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * Label skew: each class is dealt out in shares of its own, drawn from a Dirichlet(α) over the
 * learners (Yurochkin et al., "Bayesian nonparametric federated learning of neural networks", 2019,
 * experiments). Sizes come out unequal too. Hsu, Qi and Brown ("Measuring the effects of
 * non-identical data distribution", 2019) draw class shares per learner instead, which keeps sizes
 * equal.
 *
 * <p>We add: real-valued targets are first put into {@value #TARGET_GROUPS} groups of equal size by
 * their order, which stand for classes.
 */
final class DirichletDealing implements Partitioner.Dealing {
  private static final int TARGET_GROUPS = 10;

  private final double alpha;

  DirichletDealing(double alpha) {
    this.alpha = alpha;
  }

  @Override
  public int[][] deal(DataSet train, int learners, RandomStream random) {
    int[] rows = RowOrder.byTarget(train, random);
    int[][] dealt = new int[learners][0];
    int groups = train.classes() == 0 ? Math.min(TARGET_GROUPS, rows.length) : train.classes();
    int from = 0;
    for (int group = 0; group < groups; group++) {
      int to = groupEnd(train, rows, group, groups, from);
      int[] members = Arrays.copyOfRange(rows, from, to);
      int[][] cut = DirichletShares.cut(members, learners, alpha, random);
      for (int learner = 0; learner < learners; learner++) {
        dealt[learner] = RowOrder.joined(dealt[learner], cut[learner]);
      }
      from = to;
    }
    return dealt;
  }

  private static int groupEnd(DataSet train, int[] rows, int group, int groups, int from) {
    if (train.classes() == 0) {
      return (int) ((long) rows.length * (group + 1) / groups);
    }
    int end = from;
    while (end < rows.length && train.target(rows[end]) == group) {
      end++;
    }
    return end;
  }
}
