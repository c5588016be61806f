package dev.starling.sim.experiment;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerSettings;
import dev.starling.run.RunAssembly;
import dev.starling.run.Workspace;

/**
 * The lower bound: the learners of a run, each alone. They have the seeds, the partitions, the
 * starting points, the settings and the numbers of updates of the run, but λ = 0. A learner of the
 * run that received no frame ends with the same θ, bit for bit, as long as its step size does not
 * depend on real time (that is, the cosine's horizon is in updates) and it was not stopped in the
 * middle of an update. Immutable, for any number of threads.
 */
final class IsolatedLearners {
  private final RunAssembly assembly;
  private final double seconds;

  IsolatedLearners(RunAssembly assembly, double seconds) {
    this.assembly = assembly;
    this.seconds = seconds;
  }

  /** Trains learner {@code id} on the workspace of the calling thread. */
  BoundScore train(int id, long updates, Workspace workspace, BoundsProgress progress) {
    LearnerSettings settings = assembly.settingsOf(id).withCapacity(new CapacitySettings.Fixed(0));
    boolean paced = settings.updates().pace().isPaced();
    long gradients = gradientsPerUpdate(assembly);
    try (Learner learner = assembly.newLearner(id, 0, settings, workspace)) {
      new SolitaryHost(paced, seconds).train(learner, updates, () -> progress.add(gradients));
      return new BoundScore(
          workspace.evaluate(learner.parameters(), assembly.data().test()),
          workspace.evaluate(learner.parameters(), assembly.data().validation()),
          Fingerprint.of(learner.parameters()));
    }
  }

  /** Sample gradients of one update of one learner, small partitions taken as large ones. */
  static long gradientsPerUpdate(RunAssembly assembly) {
    return (long) assembly.description().steps().perUpdate()
        * assembly.description().steps().batch();
  }
}
