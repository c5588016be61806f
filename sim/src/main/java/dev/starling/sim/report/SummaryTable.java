package dev.starling.sim.report;

import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.CheckpointSummary;
import dev.starling.sim.summary.ChurnSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.InformationAge;
import dev.starling.sim.summary.LaneShares;
import dev.starling.sim.summary.LastLearner;
import dev.starling.sim.summary.LatenessMillis;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.MemorySummary;
import dev.starling.sim.summary.ResumeSummary;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Settling;
import dev.starling.sim.summary.Spread;
import dev.starling.sim.summary.UpdateSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * A summary as rows of key, value and meaning; what is absent has no row. The keys are those of
 * {@code summary.json}. Used by one thread.
 */
final class SummaryTable {
  /** One line: the key, the value as people read it, what it is. */
  record Row(String key, String value, String meaning) {}

  private final List<Row> rows = new ArrayList<>();

  private SummaryTable() {}

  static List<Row> of(RunSummary summary) {
    SummaryTable table = new SummaryTable();
    table.run(summary.run());
    table.scores(summary);
    if (summary.bounds() != null) {
      table.bounds(summary.bounds(), summary.bounds().areAccuracies(summary.accuracy()));
    }
    if (summary.updates() != null) {
      table.updates(summary.updates());
    }
    if (summary.gossip() != null) {
      table.gossip(summary.gossip());
    }
    if (summary.divergence() != null) {
      table.divergence(summary.divergence());
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
    if (summary.lanes() != null) {
      table.lanes(summary.lanes());
    }
    return table.rows;
  }

  static List<Row> ofStaleness(MeasuredStaleness staleness) {
    SummaryTable table = new SummaryTable();
    table.staleness(staleness);
    return table.rows;
  }

  static List<Row> ofSettling(Settling settling) {
    SummaryTable table = new SummaryTable();
    for (Settling.Change change : settling.changes()) {
      table.add(
          Numbers.fixed(change.atSeconds(), 1) + " s",
          change.settlingSeconds() == null
              ? "not again"
              : Numbers.fixed(change.settlingSeconds(), 1) + " s",
          "%s; at most %s over and %s under the target"
              .formatted(
                  change.event(),
                  Numbers.percent(change.overshoot()),
                  Numbers.percent(change.undershoot())));
    }
    return table.rows;
  }

  private void run(RunIdentity run) {
    add("run.id", run.id(), "name of the run directory");
    add(
        "run.host",
        "virtual".equals(run.host()) ? "virtual time" : run.host(),
        "what drove the learners");
    add(
        "run.learners",
        Numbers.count(run.learners()),
        "on " + run.nodes() + (run.nodes() == 1 ? " node" : " nodes"));
    add("run.data", run.data(), "training data");
    add("run.split", run.split(), "how the learners share it");
    add("run.model", run.model(), "what each learner trains");
    add("run.clock", run.clock(), "when updates start");
    add("run.seconds", Numbers.fixed(run.seconds(), 1) + " s", "ended by: " + run.exit());
    add(
        "run.updatesPerLearner",
        Numbers.count(run.updatesPerLearner()),
        "updates of the slowest learner");
  }

  private void scores(RunSummary summary) {
    if (summary.accuracy() != null) {
      Spread accuracy = summary.accuracy().spread();
      add("accuracy", percents(accuracy), "test part: worst, median, best learner");
      add(
          "accuracy.worstSecondsTo80",
          summary.accuracy().worstSecondsTo80() == null
              ? "never"
              : Numbers.fixed(summary.accuracy().worstSecondsTo80(), 1) + " s",
          "until the worst learner had 80 % of the validation part");
    }
    if (summary.loss() != null) {
      add("loss", compacts(summary.loss()), "test part: smallest, median, largest");
    }
    if (summary.consensus() != null) {
      add("consensus.rms", summary.consensus().rms(), "rms distance of the models to their mean");
    }
  }

  private void bounds(BoundsSummary bounds, boolean accuracy) {
    if (bounds.centralised() != null) {
      add(
          "bounds.centralised",
          accuracy ? Numbers.percent(bounds.centralised()) : Numbers.compact(bounds.centralised()),
          "SGD on the pooled data with as many sample gradients");
    }
    if (bounds.isolated() != null) {
      add(
          "bounds.isolated",
          accuracy ? percents(bounds.isolated()) : compacts(bounds.isolated()),
          "the same learners without a push: smallest, median, largest");
    }
  }

  private void updates(UpdateSummary updates) {
    add("updates.total", Numbers.count(updates.total()), "of all learners");
    add("updates.rate", updates.rate(), "per second of one learner");
    add("updates.configuredRate", updates.configuredRate(), "asked for");
    if (updates.lateMs() == null) {
      add("updates.lateMsP99", updates.lateMsP99(), "ms that updates end late, 99th percentile");
    }
    lateness("updates.lateMs", updates.lateMs(), "that updates end late");
    last("updates.slowest", updates.slowest());
  }

  private void gossip(GossipSummary gossip) {
    add("gossip.rate", gossip.rate(), "λ achieved: pushes mixed whole per second of one learner");
    add("gossip.configuredRate", gossip.configuredRate(), "λ asked for");
    add("gossip.required", gossip.required(), "λ that the law asks for the target");
    if (gossip.clamp() != null) {
      clamp(gossip.clamp());
    }
    add("gossip.sent", Numbers.count(gossip.sent()), "pushes sent whole");
    add("gossip.mixed", Numbers.count(gossip.mixed()), "pushes mixed whole");
    add("gossip.partial", Numbers.count(gossip.partial()), "pushes that lack frames");
    add("gossip.lost", Numbers.count(gossip.lost()), "pushes of which no frame arrived");
    add("gossip.busy", Numbers.count(gossip.busy()), "ticks skipped while a push was being sent");
    gossip
        .dropped()
        .forEach(
            (reason, frames) ->
                add("gossip.dropped." + reason, Numbers.count(frames), "frames dropped"));
    add("gossip.bytes", Numbers.bytes(gossip.bytes()), "moved by pushes, versions included");
    lateness("gossip.lateMs", gossip.lateMs(), "that gossip ticks run late");
  }

  private void clamp(Clamp clamp) {
    add(
        "gossip.clamp.share",
        Numbers.percent(clamp.share()),
        "of the learners' time in which link or lane held pushes back");
    add("gossip.clamp.carriedRate", clamp.carriedRate(), "λ that link and lane carry");
    add(
        "gossip.clamp.predictedStaleness",
        clamp.predictedStaleness(),
        "what the learners said that this would give");
  }

  private void lanes(LaneShares lanes) {
    add(
        "lanes",
        Numbers.count(lanes.count()),
        "steps %s, receiving %s, sending %s, evaluation %s, idle %s"
            .formatted(
                Numbers.percent(lanes.step()),
                Numbers.percent(lanes.poll()),
                Numbers.percent(lanes.send()),
                Numbers.percent(lanes.evaluation()),
                Numbers.percent(lanes.idle())));
  }

  private void divergence(DivergenceSummary divergence) {
    add("divergence.learners", Numbers.count(divergence.learners()), "that ended diverged");
    add("divergence.times", Numbers.count(divergence.times()), "that a model diverged");
  }

  private void checkpoints(CheckpointSummary checkpoints) {
    add("checkpoints.saved", Numbers.count(checkpoints.saved()), "taken for the disk");
    add("checkpoints.skipped", Numbers.count(checkpoints.skipped()), "due while the disk was busy");
    add("checkpoints.failed", Numbers.count(checkpoints.failed()), "refused by the disk");
  }

  private void resumed(ResumeSummary resumed) {
    add("resumed.times", Numbers.count(resumed.times()), "that the run went on after a stop");
    add("resumed.fromCheckpoint", Numbers.count(resumed.fromCheckpoint()), "learners, last time");
    add("resumed.fromPush", Numbers.count(resumed.fromPush()), "learners without a checkpoint");
    add("resumed.updatesLost", Numbers.count(resumed.updatesLost()), "in no checkpoint");
  }

  private void churn(ChurnSummary churn) {
    add("churn.departures", Numbers.count(churn.departures()), "crashes and leaves");
    add("churn.fromCheckpoint", Numbers.count(churn.fromCheckpoint()), "went on from one");
    add("churn.fromPush", Numbers.count(churn.fromPush()), "took over a pushed model");
    add("churn.anew", Numbers.count(churn.anew()), "came back with nothing");
    add("churn.updatesLost", Numbers.count(churn.updatesLost()), "in models that are gone");
  }

  private void staleness(MeasuredStaleness staleness) {
    add("mean", plusMinus(staleness), "over ordered pairs and time, ± standard error");
    add(
        "law",
        staleness.law(),
        Boolean.TRUE.equals(staleness.lawIsBound())
            ? "r·H(n−1)/λ for the achieved rates, an upper bound here"
            : "r·H(n−1)/λ for the achieved rates");
    if (staleness.law() != null && staleness.mean() != null && staleness.law() > 0) {
      add(
          "mean / law",
          Numbers.fixed(staleness.mean() / staleness.law(), 3),
          "1 is what theory says");
    }
    add("target", staleness.target(), "asked for");
    add("local", staleness.local(), "what the learners themselves saw");
    add("p50", whole(staleness.p50()), "median");
    add("p99", whole(staleness.p99()), "99th percentile");
    add("max", whole(staleness.max()), "largest ever");
    add("worstHolder", staleness.worstHolder(), "time mean of the largest over holders");
    if (staleness.coverage() != null) {
      add(
          "coverage",
          Numbers.percent(staleness.coverage()),
          "pairs where the holder has heard of the origin");
    }
    if (staleness.neverHeard() != null && staleness.neverHeard() > 0) {
      add(
          "neverHeard",
          Numbers.count(staleness.neverHeard()),
          "pairs that lack any version: they count with all updates of the origin");
    }
    if (staleness.age() != null) {
      age(staleness.age());
    }
    last("stalest", staleness.stalest());
    if (staleness.windowSeconds() != null) {
      add(
          "window",
          Numbers.fixed(staleness.windowSeconds(), 1) + " s",
          "measured, after the burn-in");
    }
  }

  private void age(InformationAge age) {
    add("age.mean", age.mean(), "ms since the newest update was made that a holder knows");
    add("age.travelled", age.travelled(), "ms of it on the way from origin to holder");
    add("age.law", age.law(), "ms: H(n−1)/λ, what theory says of that way");
    add(
        "age.p99",
        age.p99(),
        "ms, 99th percentile; known to some " + Numbers.compact(age.resolution()) + " ms");
  }

  private void last(String key, LastLearner last) {
    if (last != null) {
      String updates =
          "%s updates, the median learner %s"
              .formatted(Numbers.count(last.updates()), Numbers.fixed(last.medianUpdates(), 0));
      add(
          key,
          "learner " + last.learner(),
          (last.staleness() == null
                  ? ""
                  : Numbers.fixed(last.staleness(), 2) + " updates stale as a holder; ")
              + updates
              + "; "
              + Symptoms.why(last));
    }
  }

  private void lateness(String key, LatenessMillis late, String what) {
    if (late != null) {
      add(
          key,
          "%s · %s · %s"
              .formatted(
                  Numbers.compact(late.p50()),
                  Numbers.compact(late.p99()),
                  Numbers.compact(late.max())),
          "ms " + what + ": median, 99th percentile, largest");
    }
  }

  private void memory(MemorySummary memory) {
    if (memory.heapBytesPerLearner() != null) {
      add(
          "memory.heapBytesPerLearner",
          Numbers.bytes(Math.round(memory.heapBytesPerLearner())),
          "of the Java heap, " + Numbers.bytes(memory.heapBytes()) + " in all");
    }
    add(
        "memory.offHeapBytesPerLearner",
        Numbers.bytes(Math.round(memory.offHeapBytesPerLearner())),
        "of parameters outside it, " + Numbers.bytes(memory.offHeapBytes()) + " in all");
    add(
        "memory.logBytesPerLearner",
        Numbers.bytes(Math.round(memory.logBytesPerLearner())),
        "of the transport's logs, " + Numbers.bytes(memory.logBytes()) + " in all");
  }

  private static String plusMinus(MeasuredStaleness staleness) {
    return staleness.mean() == null
        ? null
        : Numbers.fixed(staleness.mean(), 3)
            + (staleness.se() == null ? "" : " ± " + Numbers.fixed(staleness.se(), 3));
  }

  /** A quantile of whole numbers is whole, or half way between two. */
  private static String whole(Double value) {
    return value == null ? null : Numbers.fixed(value, value == Math.rint(value) ? 0 : 1);
  }

  static String percents(Spread spread) {
    return "%s · %s · %s"
        .formatted(
            Numbers.percent(spread.min()),
            Numbers.percent(spread.median()),
            Numbers.percent(spread.max()));
  }

  static String compacts(Spread spread) {
    return "%s · %s · %s"
        .formatted(
            Numbers.compact(spread.min()),
            Numbers.compact(spread.median()),
            Numbers.compact(spread.max()));
  }

  private void add(String key, Double value, String meaning) {
    if (value != null) {
      add(key, Numbers.compact(value), meaning);
    }
  }

  private void add(String key, String value, String meaning) {
    if (value != null) {
      rows.add(new Row(key, value, meaning));
    }
  }
}
