package com.example;

import dev.starling.model.Batch;
import dev.starling.model.Model;
import dev.starling.params.ParameterVector;

public record MedianRegression(int features, int classes, int maxBatch) implements Model {
  @Override
  public int parameters() {
    return features + 1;
  }

  @Override
  public void predict(ParameterVector theta, Batch batch, float[] outputs) {
    for (int row = 0; row < batch.rows(); row++) {
      outputs[row] = theta.get(features);
      for (int j = 0; j < features; j++) {
        outputs[row] += theta.get(j) * batch.features().get(row * features + j);
      }
    }
  }

  @Override
  public double lossAndGradient(ParameterVector theta, Batch batch, ParameterVector gradient) {
    float[] outputs = new float[batch.rows()];
    predict(theta, batch, outputs);
    gradient.fill(0);
    double loss = 0;
    for (int row = 0; row < batch.rows(); row++) {
      float slope = Math.signum(outputs[row] - batch.target(row)) / batch.rows();
      for (int j = 0; j <= features; j++) {
        float x = j < features ? batch.features().get(row * features + j) : 1;
        gradient.set(j, gradient.get(j) + slope * x);
      }
      loss += slope * (outputs[row] - batch.target(row));
    }
    return loss;
  }
}
