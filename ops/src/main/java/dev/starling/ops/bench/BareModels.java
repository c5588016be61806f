package dev.starling.ops.bench;

import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;
import java.util.Arrays;
import org.agrona.CloseHelper;

/**
 * The ceiling of pushes among many learners: one of n models, drawn at random, is checked and mixed
 * into another with the kernels that Starling has, and its versions raise the other's. No clocks,
 * no order of events, no protocol, no counters; models and versions lie as far away as Starling's.
 */
final class BareModels implements Contender {
  private static final int PUSHES_PER_CALL = 1_000;
  private static final float WEIGHT = 0.5f;

  private final String name;
  private final ParameterVector[] models;
  private final long[][] versions;
  private final ParameterView pushed = new ParameterView();
  private long random = 1;

  /**
   * @param parameters of each model
   * @param origins whose versions each learner has
   */
  BareModels(String name, int learners, int parameters, int origins) {
    this.name = name;
    models = new ParameterVector[learners];
    Arrays.setAll(models, i -> ParameterVector.allocate(parameters));
    versions = new long[learners][origins];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double measure(double seconds) {
    return Stopwatch.rate(seconds, this::push);
  }

  private double push() {
    for (int i = 0; i < PUSHES_PER_CALL; i++) {
      long bits = next();
      int source = (int) (((bits >>> 32) * models.length) >>> 32);
      int target = (int) (((bits & 0xFFFFFFFFL) * models.length) >>> 32);
      pushed.wrap(models[source], 0, models[source].length());
      if (!Kernels.isSane(pushed, Float.MAX_VALUE)) {
        throw new IllegalStateException("model " + source + " diverged");
      }
      Kernels.mix(models[target], 0, pushed, WEIGHT);
      raise(versions[target], versions[source]);
    }
    return PUSHES_PER_CALL;
  }

  private static void raise(long[] known, long[] received) {
    for (int k = 0; k < known.length; k++) {
      known[k] = Math.max(known[k], received[k]);
    }
  }

  /** SplitMix64, as the learners draw. */
  private long next() {
    random += 0x9E3779B97F4A7C15L;
    long z = (random ^ (random >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public void close() {
    CloseHelper.closeAll(models);
  }
}
