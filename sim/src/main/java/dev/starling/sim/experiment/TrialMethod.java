package dev.starling.sim.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How learners learn in an experiment. */
public enum TrialMethod {
  /** By gossip, as a run of the cluster. */
  GOSSIP,
  /** Each alone, with as many updates: see {@link IsolatedLearners}. */
  ISOLATED,
  /** One learner with all the data and as many sample gradients: see {@link CentralisedSgd}. */
  CENTRALISED,
  /** In rounds, each ended by a mean over all: see {@link SynchronousAveraging}. */
  SYNCHRONOUS;

  /** As experiment files name it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TrialMethod named(String key) {
    return Arrays.stream(values())
        .filter(method -> method.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of " + keys()));
  }

  private static List<String> keys() {
    return Arrays.stream(values()).map(TrialMethod::key).toList();
  }
}
