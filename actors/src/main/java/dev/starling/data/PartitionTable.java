package dev.starling.data;

import java.util.Locale;

/**
 * Draws partitions as text: one line per learner, in at most {@value #LEARNERS_MAX} lines. Up to
 * {@value #CLASSES_MAX} classes get a column each; of more, the number held and the share of the
 * largest are told; of real targets the smallest, the mean and the largest.
 */
final class PartitionTable {
  private static final int LEARNERS_MAX = 32;
  private static final int CLASSES_MAX = 12;

  private final DataSet train;
  private final Partitions partitions;
  private final StringBuilder text = new StringBuilder();

  PartitionTable(DataSet train, Partitions partitions) {
    this.train = train;
    this.partitions = partitions;
    addHeader();
    int shown = Math.min(LEARNERS_MAX, partitions.learners());
    for (int learner = 0; learner < shown; learner++) {
      add("\n%7d %7d", learner, partitions.size(learner));
      addContent(learner);
    }
    if (shown < partitions.learners()) {
      add("\n… and %d more learners", partitions.learners() - shown);
    }
  }

  private void addHeader() {
    add("learner samples");
    if (train.classes() == 0) {
      add(" %10s %10s %10s", "min", "mean", "max");
    } else if (train.classes() > CLASSES_MAX) {
      add(" %7s %7s", "classes", "largest");
    } else {
      for (int label = 0; label < train.classes(); label++) {
        add(" %5s", "c" + label);
      }
    }
  }

  private void addContent(int learner) {
    if (train.classes() == 0) {
      addTargets(learner);
    } else if (train.classes() > CLASSES_MAX) {
      addClassesHeld(learner);
    } else {
      for (int count : partitions.classCounts(learner)) {
        add(" %5d", count);
      }
    }
  }

  private void addTargets(int learner) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    double sum = 0;
    for (int row : partitions.rows(learner)) {
      float target = train.target(row);
      min = Math.min(min, target);
      max = Math.max(max, target);
      sum += target;
    }
    add(" %10.4g %10.4g %10.4g", min, sum / partitions.size(learner), max);
  }

  private void addClassesHeld(int learner) {
    int held = 0;
    int largest = 0;
    for (int count : partitions.classCounts(learner)) {
      held += count > 0 ? 1 : 0;
      largest = Math.max(largest, count);
    }
    add(" %7d %6.0f%%", held, 100.0 * largest / partitions.size(learner));
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
