package dev.starling.sim.experiment;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerSettings;
import dev.starling.run.RunAssembly;
import dev.starling.run.Workspace;

/**
 * The upper bound: plain SGD by one learner that has all the training data. It makes as many
 * updates as a learner of the run makes on average, each step on n·batch samples at once, so that
 * it computes as many sample gradients as the n learners together; step size and schedule are the
 * run's, and no objective scales them. A step takes all the data when n·batch is more than there
 * are. Immutable, for any number of threads.
 */
final class CentralisedSgd {
  private final RunAssembly assembly;
  private final double seconds;

  CentralisedSgd(RunAssembly assembly, double seconds) {
    this.assembly = assembly;
    this.seconds = seconds;
  }

  BoundScore train(long updates, BoundsProgress progress) {
    int learners = assembly.description().learners();
    long wanted = (long) learners * assembly.description().steps().batch();
    int batch = (int) Math.min(wanted, assembly.data().train().size());
    long gradients = learners * IsolatedLearners.gradientsPerUpdate(assembly);
    try (Workspace workspace = assembly.newWorkspace(batch);
        Learner learner = assembly.newPooledLearner(settings(), workspace)) {
      new SolitaryHost(false, seconds).train(learner, updates, () -> progress.add(gradients));
      return new BoundScore(
          workspace.evaluate(learner.parameters(), assembly.data().test()),
          workspace.evaluate(learner.parameters(), assembly.data().validation()),
          Fingerprint.of(learner.parameters()));
    }
  }

  private LearnerSettings settings() {
    // Of learner 0, without what makes learners differ: its speed and its share of the samples.
    LearnerSettings own = assembly.settingsOf(0);
    return own.withPace(LearnerSettings.Pace.NATURAL)
        .withObjective(new LearnerSettings.Objective(false, 0, own.objective().scaleCap()))
        .withCapacity(new CapacitySettings.Fixed(0));
  }
}
