package dev.starling.ops;

import static dev.starling.ops.SummaryLines.figure;
import static dev.starling.ops.SummaryLines.late;

import dev.starling.sim.report.Symptoms;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.CheckpointSummary;
import dev.starling.sim.summary.ChurnSummary;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.LaneShares;
import dev.starling.sim.summary.MemorySummary;
import dev.starling.sim.summary.ResumeSummary;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Spread;
import dev.starling.sim.summary.UpdateSummary;

/** A run's summary as a small table for a terminal. Used by one thread. */
final class SummaryText {
  private final SummaryLines lines = new SummaryLines();

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
    GossipText.add(summary, table.lines);
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
    AttendanceText.add(summary, table.lines);
    return table.lines.text();
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

  private static String shares(Spread spread) {
    return "worst %s %%  median %s %%  best %s %%"
        .formatted(
            Figures.percent(spread.min()),
            Figures.percent(spread.median()),
            Figures.percent(spread.max()));
  }

  private void add(String name, String format, Object... values) {
    lines.add(name, format, values);
  }
}
