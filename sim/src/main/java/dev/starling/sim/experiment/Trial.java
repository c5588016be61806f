package dev.starling.sim.experiment;

/** What a point of a sweep runs, once per seed. Immutable. */
interface Trial {
  /** What a key of the engine is here, as the CSV files say it. */
  String setting(SweepKey key);

  /** Runs it. May be called by several threads at a time. */
  TrialResult run(long seed);

  /** What theory says, of a run that is not made: the measurements are NaN. */
  TrialResult theory(long seed);

  /** About how much work one run is, for the time left only: in pushes of a small network. */
  double work();
}
