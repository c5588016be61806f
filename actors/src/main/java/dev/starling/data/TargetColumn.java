package dev.starling.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects the targets of a file and decides what they are: classes or real numbers.
 *
 * <ul>
 *   <li>{@code task=classification} or {@code task=regression} decides;
 *   <li>{@code classes=K} says that labels are whole numbers from 0 to K−1, and all others are
 *       errors;
 *   <li>otherwise words are classes; and whole numbers are, when there are between 2 and {@value
 *       #GUESSED_CLASSES_MAX} different ones and on average two samples for each; all else is
 *       regression.
 * </ul>
 *
 * A guess that one bad cell would turn is refused instead: a class that has a single sample, and
 * targets that would be classes but for one, or for up to {@value #STRAY_PERCENT} percent.
 *
 * <p>Classes are numbered in the order of their labels (−1 and +1 become 0 and 1) unless {@code
 * classes} is given.
 */
final class TargetColumn {
  static final Set<String> OPTIONS = new TreeSet<>(List.of("task", "classes"));
  private static final int GUESSED_CLASSES_MAX = 100;
  private static final int STRAY_PERCENT = 1;
  private static final int LABELS_TOLD_MAX = 20;

  private final String file;
  private final boolean classification;
  private final boolean regression;
  private final int declaredClasses;

  /** The classes that there are, by their labels; empty when they are to be found out. */
  private final List<String> known;

  private final FloatList numbers = new FloatList();
  private final List<Integer> rows = new ArrayList<>();
  private final Map<String, Integer> words = new TreeMap<>();
  private boolean verbal;

  /**
   * @param known labels of the classes in their order, of which each target has to be one; empty
   *     when that is to be found out
   */
  TargetColumn(String file, SourceSpec spec, List<String> known) {
    this.file = file;
    this.known = known;
    String task = spec.options().getOrDefault("task", "");
    if (!Set.of("", "classification", "regression").contains(task)) {
      throw new DataException(
          "data '"
              + spec.text()
              + "': task must be classification or regression, was '"
              + task
              + "'");
    }
    this.declaredClasses = spec.whole("classes", 0, 2);
    this.regression = task.equals("regression");
    this.classification = task.equals("classification") || declaredClasses > 0;
    if (classification && regression) {
      throw new DataException(
          "data '" + spec.text() + "': classes cannot be given when task=regression");
    }
  }

  /** Takes the target of the next sample; the first one decides whether targets are words. */
  void add(String cell, int row, int column) {
    if (!known.isEmpty()) {
      rows.add(row);
      numbers.add(knownClass(cell, row));
      return;
    }
    if (numbers.size() == 0) {
      verbal =
          !regression && declaredClasses == 0 && !cell.isEmpty() && !FiniteNumber.isNumber(cell);
    }
    rows.add(row);
    if (verbal) {
      addWord(cell, row, column);
    } else {
      addNumber(FiniteNumber.parse(cell, file, row, column), cell, row);
    }
  }

  private int knownClass(String cell, int row) {
    int index = known.indexOf(cell);
    if (index < 0 && FiniteNumber.isNumber(cell)) {
      index = known.indexOf(text(Float.parseFloat(cell)));
    }
    if (index < 0) {
      throw new DataException(
          file
              + ": row "
              + row
              + " has the label '"
              + cell
              + "'; the run's classes are "
              + String.join(", ", known.subList(0, Math.min(known.size(), LABELS_TOLD_MAX)))
              + (known.size() > LABELS_TOLD_MAX ? " and so on" : ""));
    }
    return index;
  }

  private void addWord(String cell, int row, int column) {
    if (cell.isEmpty()) {
      throw new DataException(
          file
              + ": row "
              + row
              + ", column "
              + column
              + " holds an empty cell where a label is needed");
    }
    words.putIfAbsent(cell, words.size());
    numbers.add(words.get(cell));
  }

  private void addNumber(float value, String cell, int row) {
    if (classification && !isWhole(value)) {
      throw new DataException(
          file
              + ": row "
              + row
              + " has the label "
              + cell
              + "; labels must be whole numbers or words");
    }
    if (declaredClasses > 0 && (value < 0 || value >= declaredClasses)) {
      throw new DataException(
          file
              + ": row "
              + row
              + " has the label "
              + cell
              + "; labels go from 0 to "
              + (declaredClasses - 1));
    }
    numbers.add(value + 0f); // turns −0 into 0
  }

  /** The data set of these targets and the given features. */
  DataSet toDataSet(String name, int features, float[] featureArray) {
    float[] targets = numbers.toArray();
    if (!known.isEmpty()) {
      return new DataSet(name, features, known.size(), known, featureArray, targets);
    }
    if (declaredClasses > 0) {
      return new DataSet(name, features, declaredClasses, featureArray, targets);
    }
    if (verbal) {
      atLeastTwo(words.size());
      requireRepeated(targets);
      List<String> names = List.copyOf(words.keySet());
      return new DataSet(
          name, features, words.size(), names, featureArray, ranked(targets, words.values()));
    }
    if (regression || (!classification && !looksLikeClasses(targets))) {
      return new DataSet(name, features, 0, featureArray, targets);
    }
    requireRepeated(targets);
    Set<Float> labels = new TreeSet<>();
    for (float target : targets) {
      labels.add(target);
    }
    List<String> names = labels.stream().map(TargetColumn::text).toList();
    return new DataSet(
        name, features, atLeastTwo(labels.size()), names, featureArray, ranked(targets, labels));
  }

  private boolean looksLikeClasses(float[] targets) {
    Set<Float> labels = new TreeSet<>();
    int stray = 0;
    int firstStray = -1;
    for (int i = 0; i < targets.length && labels.size() <= GUESSED_CLASSES_MAX; i++) {
      if (isWhole(targets[i])) {
        labels.add(targets[i]);
      } else {
        firstStray = stray++ == 0 ? i : firstStray;
      }
    }
    int count = labels.size();
    if (count < 2 || count > GUESSED_CLASSES_MAX || 2L * count > targets.length - stray) {
      return false;
    }
    if (stray == 1 || (stray > 0 && 100L * stray < (long) STRAY_PERCENT * targets.length)) {
      throw new DataException(
          file
              + ": row "
              + rows.get(firstStray)
              + " has the target "
              + targets[firstStray]
              + " where nearly all others are one of "
              + count
              + " whole numbers; correct it, or say task=regression if targets are numbers");
    }
    return stray == 0;
  }

  /** Refuses a guessed class that has one sample: more likely a slip than a class. */
  private void requireRepeated(float[] targets) {
    if (classification) {
      return;
    }
    Map<Float, Integer> counts = new HashMap<>();
    for (float target : targets) {
      counts.merge(target, 1, Integer::sum);
    }
    for (int i = 0; i < targets.length; i++) {
      if (counts.get(targets[i]) == 1) {
        throw new DataException(
            file
                + ": row "
                + rows.get(i)
                + " has the label "
                + labelOf(targets[i])
                + ", which no other row has; correct it, or say task=classification if it is a"
                + " class"
                + (verbal ? "" : " and task=regression if targets are numbers"));
      }
    }
  }

  private String labelOf(float target) {
    for (Map.Entry<String, Integer> word : words.entrySet()) {
      if (word.getValue() == target) {
        return "'" + word.getKey() + "'";
      }
    }
    return text(target);
  }

  private static String text(float label) {
    return new BigDecimal(label).toPlainString();
  }

  /** Replaces each target by the position of its equal in {@code labels}. */
  private static float[] ranked(float[] targets, Collection<? extends Number> labels) {
    Map<Float, Integer> ranks = new TreeMap<>();
    for (Number label : labels) {
      ranks.put(label.floatValue(), ranks.size());
    }
    float[] ranked = new float[targets.length];
    for (int i = 0; i < targets.length; i++) {
      ranked[i] = ranks.get(targets[i]);
    }
    return ranked;
  }

  private int atLeastTwo(int classes) {
    if (classes < 2) {
      throw new DataException(file + " has labels of one class only; at least 2 are needed");
    }
    return classes;
  }

  private static boolean isWhole(float value) {
    return value == Math.rint(value);
  }
}
