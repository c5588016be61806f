package dev.starling.sim.experiment;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerState;
import dev.starling.params.ParameterVector;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.run.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Parallel SGD with periodic averaging: the learners of a run compute in step, and every P
 * mini-batches all of them take the mean of all models, at a barrier that costs no time here. A
 * ring all-reduce sends 2(n−1)/n models per learner, where gossip sends λ/r per update of τ
 * mini-batches; so P = τ·2(n−1)/n·r/λ mini-batches, rounded, make the bytes equal. Where that is
 * below 1 the mean is taken after every one, with fewer bytes than gossip has. Used by one thread.
 */
final class SynchronousAveraging {
  private final RunAssembly assembly;
  private final long batchesPerRound;
  private long rounds;

  /**
   * @param assembly of a run whose gossip rate is fixed and above 0
   */
  SynchronousAveraging(RunAssembly assembly) {
    this.assembly = assembly;
    RunDescription run = assembly.description();
    double models = 2 * (run.learners() - 1.0) / run.learners();
    double perUpdate = run.gossip().rate() / run.clock().updateRate();
    batchesPerRound = Math.max(1, Math.round(run.steps().perUpdate() * models / perUpdate));
  }

  /** Lets every learner make so many updates; returns their losses on the test part. */
  double[] train(long updates) {
    RunDescription run = assembly.description();
    long batches = updates * run.steps().perUpdate();
    List<Learner> learners = new ArrayList<>();
    List<SolitaryHost> hosts = new ArrayList<>();
    double[] losses = new double[run.learners()];
    try (Workspace workspace = assembly.newWorkspace()) {
      try {
        for (int id = 0; id < losses.length; id++) {
          learners.add(
              assembly.newLearner(
                  id,
                  0,
                  assembly.settingsOf(id).withCapacity(new CapacitySettings.Fixed(0)),
                  workspace));
          hosts.add(new SolitaryHost(run.clock().isPaced(), updates / run.clock().updateRate()));
          learners.get(id).start(0, hosts.get(id));
        }
        for (long batch = 1; batch <= batches; batch++) {
          for (int id = 0; id < losses.length; id++) {
            if (learners.get(id).state() == LearnerState.RUNNING) {
              hosts.get(id).step(learners.get(id), updates);
            }
          }
          if (batch % batchesPerRound == 0) {
            average(learners);
          }
        }
        for (int id = 0; id < losses.length; id++) {
          ParameterVector theta = learners.get(id).parameters();
          losses[id] = workspace.evaluate(theta, assembly.data().test()).loss();
        }
      } finally {
        learners.forEach(Learner::close);
      }
    }
    return losses;
  }

  /** Sent by all learners together so far. */
  double bytes() {
    int parameters;
    try (Workspace workspace = assembly.newWorkspace()) {
      parameters = workspace.parameters();
    }
    double models = 2 * (assembly.description().learners() - 1.0);
    return rounds * models * parameters * Float.BYTES;
  }

  private void average(List<Learner> learners) {
    rounds++;
    double[] sums = new double[learners.get(0).parameters().length()];
    float[] mean = new float[sums.length];
    for (Learner learner : learners) {
      learner.parameters().copyTo(0, mean, 0, mean.length);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += mean[i];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      mean[i] = (float) (sums[i] / learners.size());
    }
    learners.forEach(learner -> learner.parameters().copyFrom(mean));
  }
}
