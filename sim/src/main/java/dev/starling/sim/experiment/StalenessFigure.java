package dev.starling.sim.experiment;

import dev.starling.sim.staleness.StalenessFigures;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a run of the version engine measures. */
enum StalenessFigure implements SweptFigure {
  MEAN("mean staleness E[S] (updates)", StalenessFigures::mean),
  VARIANCE("variance of staleness Var(S) (updates²)", StalenessFigures::variance),
  FRESH("share of pairs up to date, P(S = 0)", StalenessFigures::fresh),
  WORST_HOLDER("staleness at the most stale holder (updates)", StalenessFigures::worstHolder),
  FRESHEST_HOLDER("staleness at the freshest holder (updates)", StalenessFigures::freshestHolder),
  AGE("mean age E[T] (time units)", StalenessFigures::ageMean),
  AGE_VARIANCE("variance of the age Var(T) (time units²)", StalenessFigures::ageVariance),
  SILENCE("longest time since a learner last received (time units)", StalenessFigures::silence);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // A method without state.
  private final ToDoubleFunction<StalenessFigures> figure;

  StalenessFigure(String title, ToDoubleFunction<StalenessFigures> figure) {
    this.title = title;
    this.figure = figure;
  }

  double of(StalenessFigures figures) {
    return figure.applyAsDouble(figures);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a run must follow ages to measure it. */
  boolean needsAges() {
    return this == AGE || this == AGE_VARIANCE;
  }
}
