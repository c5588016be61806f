package dev.starling.cluster.aeron;

import java.util.List;

/** The scores of a lane's learners, and how far their models lie apart. */
public record LaneScores(List<LearnerScore> scores, ConsensusSample consensus) {
  public LaneScores {
    scores = List.copyOf(scores);
  }
}
