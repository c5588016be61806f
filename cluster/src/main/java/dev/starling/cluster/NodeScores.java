package dev.starling.cluster;

import dev.starling.cluster.aeron.ConsensusSample;
import dev.starling.cluster.aeron.LaneScores;
import dev.starling.cluster.aeron.LearnerScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The scores of a node's learners, by ascending learner. */
record NodeScores(List<LearnerScore> learners, double consensusRms) {

  static NodeScores of(List<LaneScores> lanes) {
    List<LearnerScore> all = new ArrayList<>();
    ConsensusSample consensus = null;
    for (LaneScores lane : lanes) {
      all.addAll(lane.scores());
      if (consensus == null || consensus.isEmpty()) {
        consensus = lane.consensus();
      } else {
        consensus.add(lane.consensus());
      }
    }
    all.sort(Comparator.comparingInt(LearnerScore::learner));
    return new NodeScores(List.copyOf(all), consensus == null ? 0 : consensus.rms());
  }
}
