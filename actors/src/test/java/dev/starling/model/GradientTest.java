package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.data.DataSet;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every partial derivative against a central difference of the loss. */
final class GradientTest {
  private static final long SEED = 7;
  private static final int SAMPLES = 9;
  private static final int FEATURES = 5;

  /** Float32 sums carry about 1e-7, which the difference quotient multiplies by 1/(2·STEP). */
  private static final float STEP = 2e-3f;

  private static final double TOLERANCE = 5e-4;

  @ParameterizedTest(name = "{0} on {1} classes")
  @CsvSource(
      delimiter = '|',
      value = {
        "linear|0",
        "logistic|2",
        "softmax|4",
        "mlp:6|0",
        "mlp:6|2",
        "mlp:6|4",
        "mlp:7,4|4",
        "mlp:6:tanh|0",
        "mlp:7,4,3:tanh|3"
      })
  void shouldBeTheSlopeOfTheLoss(String spec, int classes) {
    RandomStream random = RandomStream.named(SEED, spec, classes);
    try (Model model = Models.parse(spec).create(FEATURES, classes, SAMPLES);
        Batch batch = Batch.allocate(SAMPLES, FEATURES);
        ParameterVector theta = randomTheta(model, random);
        ParameterVector gradient = ParameterVector.allocate(model.parameters());
        ParameterVector unused = ParameterVector.allocate(model.parameters())) {
      batch.addRange(randomData(classes, random), 0, SAMPLES);
      gradient.fill(Float.NaN);
      model.lossAndGradient(theta, batch, gradient);
      for (int i = 0; i < theta.length(); i++) {
        assertThat((double) gradient.get(i))
            .as("%s, parameter %d, seed %d", spec, i, SEED)
            .isCloseTo(slope(model, theta, batch, unused, i), within(TOLERANCE));
      }
    }
  }

  private static double slope(
      Model model, ParameterVector theta, Batch batch, ParameterVector unused, int index) {
    float value = theta.get(index);
    float above = value + STEP;
    float below = value - STEP;
    theta.set(index, above);
    double lossAbove = model.lossAndGradient(theta, batch, unused);
    theta.set(index, below);
    double lossBelow = model.lossAndGradient(theta, batch, unused);
    theta.set(index, value);
    return (lossAbove - lossBelow) / ((double) above - below);
  }

  /** Also moves what starts at zero, so that no derivative is 0 by symmetry. */
  private static ParameterVector randomTheta(Model model, RandomStream random) {
    ParameterVector theta = ParameterVector.allocate(model.parameters());
    model.initialise(theta, random);
    for (int i = 0; i < theta.length(); i++) {
      theta.set(i, theta.get(i) + (float) (0.2 * random.nextGaussian()));
    }
    return theta;
  }

  private static DataSet randomData(int classes, RandomStream random) {
    float[] features = new float[SAMPLES * FEATURES];
    float[] targets = new float[SAMPLES];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < SAMPLES; i++) {
      targets[i] = classes == 0 ? (float) random.nextGaussian() : random.nextInt(classes);
    }
    return new DataSet("random", FEATURES, classes, features, targets);
  }
}
