package dev.starling.cluster;

import dev.starling.actor.ControlMessage;

/**
 * A part of a learner's θ, read when the clocks of its run stand: this is how models come to who
 * submitted the run, after it and beside the data plane. One with less than {@link #MAX_PARAMETERS}
 * is the last; one with none at all, from the start on, says that the learner is not there.
 *
 * @param from the first parameter in {@code values}
 */
public record ModelPart(int learner, int from, float[] values) implements ControlMessage {
  /** At 4 bytes each this leaves half of Akka's largest message free. */
  public static final int MAX_PARAMETERS = 1 << 15;

  static ModelPart none(int learner) {
    return new ModelPart(learner, 0, new float[0]);
  }

  boolean isLast() {
    return values.length < MAX_PARAMETERS;
  }
}
