package dev.starling.learning;

/**
 * What the seed of a run has decided for one learner, wherever it lives and however fast: its
 * partition, the samples of its first batches, and whom it turned to first. Each is a hash in which
 * the learner's id is folded in, so that sums over learners tell runs apart. As long as all
 * learners stay where they are, two runs of one seed have the same.
 *
 * @param partition of the samples that are the learner's
 * @param batches of the first {@value FirstDraws#COMPARED} batches, in parts as they were read
 * @param peers of the first {@value FirstDraws#COMPARED} peers
 * @param isComplete whether there have been as many, and the learner has not come back meanwhile,
 *     which changes its draws
 */
public record SeededDraws(long partition, long batches, long peers, boolean isComplete) {

  static SeededDraws of(
      int learner, boolean isFirstLife, long partition, FirstDraws batches, FirstDraws peers) {
    return new SeededDraws(
        FirstDraws.fold(partition, learner),
        FirstDraws.fold(batches.value(), learner),
        FirstDraws.fold(peers.value(), learner),
        isFirstLife && batches.isComplete() && peers.isComplete());
  }
}
