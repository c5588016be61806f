package dev.starling.sim.report;

/**
 * How the numbers of an axis are said: divided by a power of 1,000.
 *
 * @param unit as an axis title says it; empty for plain numbers
 * @param divisor what one unit is
 */
record Scale(String unit, double divisor) {
  static final Scale PLAIN = new Scale("", 1);

  /** The largest decimal unit of which there is at least one. */
  static Scale ofBytes(double bytes) {
    String[] units = {"bytes", "kB", "MB", "GB", "TB"};
    int power = 0;
    double divisor = 1;
    while (power < units.length - 1 && bytes >= 1000 * divisor) {
      power++;
      divisor *= 1000;
    }
    return new Scale(units[power], divisor);
  }
}
