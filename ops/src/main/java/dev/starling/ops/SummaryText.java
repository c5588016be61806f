package dev.starling.ops;

import dev.starling.sim.report.Symptoms;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.CheckpointSummary;
import dev.starling.sim.summary.ChurnSummary;
import dev.starling.sim.summary.DepartureSummary;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.InformationAge;
import dev.starling.sim.summary.LaneShares;
import dev.starling.sim.summary.LatenessMillis;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.MemorySummary;
import dev.starling.sim.summary.ResumeSummary;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Settling;
import dev.starling.sim.summary.Spread;
import dev.starling.sim.summary.UpdateSummary;
import java.util.Locale;

/** A run's summary as a small table for a terminal. Used by one thread. */
final class SummaryText {
  private static final String UNKNOWN = "not known";

  private final StringBuilder text = new StringBuilder();

  private SummaryText() {}

  /** Lines, each with its end. */
  static String of(RunSummary summary) {
    SummaryText table = new SummaryText();
    table.run(summary.run());
    table.scores(summary);
    if (summary.bounds() != null) {
      table.bounds(summary.bounds(), summary.bounds().areAccuracies(summary.accuracy()));
    }
    if (summary.updates() != null) {
      table.updates(summary);
    }
    if (summary.gossip() != null) {
      table.gossip(summary.gossip(), summary.updates());
    }
    if (summary.staleness() != null) {
      table.staleness(summary.staleness());
    }
    if (summary.settling() != null) {
      table.settling(summary.settling());
    }
    if (summary.lanes() != null) {
      table.lanes(summary.lanes());
    }
    if (summary.divergence() != null) {
      table.divergence(summary.divergence(), summary.run().learners());
    }
    if (summary.memory() != null) {
      table.memory(summary.memory());
    }
    if (summary.churn() != null) {
      table.churn(summary.churn());
    }
    if (summary.checkpoints() != null) {
      table.checkpoints(summary.checkpoints());
    }
    if (summary.resumed() != null) {
      table.resumed(summary.resumed());
    }
    if (summary.departures() != null) {
      summary.departures().forEach(table::departure);
    }
    return table.text.toString();
  }

  private void run(RunIdentity run) {
    add(
        "run",
        "%s: %s, %s, %s, %s",
        run.id(),
        Figures.learners(run.learners()),
        run.data(),
        run.model(),
        run.split());
    add(
        "",
        "%s s on %d %s, end: %s",
        Figures.fixed(run.seconds(), 1),
        run.nodes(),
        run.nodes() == 1 ? "node" : "nodes",
        run.exit());
  }

  private void scores(RunSummary summary) {
    if (summary.accuracy() != null) {
      add(
          "accuracy",
          "%s  of each learner's own model, test part",
          shares(summary.accuracy().spread()));
      Double seconds = summary.accuracy().worstSecondsTo80();
      add(
          "",
          "worst learner at 80 %% on the validation part: %s",
          seconds == null ? "never" : "after " + Figures.fixed(seconds, 1) + " s");
    }
    if (summary.loss() != null) {
      add(
          "loss",
          "min %s  median %s  max %s",
          Figures.compact(summary.loss().min()),
          Figures.compact(summary.loss().median()),
          Figures.compact(summary.loss().max()));
    } else {
      add("loss", "none is finite");
    }
    if (summary.consensus() != null) {
      add("consensus", "rms %s from the mean model", figure(summary.consensus().rms()));
    }
  }

  private void bounds(BoundsSummary bounds, boolean accuracy) {
    if (bounds.centralised() != null) {
      add(
          "centralised",
          "%s  SGD on the pooled data, as many sample gradients",
          accuracy
              ? Figures.percent(bounds.centralised()) + " %"
              : "loss " + Figures.compact(bounds.centralised()));
    }
    if (bounds.isolated() != null) {
      add(
          "alone",
          "%s  the same learners without gossip",
          accuracy
              ? shares(bounds.isolated())
              : "loss min %s  median %s  max %s"
                  .formatted(
                      Figures.compact(bounds.isolated().min()),
                      Figures.compact(bounds.isolated().median()),
                      Figures.compact(bounds.isolated().max())));
    }
  }

