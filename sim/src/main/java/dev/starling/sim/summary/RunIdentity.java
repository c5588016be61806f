package dev.starling.sim.summary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;

/**
 * What ran.
 *
 * @param id name of the run directory
 * @param seed every random number of the run follows from it
 * @param version of Starling
 * @param host {@code cluster} for real time, {@code virtual} for simulated time
 * @param learners n
 * @param nodes JVMs that hosted them; 1 in virtual time
 * @param seconds run time, from the start of the clocks to their stop, in the host's time
 * @param updatesPerLearner updates of the slowest learner
 * @param exit why it ended: {@code updates}, {@code seconds}, {@code until}, {@code interrupted} or
 *     {@code failed}
 * @param data specification of the data; null when the run has none
 * @param model specification of the model; null when the run has none
 * @param split specification of the partitioner; null when the run has none
 * @param clock {@code natural} or {@code paced}; null when not known
 */
public record RunIdentity(
    String id,
    long seed,
    String version,
    String host,
    int learners,
    int nodes,
    double seconds,
    long updatesPerLearner,
    String exit,
    String data,
    String model,
    String split,
    String clock) {
  /** Checks that the run is named and that its numbers are possible. */
  public RunIdentity {
    Objects.requireNonNull(id, "run.id");
    require(learners >= 1, "learners", learners, "at least 1");
    require(Double.isFinite(seconds) && seconds >= 0, "seconds", seconds, "finite, from 0");
  }

  /** Whether somebody stopped it before its end. */
  @JsonIgnore
  public boolean isInterrupted() {
    return "interrupted".equals(exit);
  }

  private static void require(boolean holds, String key, Object value, String right) {
    if (!holds) {
      throw new IllegalArgumentException("run." + key + " is " + value + ", must be " + right);
    }
  }
}
