package dev.starling.topology;

/** Everybody knows everybody; computed, since a table would hold n² numbers. */
record CompleteTopology(int size) implements Topology {

  @Override
  public int degree(int learner) {
    checkIndex("learner", learner, size);
    return size - 1;
  }

  @Override
  public int neighbour(int learner, int index) {
    checkIndex("learner", learner, size);
    checkIndex("neighbour", index, size - 1);
    return index < learner ? index : index + 1;
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  /** Refuses an index outside [0, {@code bound}); the text is made only then. */
  static void checkIndex(String what, int index, int bound) {
    if (index < 0 || index >= bound) {
      throw new IndexOutOfBoundsException(what + " " + index + " of " + bound);
    }
  }
}
