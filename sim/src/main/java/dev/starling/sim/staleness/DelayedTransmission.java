package dev.starling.sim.staleness;

/**
 * Transmissions that arrive a fixed hop delay after they left, with what the source knew as it
 * left. Since the delay is fixed they arrive in the order in which they left, so those under way
 * are a ring, which grows to what is needed. Used by one thread.
 */
final class DelayedTransmission implements Transmission {
  private static final int FIRST_CAPACITY = 64;

  private final Scheme scheme;
  private final Population population;
  private final double delay;
  private final int width;

  private int capacity = FIRST_CAPACITY;
  private double[] arrivals = new double[FIRST_CAPACITY];
  private int[] targets = new int[FIRST_CAPACITY];
  private int[] models;
  private int head;
  private int count;

  DelayedTransmission(Scheme scheme, Population population, double delay) {
    this.scheme = scheme;
    this.population = population;
    this.delay = delay;
    width = population.versions().width();
    models = new int[FIRST_CAPACITY * width];
  }

  @Override
  public void transmit(int source, int target, double time) {
    leave(source, target, time);
    if (scheme == Scheme.EXCHANGE) {
      leave(target, source, time);
    }
  }

  /** When the next model arrives; infinite when none is under way. */
  double nextArrival() {
    return count == 0 ? Double.POSITIVE_INFINITY : arrivals[head];
  }

  /** Lets the next model arrive. */
  void arrive() {
    population.mix(models, head * width, targets[head], arrivals[head]);
    head = (head + 1) % capacity;
    count--;
  }

  private void leave(int source, int target, double time) {
    if (count == capacity) {
      grow();
    }
    int place = (head + count) % capacity;
    arrivals[place] = time + delay;
    targets[place] = target;
    population.stamp(source, time);
    if (scheme == Scheme.OWN_MODEL) {
      population.versions().captureOwn(source, models, place * width);
    } else {
      population.versions().capture(source, models, place * width);
    }
    count++;
  }

  /** Half as much again, with the head at the beginning. */
  private void grow() {
    int larger = (int) Math.min(3L * capacity / 2, VersionMatrix.LARGEST / width);
    if (larger <= capacity) {
      throw new IllegalStateException(
          "more than " + capacity + " models are under way with a hop delay of " + delay);
    }
    double[] moreArrivals = new double[larger];
    int[] moreTargets = new int[larger];
    int[] moreModels = new int[larger * width];
    int tail = capacity - head;
    System.arraycopy(arrivals, head, moreArrivals, 0, tail);
    System.arraycopy(arrivals, 0, moreArrivals, tail, head);
    System.arraycopy(targets, head, moreTargets, 0, tail);
    System.arraycopy(targets, 0, moreTargets, tail, head);
    System.arraycopy(models, head * width, moreModels, 0, tail * width);
    System.arraycopy(models, 0, moreModels, tail * width, head * width);
    arrivals = moreArrivals;
    targets = moreTargets;
    models = moreModels;
    capacity = larger;
    head = 0;
  }
}
