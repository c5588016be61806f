package dev.starling.sim.experiment;

import java.util.List;

/**
 * One point of a sweep: what is run once per seed. Immutable.
 *
 * @param arm what its curve is called
 * @param trial what is run
 * @param firstSeed the seeds count up from it
 * @param seeds how many runs; 0 when theory alone is asked
 */
record SweepPoint(String arm, Trial trial, long firstSeed, int seeds) {

  /** What a sweep key is here, as the CSV files say it. */
  String setting(SweepKey key) {
    return trial.setting(key);
  }

  /** The number that {@link #setting} stands for; NaN when it stands for none. */
  double number(SweepKey key) {
    try {
      return Double.parseDouble(setting(key));
    } catch (NumberFormatException notOne) {
      return Double.NaN;
    }
  }

  /** All settings, for the CSV files. */
  List<String> settings(List<SweepKey> keys) {
    return keys.stream().map(this::setting).toList();
  }
}
