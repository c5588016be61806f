package dev.starling.sim.report;

import dev.starling.sim.summary.AccuracySummary;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Spread;

/**
 * Did it work? The worst learner is held against both bounds on the test part: it should come close
 * to centralised SGD, and be better than the median learner that trains alone. A run in which
 * models diverged has failed, whatever the others made of it. Immutable.
 *
 * @param outcome in one word
 * @param headline in a few words
 * @param detail with the numbers
 */
record Verdict(Outcome outcome, String headline, String detail) {
  /** How far below centralised SGD the worst learner may end, as a share of the samples. */
  static final double ACCURACY_MARGIN = 0.02;

  /** How far above centralised SGD's the worst learner's loss may end, as a share of it. */
  static final double LOSS_MARGIN = 0.05;

  private static final String NO_BOUNDS =
      "No bounds were computed, so there is nothing to hold this against.";

  /** What the comparison says. */
  enum Outcome {
    /** Close to centralised SGD, and gossip did it. */
    WORKED,
    /** Close to centralised SGD, but so is who trains alone. */
    NOT_NEEDED,
    /** Better than alone, yet not close to centralised SGD. */
    HELPED,
    /** Not better than alone. */
    FAILED,
    /** There is nothing to compare with. */
    UNKNOWN
  }

  static Verdict of(RunSummary summary) {
    Verdict verdict = ofScores(summary).with(heldBack(summary.gossip()));
    int diverged = summary.learnersDiverged();
    if (diverged > 0) {
      return new Verdict(
          Outcome.FAILED,
          "It diverged: %s of %s ended without a usable model"
              .formatted(
                  Numbers.count(diverged),
                  Numbers.count(summary.run().learners())
                      + (summary.run().learners() == 1 ? " learner" : " learners")),
          verdict.detail);
    }
    return summary.run().isInterrupted()
        ? new Verdict(verdict.outcome, "Interrupted. " + verdict.headline, verdict.detail)
        : verdict;
  }

  private Verdict with(String sentence) {
    return new Verdict(outcome, headline, sentence.isEmpty() ? detail : detail + " " + sentence);
  }

  private static String heldBack(GossipSummary gossip) {
    if (gossip == null || !gossip.isHeldBack()) {
      return "";
    }
    Clamp clamp = gossip.clamp();
    return "Link or lane held the gossip back for %s of the learners' time: %s pushes per second%s."
        .formatted(
            Numbers.percent(clamp.share()),
            Numbers.compact(clamp.carriedRate()),
            clamp.predictedStaleness() == null
                ? ""
                : ", which gives a staleness of " + Numbers.compact(clamp.predictedStaleness()));
  }

  private static Verdict ofScores(RunSummary summary) {
    BoundsSummary bounds = summary.bounds();
    boolean compared = bounds != null && bounds.centralised() != null && bounds.isolated() != null;
    if (summary.accuracy() != null) {
      return compared ? ofAccuracy(summary.accuracy(), bounds) : alone(summary.accuracy());
    }
    if (summary.loss() != null) {
      return compared ? ofLoss(summary.loss(), bounds) : alone(summary.loss());
    }
    return new Verdict(
        Outcome.UNKNOWN, "No score", "No learner ended with a finite loss, or none was evaluated.");
  }

  private static Verdict ofAccuracy(AccuracySummary accuracy, BoundsSummary bounds) {
    double gap = bounds.centralised() - accuracy.min();
    Outcome outcome = outcome(gap <= ACCURACY_MARGIN, accuracy.min() > bounds.isolated().median());
    return new Verdict(
        outcome,
        headline(outcome),
        ("The worst learner has %s of the test samples right, %s points %s centralised SGD (%s)."
                + " Training alone, the median learner has %s.")
            .formatted(
                Numbers.percent(accuracy.min()),
                Numbers.points(gap),
                gap < 0 ? "above" : "below",
                Numbers.percent(bounds.centralised()),
                Numbers.percent(bounds.isolated().median())));
  }

  private static Verdict ofLoss(Spread loss, BoundsSummary bounds) {
    boolean close = loss.max() <= (1 + LOSS_MARGIN) * bounds.centralised();
    Outcome outcome = outcome(close, loss.max() < bounds.isolated().median());
    return new Verdict(
        outcome,
        headline(outcome),
        ("The worst learner's test loss is %s; centralised SGD's is %s."
                + " Training alone, the median learner's is %s.")
            .formatted(
                Numbers.compact(loss.max()),
                Numbers.compact(bounds.centralised()),
                Numbers.compact(bounds.isolated().median())));
  }

  private static Verdict alone(AccuracySummary accuracy) {
    return new Verdict(
        Outcome.UNKNOWN,
        "Worst learner: " + Numbers.percent(accuracy.min()),
        ("The median learner has %s of the test samples right. " + NO_BOUNDS)
            .formatted(Numbers.percent(accuracy.median())));
  }

  private static Verdict alone(Spread loss) {
    return new Verdict(
        Outcome.UNKNOWN,
        "Worst learner: test loss " + Numbers.compact(loss.max()),
        ("The median learner's is %s. " + NO_BOUNDS).formatted(Numbers.compact(loss.median())));
  }

  private static Outcome outcome(boolean close, boolean betterThanAlone) {
    if (close) {
      return betterThanAlone ? Outcome.WORKED : Outcome.NOT_NEEDED;
    }
    return betterThanAlone ? Outcome.HELPED : Outcome.FAILED;
  }

  private static String headline(Outcome outcome) {
    return switch (outcome) {
      case WORKED -> "It worked: every learner is close to centralised SGD";
      case NOT_NEEDED -> "Close to centralised SGD, but so is training alone";
      case HELPED -> "Gossip helped, but not all the way to centralised SGD";
      case FAILED -> "It did not work: some learner is no better than alone";
      case UNKNOWN -> "";
    };
  }
}
