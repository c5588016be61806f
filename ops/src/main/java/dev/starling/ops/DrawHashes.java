package dev.starling.ops;

import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import java.util.Optional;

/**
 * What the seed has decided in a run in real time, as hashes over all learners. Two runs of one
 * seed have the same, however many nodes they ran on and however fast. They stand at the end of
 * {@code versions.txt}.
 *
 * @param partitions of the samples of each learner
 * @param batches of the samples in each learner's first batches
 * @param peers of those whom each learner turned to first
 */
record DrawHashes(long partitions, long batches, long peers) {

  /** Of a run whose learners have all drawn enough; empty otherwise. */
  static Optional<DrawHashes> of(Totals totals, int learners) {
    return totals.get(Tally.DRAWS_COMPLETE) == learners
        ? Optional.of(
            new DrawHashes(
                totals.get(Tally.DRAWS_PARTITIONS),
                totals.get(Tally.DRAWS_BATCHES),
                totals.get(Tally.DRAWS_PEERS)))
        : Optional.empty();
  }

  /** For {@code versions.txt}: three lines, each with its end. */
  String lines() {
    return "partition-hash %s%nbatch-hash %s%npeer-hash %s%n"
        .formatted(RunHashes.hex(partitions), RunHashes.hex(batches), RunHashes.hex(peers));
  }
}
