package dev.starling.sim;

import dev.starling.learning.Learner;
import dev.starling.learning.LearnerState;
import dev.starling.model.Evaluation;
import dev.starling.random.RandomStream;
import dev.starling.run.RunAssembly;
import dev.starling.run.Workspace;
import dev.starling.sim.summary.Spread;
import java.util.Arrays;

/**
 * Scores learners on the validation part, in no virtual time. Of many learners a sample is scored
 * that the seed draws, the same for every row. Used by one thread.
 */
final class Scoring {
  private final RunAssembly assembly;
  private final Workspace workspace;
  private final VirtualCluster cluster;
  private final int[] scored;

  private Spread accuracy;
  private Spread loss;
  private double consensusRms;

  Scoring(RunAssembly assembly, Workspace workspace, VirtualCluster cluster, int most) {
    this.assembly = assembly;
    this.workspace = workspace;
    this.cluster = cluster;
    scored = draw(cluster.size(), most, assembly.description().seed());
  }

  /** Scores the learners as they are now. */
  void score() {
    double[] accuracies = new double[scored.length];
    double[] losses = new double[scored.length];
    Arrays.fill(accuracies, Double.NaN);
    Arrays.fill(losses, Double.NaN);
    Disagreement disagreement = new Disagreement(workspace.parameters());
    for (int i = 0; i < scored.length; i++) {
      Learner learner = cluster.learner(scored[i]);
      if (learner != null && hasModel(learner)) {
        Evaluation evaluation =
            workspace.evaluate(learner.parameters(), assembly.data().validation());
        accuracies[i] = evaluation.accuracy();
        losses[i] = evaluation.loss();
        disagreement.add(learner.parameters());
      }
    }
    accuracy = Spread.of(accuracies);
    loss = Spread.of(losses);
    consensusRms = disagreement.rms();
  }

  private static boolean hasModel(Learner learner) {
    return learner.state() != LearnerState.QUARANTINED
        && learner.state() != LearnerState.AWAITING_MODEL;
  }

  /** Null for regression, and when nobody has a score. */
  Spread accuracy() {
    return accuracy;
  }

  /** Null when nobody has a score. */
  Spread loss() {
    return loss;
  }

  double consensusRms() {
    return consensusRms;
  }

  private static int[] draw(int learners, int most, long seed) {
    int[] all = new int[learners];
    Arrays.setAll(all, id -> id);
    if (learners <= most) {
      return all;
    }
    RandomStream.named(seed, "evaluated-learners", 0).shuffle(all);
    int[] drawn = Arrays.copyOf(all, most);
    Arrays.sort(drawn);
    return drawn;
  }
}
