package dev.starling.ops;

import dev.starling.cluster.RunProgress;
import dev.starling.cluster.aeron.Tally;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.Symptom;
import dev.starling.run.RunDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a run stands, in one line: time, updates of the slowest learner, accuracy of the worst, the
 * median and the best learner (or loss), staleness beside the law, λ beside what the law asks for
 * and the staleness to come where links carry less, bytes moved, frames dropped. Words are
 * shortened one by one until the line fits: 80 columns hold it. Remembers the last progress, for
 * rates; used by one thread.
 */
final class LiveLine {
  private static final String GAP = "  ";
  private static final String STALEST = "stalest ";
  private static final String SLOWEST = "slowest ";

  /** What can be taken away, the least missed first. */
  private static final String[][] SHORTER = {
    {" updates", ""},
    {" left", ""},
    {" dropped", " dr"},
    {" of ", "/"},
    {" p99 ", "/"},
    {" MB/s", "MB/s"},
    {GAP, " "},
    {"acc ", ""},
    {"%", ""},
    {",", ""},
  };

  private final RunDescription.Limits limits;
  private final int learners;
  private double lastSeconds;
  private long lastBytes;
  private double bytesPerSecond = Double.NaN;

  LiveLine(RunDescription run) {
    limits = run.limits();
    learners = run.learners();
  }

  /**
   * @param width columns that the line may take
   */
  String render(RunProgress now, int width) {
    noteBytes(now);
    List<String> parts = parts(now);
    String line = String.join(GAP, parts);
    if (line.length() > width) {
      parts.removeIf(part -> part.startsWith(STALEST) || part.startsWith(SLOWEST));
      line = String.join(GAP, parts);
    }
    for (int i = 0; line.length() > width && i < SHORTER.length; i++) {
      line = line.replace(SHORTER[i][0], SHORTER[i][1]);
    }
    return line.substring(0, Math.min(width, line.length()));
  }

  private List<String> parts(RunProgress now) {
    List<String> parts = new ArrayList<>();
    parts.add(time(now));
    parts.add(updates(now));
    parts.add(score(now));
    if (now.quarantined() > 0) {
      parts.add(now.quarantined() + " diverged");
    }
    if (learners > 1) {
      if (now.learners() != learners) {
        parts.add("n " + now.learners());
      }
      parts.add(staleness(now));
      parts.add(gossipRate(now));
      parts.add(Figures.megabytes(bytesPerSecond) + " MB/s");
      parts.add(Figures.count(PushTotals.of(now.totals()).droppedFrames()) + " dropped");
      lastLearners(now, parts);
    }
    return parts;
  }

  private String time(RunProgress now) {
    String elapsed = Figures.clock(now.elapsedSeconds());
    double left = secondsLeft(now);
    return Double.isFinite(left) ? elapsed + " (" + Figures.clock(left) + " left)" : elapsed;
  }

  /** Until the first limit, at the pace so far; infinite when that cannot be told yet. */
  private double secondsLeft(RunProgress now) {
    double left =
        limits.seconds() > 0 ? limits.seconds() - now.elapsedSeconds() : Double.POSITIVE_INFINITY;
    if (limits.updates() > 0 && now.updatesMin() > 0) {
      double perUpdate = now.elapsedSeconds() / now.updatesMin();
      left = Math.min(left, perUpdate * (limits.updates() - now.updatesMin()));
    }
    return left;
  }

  private String updates(RunProgress now) {
    String made = Figures.count(now.updatesMin());
    return limits.updates() > 0
        ? made + "/" + Figures.count(limits.updates()) + " updates"
        : made + " updates";
  }

  private static String score(RunProgress now) {
    return Double.isNaN(now.accuracyMedian())
        ? "loss "
            + Figures.compact(now.lossMin())
            + "/"
            + Figures.compact(now.lossMedian())
            + "/"
            + Figures.compact(now.lossMax())
        : "acc "
            + Figures.percent(now.accuracyMin())
            + "/"
            + Figures.percent(now.accuracyMedian())
            + "/"
            + Figures.percent(now.accuracyMax())
            + "%";
  }

  private static String staleness(RunProgress now) {
    String law =
        Double.isNaN(now.stalenessLaw()) ? "" : " law " + Figures.fixed(now.stalenessLaw(), 2);
    return "S "
        + Figures.fixed(now.staleness().exact().latestMean(), 2)
        + " p99 "
        + Figures.fixed(now.staleness().exact().latestP99(), 0)
        + law;
  }

  /** The stalest learner always; the slowest only where something is behind it. */
  private static void lastLearners(RunProgress now, List<String> parts) {
    Diagnosis stalest = now.stalest();
    Diagnosis slowest = now.slowest();
    if (stalest.isKnown()) {
      parts.add(
          STALEST
              + stalest.learner()
              + ": "
              + Figures.fixed(stalest.staleness(), 1)
              + cause(stalest));
    }
    if (slowest.isKnown() && slowest.symptom() != Symptom.NONE) {
      parts.add(SLOWEST + slowest.learner() + ":" + cause(slowest));
    }
  }

  private static String cause(Diagnosis of) {
    return of.symptom() == Symptom.NONE
        ? ""
        : " " + of.symptom().cause().name().toLowerCase(Locale.ROOT);
  }

  private static String gossipRate(RunProgress now) {
    double asked =
        Double.isNaN(now.gossipRateRequired()) ? now.gossipRateAsked() : now.gossipRateRequired();
    String rate = "λ " + Figures.compact(now.gossipRate()) + " of " + Figures.compact(asked);
    return now.carried().clamped() == 0 ? rate : rate + clamped(now.carried());
  }

  /** The rate that is carried, and what staleness it will give. */
  private static String clamped(CarriedGossip carried) {
    String share =
        carried.clamped() == carried.learners()
            ? ""
            : " " + carried.clamped() + "/" + carried.learners();
    double predicted = carried.predictedStaleness();
    return ", clamped%s to %s%s"
        .formatted(
            share,
            Figures.compact(carried.rate()),
            Double.isNaN(predicted) ? "" : ": S≈" + Figures.fixed(predicted, 2));
  }

  private void noteBytes(RunProgress now) {
    double seconds = now.elapsedSeconds() - lastSeconds;
    long bytes = now.totals().get(Tally.BYTES_SENT);
    if (seconds > 0) {
      bytesPerSecond = (bytes - lastBytes) / seconds;
      lastSeconds = now.elapsedSeconds();
      lastBytes = bytes;
    }
  }
}
