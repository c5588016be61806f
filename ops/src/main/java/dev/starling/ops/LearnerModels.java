package dev.starling.ops;

import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.RunResult;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.learning.Learner;
import dev.starling.sim.report.RunDirectory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the models of a run that has ended, each as its learner left it, and the one that stands
 * for them: that of the learner of median validation accuracy (or loss), which is a model that some
 * learner really has. Called on each learner's own thread, one after the other.
 */
final class LearnerModels {
  private static final String AVERAGE = "model-average.npy";

  private final RunDirectory directory;
  private final Set<Integer> sound;
  private final Optional<Integer> median;
  private final boolean average;
  private double[] sum;
  private int count;
  private RuntimeException fault;

  private LearnerModels(RunDirectory directory, RunResult result, boolean average) {
    this.directory = directory;
    this.average = average;
    sound =
        result.validation().stream()
            .filter(score -> !score.quarantined())
            .map(LearnerScore::learner)
            .collect(Collectors.toSet());
    median = median(result.validation());
  }

  /**
   * @param average whether the mean of all models is written too, under a name of its own
   */
  static void write(ClusterNode node, RunDirectory directory, RunResult result, boolean average) {
    LearnerModels models = new LearnerModels(directory, result, average);
    node.readLearners(models::read);
    models.finish();
  }

  /** The learner in the middle, the lower one of two; none when all have diverged. */
  static Optional<Integer> median(List<LearnerScore> scores) {
    List<Integer> ranked =
        scores.stream()
            .filter(score -> !score.quarantined())
            .sorted(
                Comparator.comparingDouble(LearnerScore::accuracy)
                    .thenComparing(LearnerScore::loss, Comparator.reverseOrder()))
            .map(LearnerScore::learner)
            .toList();
    return ranked.isEmpty() ? Optional.empty() : Optional.of(ranked.get((ranked.size() - 1) / 2));
  }

  /** A fault is kept for the main thread: thrown here it would end a lane. */
  private void read(Learner learner) {
    if (fault == null) {
      try {
        keep(learner.id(), learner.parameters().toArray());
      } catch (RuntimeException cannotWrite) {
        fault = cannotWrite;
      }
    }
  }

  private void keep(int learner, float[] theta) {
    directory.writeModel(directory.model(learner), theta);
    if (median.isPresent() && median.get() == learner) {
      directory.writeModel(directory.model(), theta);
    }
    if (average && sound.contains(learner)) {
      add(theta);
    }
  }

  private void add(float[] theta) {
    if (sum == null) {
      sum = new double[theta.length];
    }
    count++;
    for (int i = 0; i < theta.length; i++) {
      sum[i] += theta[i];
    }
  }

  private void finish() {
    if (fault != null) {
      throw fault;
    }
    if (sum != null) {
      float[] mean = new float[sum.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sum[i] / count);
      }
      directory.writeModel(directory.root().resolve(AVERAGE), mean);
    }
  }
}