  private void updates(RunSummary summary) {
    UpdateSummary updates = summary.updates();
    add(
        "updates",
        "%s by the slowest learner, %s in all, %s per second and learner%s",
        Figures.count(summary.run().updatesPerLearner()),
        Figures.count(updates.total()),
        figure(updates.rate()),
        updates.configuredRate() == null
            ? ""
            : " (configured " + figure(updates.configuredRate()) + ")");
    if (updates.lateMs() != null) {
      add("", "%s", late(updates.lateMs()));
    }
    if (updates.slowest() != null) {
      add(
          "slowest",
          "learner %d: %s updates while the median learner made %s, %s",
          updates.slowest().learner(),
          Figures.count(updates.slowest().updates()),
          Figures.fixed(updates.slowest().medianUpdates(), 0),
          Symptoms.why(updates.slowest()));
    }
  }

  private void gossip(GossipSummary gossip, UpdateSummary updates) {
    add("gossip", "λ %s per second and learner%s", figure(gossip.rate()), asked(gossip));
    if (gossip.required() != null && updates != null) {
      add(
          "",
          "λ/r %s, by the law %s",
          Figures.fixed(gossip.rate() / updates.rate(), 2),
          Figures.fixed(gossip.required() / updates.rate(), 2));
    }
    add(
        "",
        "%s pushes mixed, %s partial, %s lost, %s busy; %s moved",
        Figures.count(gossip.mixed()),
        Figures.count(gossip.partial()),
        Figures.count(gossip.lost()),
        Figures.count(gossip.busy()),
        Figures.bytes(gossip.bytes()));
    if (gossip.isHeldBack()) {
      add(
          "",
          "held back by link or lane for %s %% of the time: λ %s%s",
          Figures.percent(gossip.clamp().share()),
          figure(gossip.clamp().carriedRate()),
          gossip.clamp().predictedStaleness() == null
              ? ""
              : ", which predicts a staleness of "
                  + Figures.fixed(gossip.clamp().predictedStaleness(), 2));
    }
    if (!gossip.dropped().isEmpty()) {
      StringBuilder reasons = new StringBuilder();
      gossip
          .dropped()
          .forEach((reason, n) -> reasons.append("  ").append(reason).append(' ').append(n));
      add("", "frames dropped:%s", reasons);
      if (gossip.dropped().containsKey("unheld")) {
        add("", "faults.delay held more than 64 MiB back in a lane: what did not fit was lost");
      }
    }
    if (gossip.lateMs() != null) {
      add("", "ticks %s", late(gossip.lateMs()));
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
      add("staleness", "not measured: the run was too short");
      return;
    }
    add(
        "staleness",
        "%s%s updates%s%s",
        Figures.fixed(staleness.mean(), 3),
        staleness.se() == null ? "" : " ± " + Figures.fixed(staleness.se(), 3),
        law(staleness),
        staleness.tooShort() == null ? "" : "; too short a run to say much");
    add(
        "",
        "p99 %s, max %s, worst holder %s, learners' own samples %s",
        figure(staleness.p99()),
        figure(staleness.max()),
        figure(staleness.worstHolder()),
        figure(staleness.local()));
    if (staleness.neverHeard() != null && staleness.neverHeard() > 0) {
      add(
          "",
          "%s of the pairs have never heard of each other's updates: coverage %s %%",
          Figures.count(staleness.neverHeard()),
          Figures.percent(staleness.coverage()));
    }
    if (staleness.age() != null) {
      age(staleness.age());
    }
    if (staleness.stalest() != null && staleness.stalest().staleness() != null) {
      add(
          "stalest",
          "learner %d: %s updates, %s",
          staleness.stalest().learner(),
          Figures.fixed(staleness.stalest().staleness(), 2),
          Symptoms.why(staleness.stalest()));
    }
  }

  private void age(InformationAge age) {
    add(
        "",
        "news is %s ms old, %s ms of it on the way%s",
        figure(age.mean()),
        figure(age.travelled()),
        age.law() == null ? "" : " (the law says " + figure(age.law()) + ")");
  }

