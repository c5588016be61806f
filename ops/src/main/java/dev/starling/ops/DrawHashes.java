package dev.starling.ops;

import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;

/**
 * What the seed has decided in a run in real time, as hashes over all learners. Two runs of one
 * seed have the same, however many nodes they ran on and however fast. They stand at the end of
 * {@code versions.txt}.
 *
 * @param partitions of the samples of each learner
 * @param batches of the samples in each learner's first batches
 * @param peers of those whom each learner turned to first
 * @param partitionsGap why there is no hash of partitions; empty when there is
 * @param drawsGap why there are none of batches and peers; empty when there are
 */
record DrawHashes(
    long partitions, long batches, long peers, String partitionsGap, String drawsGap) {

  /**
   * Of a run that has ended.
   *
   * @param totals of the learners that were there at the end
   * @param present how many these were
   * @param learners of the run
   * @param haveMoved whether a learner lives as another than it began, which changes its draws but
   *     not its partition
   */
  static DrawHashes of(Totals totals, int present, int learners, boolean haveMoved) {
    String absent = present == learners ? "" : "not all learners were there at the end";
    String gap = haveMoved ? "learners moved or came back, which changes what they draw" : absent;
    boolean isComplete = totals.get(Tally.DRAWS_COMPLETE) == learners;
    return new DrawHashes(
        totals.get(Tally.DRAWS_PARTITIONS),
        totals.get(Tally.DRAWS_BATCHES),
        totals.get(Tally.DRAWS_PEERS),
        absent,
        isComplete ? "" : gap.isEmpty() ? "not every learner drew as many as are compared" : gap);
  }

  /** For {@code versions.txt}: two or three lines, each with its end. */
  String lines() {
    String first =
        partitionsGap.isEmpty()
            ? "partition-hash %s%n".formatted(RunHashes.hex(partitions))
            : "no partition-hash: %s%n".formatted(partitionsGap);
    return first
        + (drawsGap.isEmpty()
            ? "batch-hash %s%npeer-hash %s%n"
                .formatted(RunHashes.hex(batches), RunHashes.hex(peers))
            : "no batch-hash and peer-hash: %s%n".formatted(drawsGap));
  }
}
