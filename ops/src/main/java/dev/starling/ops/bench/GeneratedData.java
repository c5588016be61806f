package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import dev.starling.random.RandomStream;

/** Data of a given shape: what they say does not matter for the speed. */
final class GeneratedData {
  private GeneratedData() {}

  /** Half of the features are 0, as in images; classes are drawn evenly. */
  static DataSet of(int samples, int features, int classes) {
    RandomStream random = RandomStream.named(1, "data", 0);
    float[] values = new float[Math.multiplyExact(samples, features)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2) == 0 ? 0 : (float) random.nextDouble();
    }
    float[] targets = new float[samples];
    for (int i = 0; i < samples; i++) {
      targets[i] = random.nextInt(classes);
    }
    return new DataSet("generated", features, classes, values, targets);
  }
}
