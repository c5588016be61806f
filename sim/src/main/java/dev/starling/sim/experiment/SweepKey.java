package dev.starling.sim.experiment;

/** Something that an experiment may sweep. */
interface SweepKey {
  /** As experiment files name it. */
  String key();

  /** In words, with its unit. */
  String meaning();

  /** Shorter, for an axis. */
  default String title() {
    return meaning();
  }

  /** Whether it only says how long or how closely a run looks: tables leave it out. */
  default boolean isTechnical() {
    return false;
  }

  /** As the header of a CSV file names it. */
  default String column() {
    return key().replace('-', '_').replace('.', '_');
  }
}
