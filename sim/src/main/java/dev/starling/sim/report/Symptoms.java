package dev.starling.sim.report;

import dev.starling.sim.summary.LastLearner;
import java.util.Map;

/** What people are told of a learner that is last. Stateless. */
public final class Symptoms {
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
   * The cause with its evidence, such as "link: 31 % of its ticks found the last push unsent". A
   * symptom of a later version is told by its name.
   */
  public static String why(LastLearner last) {
    String symptom = last.symptom();
    return last.cause()
        + ": "
        + (symptom == null
            ? "nothing about it stands out"
            : WORDS
                .getOrDefault(symptom, symptom + " %s")
                .formatted(Numbers.percent(last.share())));
  }
}