  private void memory(MemorySummary memory) {
    add(
        "memory",
        "per learner %s%s outside the heap, %s of transport logs",
        memory.heapBytesPerLearner() == null
            ? ""
            : Figures.bytes(Math.round(memory.heapBytesPerLearner())) + " of heap, ",
        Figures.bytes(Math.round(memory.offHeapBytesPerLearner())),
        Figures.bytes(Math.round(memory.logBytesPerLearner())));
  }

  private static String late(LatenessMillis late) {
    return "p50 %s, p99 %s, max %s ms late"
        .formatted(
            Figures.compact(late.p50()), Figures.compact(late.p99()), Figures.compact(late.max()));
  }

  private void lanes(LaneShares lanes) {
    add(
        "lanes",
        "%d: steps %s %%, receiving %s %%, sending %s %%, evaluation %s %%, idle %s %%",
        lanes.count(),
        Figures.percent(lanes.step()),
        Figures.percent(lanes.poll()),
        Figures.percent(lanes.send()),
        Figures.percent(lanes.evaluation()),
        Figures.percent(lanes.idle()));
  }

  private void settling(Settling settling) {
    add(
        "settling",
        "within ±%.0f %% of the target, by means over %s s",
        100 * settling.band(),
        Figures.compact(settling.windowSeconds()));
    for (Settling.Change change : settling.changes()) {
      add(
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

  private void divergence(DivergenceSummary divergence, int learners) {
    add(
        "diverged",
        "%s of %s at the end, %s in all",
        Figures.learners(divergence.learners()),
        Figures.count(learners),
        divergence.times() == 1 ? "once" : Figures.count(divergence.times()) + " times");
  }

  private void checkpoints(CheckpointSummary checkpoints) {
    add(
        "checkpoints",
        "%s taken, of %s bytes and %s µs of lane time each; %s skipped, %s refused by the disk",
        Figures.count(checkpoints.saved()),
        checkpoints.bytes() == null ? "–" : Figures.count(Math.round(checkpoints.bytes())),
        checkpoints.laneMicros() == null ? "–" : Figures.fixed(checkpoints.laneMicros(), 0),
        Figures.count(checkpoints.skipped()),
        Figures.count(checkpoints.failed()));
  }

  private void resumed(ResumeSummary resumed) {
    add(
        "resumed",
        "%s, last at %s s: %s from checkpoints, %s from a push; %s updates lost",
        resumed.times() == 1 ? "once" : Figures.count(resumed.times()) + " times",
        Figures.fixed(resumed.atSeconds(), 1),
        Figures.learners(resumed.fromCheckpoint()),
        Figures.count(resumed.fromPush()),
        Figures.count(resumed.updatesLost()));
  }

  private void departure(DepartureSummary gone) {
    add(
        "departed",
        "node %s %s: noticed after %s s, decided after %s s more, its %s live again %s s later",
        gone.node(),
        gone.cause().equals("lost") ? "was lost" : gone.cause(),
        Figures.fixed(gone.detectionSeconds(), 1),
        Figures.fixed(gone.decisionSeconds(), 1),
        Figures.learners(gone.learners()),
        Figures.fixed(gone.recoverySeconds(), 1));
    add(
        "",
        "%s of them from a checkpoint, %s from the next push",
        Figures.count(gone.fromCheckpoint()),
        Figures.count(gone.fromPush()));
  }

  private void churn(ChurnSummary churn) {
    add(
        "churn",
        "%s went; came back: %s from a checkpoint, %s from a push, %s with nothing; %s updates lost",
        Figures.count(churn.departures()),
        Figures.count(churn.fromCheckpoint()),
        Figures.count(churn.fromPush()),
        Figures.count(churn.anew()),
        Figures.count(churn.updatesLost()));
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

  private static String shares(Spread spread) {
    return "worst %s %%  median %s %%  best %s %%"
        .formatted(
            Figures.percent(spread.min()),
            Figures.percent(spread.median()),
            Figures.percent(spread.max()));
  }

  private static String figure(Double value) {
    return value == null ? UNKNOWN : Figures.compact(value);
  }

  private void add(String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-12s", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
