package dev.starling.sim.experiment;

import dev.starling.sim.staleness.StalenessTheory;

/** A number that a run measures and that theory may know. */
interface SweptFigure {
  /** As experiment files name it. */
  String key();

  /** In words, with its unit. */
  String title();

  /**
   * How theory is to be read for this figure.
   *
   * @param ofTheRun how it is for the run as a whole
   */
  default StalenessTheory.Kind kind(StalenessTheory.Kind ofTheRun) {
    return ofTheRun;
  }

  /**
   * The size that a difference to theory is held against: that of theory, unless theory may be 0.
   */
  default double scale(double theory) {
    return Math.abs(theory);
  }

  /** As the header of a CSV file names it. */
  default String column() {
    return key().replace('-', '_');
  }
}
