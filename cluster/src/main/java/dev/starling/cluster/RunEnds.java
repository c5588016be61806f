package dev.starling.cluster;

import dev.starling.cluster.aeron.LearnerScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the nodes of a run have said at its end, put together. Used by one thread. */
final class RunEnds {
  private final List<KeeperMessage.NodeEnded> ends = new ArrayList<>();

  /** A node has ended; once for each. */
  void add(KeeperMessage.NodeEnded end) {
    ends.add(end);
  }

  /** The longest for which clocks have run; 0 without a node. */
  double seconds() {
    return ends.stream().mapToDouble(end -> end.report().elapsedSeconds()).max().orElse(0);
  }

  /** On the validation part, by ascending learner. */
  List<LearnerScore> validation() {
    return byLearner(KeeperMessage.NodeEnded::validation);
  }

  /** On the test part, by ascending learner. */
  List<LearnerScore> test() {
    return byLearner(KeeperMessage.NodeEnded::test);
  }

  /** The last scores of each node, as it would have told them in mid-run. */
  Stream<KeeperMessage.Scored> scored(String runId) {
    return ends.stream()
        .map(
            end ->
                new KeeperMessage.Scored(
                    runId, end.report().node(), end.validation(), end.consensusRms()));
  }

  private List<LearnerScore> byLearner(Function<KeeperMessage.NodeEnded, List<LearnerScore>> part) {
    return ends.stream()
        .flatMap(end -> part.apply(end).stream())
        .sorted(Comparator.comparingInt(LearnerScore::learner))
        .toList();
  }
}
