package dev.starling.sim.experiment;

import dev.starling.sim.staleness.StalenessFigures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A number that a run measures and that theory may know. */
enum SweptFigure {
  MEAN("mean staleness E[S] (updates)", StalenessFigures::mean),
  VARIANCE("variance of staleness Var(S) (updates²)", StalenessFigures::variance),
  FRESH("share of pairs up to date, P(S = 0)", StalenessFigures::fresh),
  WORST_HOLDER("staleness at the most stale holder (updates)", StalenessFigures::worstHolder),
  FRESHEST_HOLDER("staleness at the freshest holder (updates)", StalenessFigures::freshestHolder),
  AGE("mean age E[T] (time units)", StalenessFigures::ageMean),
  AGE_VARIANCE("variance of the age Var(T) (time units²)", StalenessFigures::ageVariance),
  SILENCE("longest time since a learner last received (time units)", StalenessFigures::silence);

  private final String title;
  private final ToDoubleFunction<StalenessFigures> figure;

  SweptFigure(String title, ToDoubleFunction<StalenessFigures> figure) {
    this.title = title;
    this.figure = figure;
  }

  double of(StalenessFigures figures) {
    return figure.applyAsDouble(figures);
  }

  /** In words, with its unit. */
  String title() {
    return title;
  }

  /** As experiment files name it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As the header of a CSV file names it. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a run must follow ages to measure it. */
  boolean needsAges() {
    return this == AGE || this == AGE_VARIANCE;
  }

  static List<String> all() {
    return Arrays.stream(values()).map(SweptFigure::key).toList();
  }

  /** The figure of this name; null when there is none. */
  static SweptFigure named(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst().orElse(null);
  }
}
