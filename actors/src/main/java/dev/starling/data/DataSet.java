package dev.starling.data;

import java.util.List;

/**
 * Samples in memory: one row of float32 features and one target each.
 *
 * <p>Features are row-major in a single array, so that a mini-batch is gathered with one copy per
 * row. A data set is written while it is built and never afterwards; its arrays are handed out
 * without a copy because every learner of a node reads the same ones. Any number of threads may
 * read it.
 */
public final class DataSet {
  private final String name;
  private final int features;
  private final int classes;
  private final List<String> labels;
  private final float[] featureArray;
  private final float[] targets;

  /**
   * Takes both arrays over: the caller must not write them again.
   *
   * @param features numbers per sample, at least 1
   * @param classes number of classes, at least 2; or 0 when the target is a real number
   *     (regression)
   * @param featureArray row-major, targets.length × features
   * @param targets a class in [0, classes), or any finite value for regression
   * @throws DataException when there is no sample, a number is not finite, or a class is out of
   *     range; rows and columns count from 1
   */
  public DataSet(String name, int features, int classes, float[] featureArray, float[] targets) {
    this(name, features, classes, List.of(), featureArray, targets);
  }

  /**
   * @param labels what the classes are called where they come from, in their order; empty when they
   *     are called by their numbers
   */
  DataSet(
      String name,
      int features,
      int classes,
      List<String> labels,
      float[] featureArray,
      float[] targets) {
    requireShape(name, features, classes, featureArray, targets);
    requireFinite(name, features, featureArray);
    requireTargets(name, classes, targets);
    this.name = name;
    this.features = features;
    this.classes = classes;
    this.labels = labels;
    this.featureArray = featureArray;
    this.targets = targets;
  }

  /** What people call it, its part included: "digits train". */
  public String name() {
    return name;
  }

  /** Number of samples, at least 1. */
  public int size() {
    return targets.length;
  }

  /** Numbers per sample. */
  public int features() {
    return features;
  }

  /** Number of classes; 0 for regression. */
  public int classes() {
    return classes;
  }

  /** What its classes are called, in their order; empty when by their numbers. */
  List<String> labels() {
    return labels;
  }

  /** The class of sample {@code row}, counted from 0, or its value for regression. */
  public float target(int row) {
    return targets[row];
  }

  /**
   * All features: sample i occupies [i·features, (i+1)·features). Shared, and never to be written.
   */
  public float[] featureArray() {
    return featureArray;
  }

  /** A data set of its own that holds copies of {@code rows}, in their order. */
  public DataSet subset(int[] rows) {
    return subset(name, rows);
  }

  /** As {@link #subset(int[])}, under another name. */
  DataSet subset(String newName, int[] rows) {
    float[] chosen = new float[Math.multiplyExact(rows.length, features)];
    float[] chosenTargets = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(featureArray, rows[i] * features, chosen, i * features, features);
      chosenTargets[i] = targets[rows[i]];
    }
    return new DataSet(newName, features, classes, labels, chosen, chosenTargets);
  }

  @Override
  public String toString() {
    String kind = classes == 0 ? "regression" : classes + " classes";
    return name + " (" + size() + " samples, " + features + " features, " + kind + ")";
  }

  private static void requireShape(
      String name, int features, int classes, float[] featureArray, float[] targets) {
    if (targets.length == 0) {
      throw new DataException(name + " has no samples; at least one is needed");
    }
    if (features < 1) {
      throw new DataException(name + " has no features; each sample needs at least one");
    }
    if (classes < 0 || classes == 1) {
      throw new DataException(
          name + " has " + classes + " class; at least 2 are needed, or 0 for regression");
    }
    if (featureArray.length != (long) targets.length * features) {
      throw new DataException(
          name
              + " has "
              + featureArray.length
              + " numbers where "
              + targets.length
              + " samples × "
              + features
              + " features need "
              + (long) targets.length * features);
    }
  }

  private static void requireFinite(String name, int features, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new DataException(
            name
                + " holds "
                + values[i]
                + " in row "
                + (i / features + 1)
                + ", column "
                + (i % features + 1)
                + "; every number must be finite");
      }
    }
  }

  private static void requireTargets(String name, int classes, float[] targets) {
    for (int i = 0; i < targets.length; i++) {
      float target = targets[i];
      if (!Float.isFinite(target)) {
        throw new DataException(
            name
                + " has the target "
                + target
                + " in row "
                + (i + 1)
                + "; every number must be finite");
      }
      if (classes > 0 && (target < 0 || target >= classes || target != (int) target)) {
        throw new DataException(
            name
                + " has the label "
                + target
                + " in row "
                + (i + 1)
                + "; labels go from 0 to "
                + (classes - 1));
      }
    }
  }
}
