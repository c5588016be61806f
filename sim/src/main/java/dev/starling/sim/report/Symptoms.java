package dev.starling.sim.report;

import java.util.Map;

/** What people are told of a learner that is last. Stateless. */
final class Symptoms {
  private static final Map<String, String> WORDS =
      Map.of(
          "few-updates", "it made %s fewer updates than its clock or the others let expect",
          "busy-lane", "its lane was busy %s of the time",
          "unsent-pushes", "%s of its gossip ticks found the last push unsent",
          "failed-pushes", "%s of its pushes were broken off or found nobody",
          "lost-pushes", "%s of the pushes to it did not arrive whole",
          "late-ticks", "%s of its gossip ticks ran when the next was already due");

  private Symptoms() {}

  /**
   * @param symptom as the summary calls it; one of a later version is told by its name
   * @param share 0 to 1
   */
  static String words(String symptom, Double share) {
    return WORDS.getOrDefault(symptom, symptom + " %s").formatted(Numbers.percent(share));
  }
}
