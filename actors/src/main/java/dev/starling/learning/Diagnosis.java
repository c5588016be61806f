package dev.starling.learning;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * One learner named, with what may be behind it: the {@link Symptom} whose share is the largest
 * multiple of its threshold, or {@link Symptom#NONE} when none reaches it. An update count is only
 * low if it is below the expected one by more than four times its own scatter, 1/√count for Poisson
 * updates. Of the stalest learner its own clock says what to expect, and the median only where it
 * has none, for a clock that is set to be slow makes nobody stale; of the slowest one the larger of
 * the two, and a slowest one that is not low by that is slowest by chance. Learners that have been
 * there for different times are compared by their rates. At 31 % of its ticks unsent and 12 % of
 * the pushes to it lost the word is "unsent", 3.1 against 1.2. A proposal of this project. Pure.
 *
 * @param learner its id
 * @param seconds for which it was there
 * @param staleness mean over origins of what it lacks, in updates; NaN when not measured
 * @param updates that it has made
 * @param medianUpdates that a learner of the median rate makes in the time that this one was there
 * @param symptom that stands out
 * @param share of the symptom, in [0, 1]; 0 when none stands out
 */
public record Diagnosis(
    int learner,
    double seconds,
    double staleness,
    long updates,
    double medianUpdates,
    Symptom symptom,
    double share) {
  /** Nobody was found. */
  public static final Diagnosis NONE =
      new Diagnosis(-1, 0, Double.NaN, 0, Double.NaN, Symptom.NONE, 0);

  private static final double SCATTER = 4;

  /** Who has been there for less of the longest time, as after a move, is compared with nobody. */
  private static final double SHARE_OF_TIME = 0.5;

  /** Whether somebody was found. */
  public boolean isKnown() {
    return learner >= 0;
  }

  /**
   * The learner that is stalest as a holder, or {@link #NONE} when none was measured.
   *
   * @param byHolder mean staleness by learner, NaN where not known
   */
  public static Diagnosis stalest(List<LearnerActivity> learners, double[] byHolder) {
    LearnerActivity found = null;
    for (LearnerActivity each : learners) {
      double staleness = stalenessOf(each, byHolder);
      if (staleness >= 0 && (found == null || staleness > stalenessOf(found, byHolder))) {
        found = each;
      }
    }
    if (found == null) {
      return NONE;
    }
    double own = found.expectedUpdates();
    double median = medianRate(learners) * found.seconds();
    return of(found, own > 0 ? own : median, median, byHolder);
  }

  /**
   * The learner with the fewest updates per second, of those that have been there for most of the
   * time; {@link #NONE} when nobody has been there at all.
   */
  public static Diagnosis slowest(List<LearnerActivity> learners, double[] byHolder) {
    double medianRate = medianRate(learners);
    double longest = learners.stream().mapToDouble(LearnerActivity::seconds).max().orElse(0);
    LearnerActivity found =
        learners.stream()
            .filter(each -> each.seconds() > 0 && each.seconds() >= SHARE_OF_TIME * longest)
            .min(Comparator.comparingDouble(Diagnosis::rate))
            .orElse(null);
    if (found == null) {
      return NONE;
    }
    double own = found.expectedUpdates();
    double median = medianRate * found.seconds();
    double expected = own > median ? own : median;
    Diagnosis why = of(found, expected, median, byHolder);
    return isLow(found, expected) ? why : why.byChance();
  }

  /**
   * The slowest of those that several nodes have found, each among its own learners. Where all
   * learners of a node are slow nobody stands out there; beside the median of the other nodes its
   * slowest does. Of two medians the higher one counts.
   */
  public static Diagnosis slowestOf(List<Diagnosis> found) {
    double longest = found.stream().mapToDouble(Diagnosis::seconds).max().orElse(0);
    List<Diagnosis> known =
        found.stream()
            .filter(each -> each.isKnown() && each.seconds >= SHARE_OF_TIME * longest)
            .toList();
    if (known.isEmpty()) {
      return NONE;
    }
    Diagnosis slowest =
        Collections.min(known, Comparator.comparingDouble(each -> each.updates / each.seconds));
    double[] medianRates =
        known.stream().mapToDouble(each -> each.medianUpdates / each.seconds).sorted().toArray();
    double median = medianRates[medianRates.length / 2] * slowest.seconds;
    double share = 1 - slowest.updates / median;
    boolean isLow = share >= threshold(Symptom.FEW_UPDATES, median);
    return isLow && slowest.symptom == Symptom.NONE
        ? new Diagnosis(
            slowest.learner,
            slowest.seconds,
            slowest.staleness,
            slowest.updates,
            median,
            Symptom.FEW_UPDATES,
            share)
        : slowest;
  }

  private static Diagnosis of(
      LearnerActivity learner, double expected, double median, double[] byHolder) {
    Symptom worst = Symptom.NONE;
    double share = 0;
    double multiple = 1;
    for (Symptom symptom : Symptom.values()) {
      double found = share(symptom, learner, expected);
      double ofThreshold = found / threshold(symptom, expected);
      // At the threshold itself it counts; NaN never does.
      if (ofThreshold >= multiple && symptom != Symptom.NONE) {
        worst = symptom;
        share = found;
        multiple = ofThreshold;
      }
    }
    double staleness = stalenessOf(learner, byHolder);
    return new Diagnosis(
        learner.learner(), learner.seconds(), staleness, learner.updates(), median, worst, share);
  }

  private Diagnosis byChance() {
    return new Diagnosis(learner, seconds, staleness, updates, medianUpdates, Symptom.NONE, 0);
  }

  private static double rate(LearnerActivity learner) {
    return learner.updates() / learner.seconds();
  }

  private static boolean isLow(LearnerActivity learner, double expected) {
    return share(Symptom.FEW_UPDATES, learner, expected)
        >= threshold(Symptom.FEW_UPDATES, expected);
  }

  private static double share(Symptom symptom, LearnerActivity learner, double expected) {
    return switch (symptom) {
      case FEW_UPDATES -> 1 - learner.updates() / expected;
      case BUSY_LANE -> learner.laneBusy();
      case UNSENT_PUSHES -> learner.unsent();
      case FAILED_PUSHES -> learner.failed();
      case LOST_PUSHES -> learner.lost();
      case LATE_TICKS -> learner.late();
      case NONE -> 0;
    };
  }

  private static double threshold(Symptom symptom, double expected) {
    return symptom == Symptom.FEW_UPDATES
        ? Math.max(symptom.threshold(), SCATTER / Math.sqrt(expected))
        : symptom.threshold();
  }

  /** Of those who have been there; NaN when nobody has. */
  private static double medianRate(List<LearnerActivity> all) {
    double[] sorted =
        all.stream()
            .filter(learner -> learner.seconds() > 0)
            .mapToDouble(Diagnosis::rate)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  private static double stalenessOf(LearnerActivity learner, double[] byHolder) {
    return learner.learner() < byHolder.length ? byHolder[learner.learner()] : Double.NaN;
  }
}
