package dev.starling.sim.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * Guesses which key a mistyped one was meant to be: the one that shares most pairs of neighbouring
 * letters with it (Dice, "Measures of the amount of ecologic association between species", Ecology
 * 1945: 2·shared/(pairs of one + pairs of the other)). Unlike edit distance it forgives a word that
 * is missing or in another place: {@code learners} is near {@code run.learners}.
 */
final class NearestKey {
  private NearestKey() {}

  /** The nearest of {@code known}, which holds at least one; the first of those equally near. */
  static String of(String typed, List<String> known) {
    String nearest = known.get(0);
    double nearestLikeness = -1;
    for (String key : known) {
      double likeness = likeness(typed, key);
      if (likeness > nearestLikeness) {
        nearest = key;
        nearestLikeness = likeness;
      }
    }
    return nearest;
  }

  /** From 0, nothing shared, to 1, the same pairs. */
  static double likeness(String one, String other) {
    List<String> pairs = pairs(one);
    List<String> left = pairs(other);
    int all = pairs.size() + left.size();
    int shared = 0;
    for (String pair : pairs) {
      shared += left.remove(pair) ? 1 : 0;
    }
    return all == 0 ? 0 : 2.0 * shared / all;
  }

  private static List<String> pairs(String text) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < text.length(); i++) {
      pairs.add(text.substring(i, i + 2));
    }
    return pairs;
  }
}
