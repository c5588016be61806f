package dev.starling.data;

import java.util.Collection;

/**
 * Guesses which known name a mistyped one was meant to be, by edit distance (Levenshtein, 1966).
 */
public final class NearestName {
  private NearestName() {}

  /** " (did you mean X?)", or nothing when no known name is near. */
  public static String question(String typed, Collection<String> known) {
    String nearest = of(typed, known);
    return nearest.isEmpty() ? "" : " (did you mean " + nearest + "?)";
  }

  /** The nearest known name; empty when none is near. */
  public static String of(String typed, Collection<String> known) {
    String nearest = "";
    // A third of the letters may be wrong; beyond that a guess confuses more than it helps.
    int nearestDistance = Math.max(2, typed.length() / 3) + 1;
    for (String name : known) {
      int distance = distance(typed, name);
      if (distance < nearestDistance) {
        nearest = name;
        nearestDistance = distance;
      }
    }
    return nearest;
  }

  /** Insertions, deletions and substitutions that turn one name into the other. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
