package dev.starling.ops.bench;

import java.util.List;
import java.util.Locale;

/**
 * A size of model.
 *
 * @param hidden width of the hidden layer of an MLP
 * @param side pixels of an image in each direction
 * @param pushesPerSecond that each learner is asked for: more than can be carried
 */
record TransferCase(int hidden, int side, double pushesPerSecond) {
  private static final int CLASSES = 10;
  private static final int SAMPLES = 100;
  private static final int TESTS = 20;
  private static final double MILLION = 1e6;

  static List<TransferCase> all(Pace pace) {
    return pace.small()
        ? List.of(new TransferCase(4, 5, 100))
        : List.of(
            new TransferCase(100, 28, 40_000),
            new TransferCase(3_144, 28, 2_000),
            new TransferCase(32_200, 28, 200));
  }

  int parameters() {
    return (side * side + 1) * hidden + (hidden + 1) * CLASSES;
  }

  long bytes() {
    return (long) parameters() * Float.BYTES;
  }

  String name() {
    return String.format(Locale.ROOT, "%,d parameters (%.1f MB)", parameters(), bytes() / MILLION);
  }

  GeneratedImages.Shape images() {
    return new GeneratedImages.Shape(SAMPLES, TESTS, side);
  }
}
