package dev.starling.peers;

import java.util.Arrays;

/** A model on the heap, into which parts of another are mixed after a check. */
final class FloatModel {
  private static final float WEIGHT = 0.5f;
  private static final float BOUND = 1e30f;

  private final float[] theta;

  FloatModel(int parameters) {
    theta = new float[parameters];
    Arrays.fill(theta, WEIGHT);
  }

  int length() {
    return theta.length;
  }

  float[] theta() {
    return theta;
  }

  /** Two loops that C2 vectorizes. */
  void mix(int offset, float[] received, int count) {
    float largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(received[i]));
    }
    if (!(largest <= BOUND)) {
      throw new IllegalArgumentException("the model received is not finite");
    }
    for (int i = 0; i < count; i++) {
      theta[offset + i] = (1 - WEIGHT) * theta[offset + i] + WEIGHT * received[i];
    }
  }
}
