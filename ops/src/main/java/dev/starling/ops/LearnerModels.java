package dev.starling.ops;

import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.learning.Learner;
import dev.starling.sim.report.NpyFile;
import dev.starling.sim.report.RunDirectory;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes the models of a run that has ended, each as its learner left it, and the one that stands
 * for them: that of the learner of median validation accuracy (or loss), which is a model that some
 * learner really has. Models come on each learner's own thread, one after the other.
 */
final class LearnerModels {
  private static final String AVERAGE = "model-average.npy";

  private final RunDirectory directory;
  private final BitSet kept = new BitSet();
  private RuntimeException fault;

  LearnerModels(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Writes the model of one learner. A fault is kept for later: thrown here it would end a lane.
   */
  void keep(Learner learner) {
    if (fault == null) {
      try {
        keep(learner.id(), learner.parameters().toArray());
      } catch (RuntimeException cannotWrite) {
        fault = cannotWrite;
      }
    }
  }

  /** Writes the model of one learner, at once. */
  void keep(int learner, float[] theta) {
    directory.writeLearner(learner, theta);
    kept.set(learner);
  }

  /** Learners of which no model was kept: they held none when the clocks stopped. */
  BitSet missing(int learners) {
    BitSet missing = new BitSet();
    missing.set(0, learners);
    missing.andNot(kept);
    return missing;
  }

  /**
   * Writes what stands for all models, of those that were kept.
   *
   * @param scores of all learners on the validation part
   * @param average whether the mean of all models is written too, under a name of its own
   */
  void finish(List<LearnerScore> scores, boolean average) {
    if (fault != null) {
      throw fault;
    }
    List<LearnerScore> validation =
        scores.stream().filter(score -> kept.get(score.learner())).toList();
    median(validation)
        .ifPresent(
            learner ->
                directory.writeModel(directory.model(), NpyFile.read(directory.model(learner))));
    List<Integer> sound =
        validation.stream()
            .filter(score -> !score.quarantined())
            .map(LearnerScore::learner)
            .toList();
    if (average && !sound.isEmpty()) {
      directory.writeModel(directory.root().resolve(AVERAGE), mean(sound));
    }
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

  private float[] mean(List<Integer> learners) {
    double[] sum = new double[NpyFile.read(directory.model(learners.get(0))).length];
    for (int learner : learners) {
      float[] theta = NpyFile.read(directory.model(learner));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += theta[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / learners.size());
    }
    return mean;
  }
}
