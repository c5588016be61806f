package dev.starling.ops;

import static dev.starling.ops.SummaryLines.figure;
import static dev.starling.ops.SummaryLines.late;

import dev.starling.sim.report.Symptoms;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.InformationAge;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Settling;
import dev.starling.sim.summary.UpdateSummary;

/**
 * What a summary tells on a terminal of gossip and of the staleness it leaves. Used by one thread.
 */
final class GossipText {
  private final SummaryLines lines;

  private GossipText(SummaryLines lines) {
    this.lines = lines;
  }

  /** Adds what there is to {@code lines}. */
  static void add(RunSummary summary, SummaryLines lines) {
    GossipText text = new GossipText(lines);
    if (summary.gossip() != null) {
      text.gossip(summary.gossip(), summary.updates());
    }
    if (summary.staleness() != null) {
      text.staleness(summary.staleness());
    }
    if (summary.settling() != null) {
      text.settling(summary.settling());
    }
  }

  private void gossip(GossipSummary gossip, UpdateSummary updates) {
    lines.add("gossip", "λ %s per second and learner%s", figure(gossip.rate()), asked(gossip));
    if (gossip.required() != null && updates != null) {
      lines.add(
          "",
          "λ/r %s, by the law %s",
          Figures.fixed(gossip.rate() / updates.rate(), 2),
          Figures.fixed(gossip.required() / updates.rate(), 2));
    }
    lines.add(
        "",
        "%s pushes mixed, %s partial, %s lost, %s busy; %s moved",
        Figures.count(gossip.mixed()),
        Figures.count(gossip.partial()),
        Figures.count(gossip.lost()),
        Figures.count(gossip.busy()),
        Figures.bytes(gossip.bytes()));
    if (gossip.isHeldBack()) {
      lines.add(
          "",
          "held back by link or lane for %s %% of the time: λ %s%s",
          Figures.percent(gossip.clamp().share()),
          figure(gossip.clamp().carriedRate()),
          gossip.clamp().predictedStaleness() == null
              ? ""
              : ", which predicts a staleness of "
                  + Figures.fixed(gossip.clamp().predictedStaleness(), 2));
      if (gossip.required() != null && updates != null) {
        // The law is linear in r: what was carried is enough for so many updates.
        double keepable = updates.rate() * gossip.rate() / gossip.required();
        lines.add(
            "",
            "so much gossip would keep the staleness target at --update-rate %s",
            figure(keepable));
      }
    }
    if (!gossip.dropped().isEmpty()) {
      StringBuilder reasons = new StringBuilder();
      gossip
          .dropped()
          .forEach((reason, n) -> reasons.append("  ").append(reason).append(' ').append(n));
      lines.add("", "frames dropped:%s", reasons);
      if (gossip.dropped().containsKey("unheld")) {
        lines.add(
            "", "faults.delay held more than 64 MiB back in a lane: what did not fit was lost");
      }
    }
    if (gossip.lateMs() != null) {
      lines.add("", "ticks %s", late(gossip.lateMs()));
    }
  }

  private static String asked(GossipSummary gossip) {
    if (gossip.configuredRate() != null) {
      return " (configured " + figure(gossip.configuredRate()) + ")";
    }
    return gossip.required() == null ? "" : " (the law asks " + figure(gossip.required()) + ")";
  }

  private void staleness(MeasuredStaleness staleness) {
    if (staleness.mean() == null) {
      lines.add("staleness", "not measured: the run was too short");
      return;
    }
    lines.add(
        "staleness",
        "%s%s updates%s%s",
        Figures.fixed(staleness.mean(), 3),
        staleness.se() == null ? "" : " ± " + Figures.fixed(staleness.se(), 3),
        law(staleness),
        staleness.tooShort() == null ? "" : "; too short a run to say much");
    lines.add(
        "",
        "p99 %s, max %s, worst holder %s, learners' own samples %s",
        figure(staleness.p99()),
        figure(staleness.max()),
        figure(staleness.worstHolder()),
        figure(staleness.local()));
    if (staleness.neverHeard() != null && staleness.neverHeard() > 0) {
      lines.add(
          "",
          "%s of the pairs have never heard of each other's updates: coverage %s %%",
          Figures.count(staleness.neverHeard()),
          Figures.percent(staleness.coverage()));
    }
    if (staleness.age() != null) {
      age(staleness.age());
    }
    if (staleness.stalest() != null && staleness.stalest().staleness() != null) {
      lines.add(
          "stalest",
          "learner %d: %s updates, %s",
          staleness.stalest().learner(),
          Figures.fixed(staleness.stalest().staleness(), 2),
          Symptoms.why(staleness.stalest()));
    }
  }

  private void age(InformationAge age) {
    lines.add(
        "",
        "news is %s ms old, %s ms of it on the way%s",
        figure(age.mean()),
        figure(age.travelled()),
        age.law() == null ? "" : " (the law says " + figure(age.law()) + ")");
  }

  private static String law(MeasuredStaleness staleness) {
    String law =
        staleness.law() == null
            ? ""
            : "%s %s"
                .formatted(
                    Boolean.TRUE.equals(staleness.lawIsBound())
                        ? "the law allows at most"
                        : "the law says",
                    Figures.fixed(staleness.law(), 3));
    String target =
        staleness.target() == null ? "" : "target " + Figures.compact(staleness.target());
    String both = law.isEmpty() || target.isEmpty() ? law + target : law + ", " + target;
    return both.isEmpty() ? "" : " (" + both + ")";
  }

  private void settling(Settling settling) {
    lines.add(
        "settling",
        "within ±%.0f %% of the target, by means over %s s",
        100 * settling.band(),
        Figures.compact(settling.windowSeconds()));
    for (Settling.Change change : settling.changes()) {
      lines.add(
          "",
          "%s s, %s: %s; %s %% over and %s %% under the target at most",
          Figures.fixed(change.atSeconds(), 1),
          change.event(),
          change.settlingSeconds() == null
              ? "not again"
              : "after " + Figures.fixed(change.settlingSeconds(), 1) + " s",
          Figures.percent(change.overshoot()),
          Figures.percent(change.undershoot()));
    }
  }
}
