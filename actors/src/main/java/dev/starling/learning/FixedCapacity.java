package dev.starling.learning;

/** A given λ: the baseline of every controller. 0 for a learner alone. */
final class FixedCapacity implements CapacityController {
  private final double rate;

  FixedCapacity(CapacitySettings.Fixed settings) {
    this.rate = settings.rate();
  }

  @Override
  public double rate(double updateRate, int live) {
    return live > 1 ? rate : 0;
  }

  @Override
  public void onMixed(double staleness, double weight, double sourceTrim) {
    // A given rate does not react.
  }

  @Override
  public double trim() {
    return 0;
  }

  @Override
  public void restoreTrim(double saved) {
    // There is none.
  }
}
