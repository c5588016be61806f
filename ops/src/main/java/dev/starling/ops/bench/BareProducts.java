package dev.starling.ops.bench;

import dev.starling.params.Kernels;
import dev.starling.params.MatrixView;
import dev.starling.params.ParameterVector;
import org.agrona.CloseHelper;

/**
 * The ceiling of an SGD step: its products of matrices and the step itself, and nothing else. The
 * batch lies where it is needed, nothing is activated, and there is no loss.
 */
final class BareProducts implements Contender {
  private static final int STEPS_PER_CALL = 20;
  private static final float STEP_SIZE = 1e-9f;

  private final int rows;
  private final int hidden;
  private final ParameterVector batch;
  private final ParameterVector theta;
  private final ParameterVector gradient;
  private final ParameterVector between;
  private final ParameterVector out;
  private final MatrixView x = new MatrixView();
  private final MatrixView first = new MatrixView();
  private final MatrixView firstGradient = new MatrixView();
  private final MatrixView h = new MatrixView();
  private final MatrixView second = new MatrixView();
  private final MatrixView secondGradient = new MatrixView();
  private final MatrixView y = new MatrixView();

  BareProducts(int features, int hidden, int classes, int rows) {
    this.rows = rows;
    this.hidden = hidden;
    int width = hidden == 0 ? classes : hidden;
    int parameters = features * width + hidden * classes;
    batch = ParameterVector.allocate(rows * features);
    theta = ParameterVector.allocate(parameters);
    gradient = ParameterVector.allocate(parameters);
    between = ParameterVector.allocate(rows * width);
    out = ParameterVector.allocate(rows * classes);
    batch.fill(1f / features);
    theta.fill(1f / features);
    x.wrap(batch, 0, rows, features);
    first.wrap(theta, 0, features, width);
    firstGradient.wrap(gradient, 0, features, width);
    h.wrap(between, 0, rows, width);
    if (hidden > 0) {
      second.wrap(theta, features * width, hidden, classes);
      secondGradient.wrap(gradient, features * width, hidden, classes);
      y.wrap(out, 0, rows, classes);
    }
  }

  @Override
  public String name() {
    return "GEMM alone";
  }

  @Override
  public double measure(double seconds) {
    return Stopwatch.rate(seconds, this::steps);
  }

  private double steps() {
    for (int i = 0; i < STEPS_PER_CALL; i++) {
      Kernels.multiply(x, first, h);
      if (hidden > 0) {
        Kernels.multiply(h, second, y);
        Kernels.multiplyTransposedLeft(h, y, secondGradient);
        Kernels.multiplyTransposedRight(y, second, h);
      }
      Kernels.multiplyTransposedLeft(x, h, firstGradient);
      Kernels.axpy(-STEP_SIZE, gradient, theta);
    }
    return (double) STEPS_PER_CALL * rows;
  }

  @Override
  public void close() {
    CloseHelper.closeAll(batch, theta, gradient, between, out);
  }
}
