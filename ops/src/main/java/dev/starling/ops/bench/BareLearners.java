package dev.starling.ops.bench;

import dev.starling.data.DataSet;

/**
 * The ceiling of virtual time with learning: a random learner takes an SGD step of logistic
 * regression on one sample, and its model and versions are mixed into those of another. No clocks,
 * no order of events, no protocol, no counters; the model is checked once for finite values.
 */
final class BareLearners implements Contender {
  private static final int PUSHES_PER_CALL = 10_000;

  /** As Starling's learners track. */
  private static final int MOST_TRACKED_IN_FULL = 1024;

  private static final int TRACKED = 64;
  private static final float STEP_SIZE = 0.1f;

  private final int learners;
  private final int width;
  private final int weights;
  private final int origins;
  private final boolean learns;
  private final float[] features;
  private final DataSet data;
  private final float[] models;
  private final long[] versions;
  private long random = 1;
  private int insane;

  BareLearners(int learners, DataSet data, boolean learns) {
    this.learners = learners;
    this.data = data;
    this.learns = learns;
    width = data.features();
    weights = width + 1;
    origins = learners <= MOST_TRACKED_IN_FULL ? learners : TRACKED;
    features = data.featureArray();
    models = new float[learners * weights];
    versions = new long[learners * origins];
  }

  @Override
  public String name() {
    return "bare loop";
  }

  @Override
  public double measure(double seconds) {
    double rate = Stopwatch.rate(seconds, this::push);
    if (insane > 0) {
      throw new IllegalStateException(insane + " models diverged");
    }
    return rate;
  }

  private double push() {
    for (int i = 0; i < PUSHES_PER_CALL; i++) {
      long bits = next();
      int source = (int) (((bits >>> 32) * learners) >>> 32);
      int target = (int) (((bits & 0xFFFFFFFFL) * learners) >>> 32);
      if (learns) {
        step(source, (int) (next() >>> 33) % data.size());
        versions[source * origins + source % origins]++;
      }
      mix(source * weights, target * weights);
      raise(source * origins, target * origins);
    }
    return PUSHES_PER_CALL;
  }

  private void step(int learner, int row) {
    int model = learner * weights;
    int sample = row * width;
    float z = models[model + width];
    for (int j = 0; j < width; j++) {
      z += models[model + j] * features[sample + j];
    }
    float delta = (float) (1 / (1 + StrictMath.exp(-z))) - data.target(row);
    for (int j = 0; j < width; j++) {
      models[model + j] -= STEP_SIZE * delta * features[sample + j];
    }
    models[model + width] -= STEP_SIZE * delta;
  }

  private void mix(int source, int target) {
    float sum = 0;
    for (int j = 0; j < weights; j++) {
      sum += Math.abs(models[source + j]);
    }
    insane += sum < Float.MAX_VALUE ? 0 : 1;
    for (int j = 0; j < weights; j++) {
      models[target + j] = 0.5f * (models[target + j] + models[source + j]);
    }
  }

  private void raise(int source, int target) {
    for (int k = 0; k < origins; k++) {
      versions[target + k] = Math.max(versions[target + k], versions[source + k]);
    }
  }

  private long next() {
    random += 0x9E3779B97F4A7C15L;
    long z = (random ^ (random >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
