package dev.starling.sim.report;

import dev.starling.sim.report.MetricsRow.Gossip;
import dev.starling.sim.report.MetricsRow.Memory;
import dev.starling.sim.report.MetricsRow.Staleness;
import dev.starling.sim.report.MetricsRow.Updates;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.Spread;
import java.util.function.Function;

/**
 * The columns of {@code metrics.csv}, in their order: name, unit, meaning, and where a row keeps
 * the number. The column dictionary is written from this list, so that it cannot differ from the
 * file.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions below hold no state
enum MetricsColumn {
  SECONDS("seconds", "s", "run time of the sample", MetricsRow::seconds),
  UPDATES_MEAN(
      "updatesMean", "updates", "updates per learner, mean over learners", updates(Updates::mean)),
  UPDATES_MIN("updatesMin", "updates", "updates of the slowest learner", updates(Updates::min)),
  UPDATES_MAX("updatesMax", "updates", "updates of the fastest learner", updates(Updates::max)),
  UPDATE_RATE(
      "updateRate",
      "updates/s",
      "updates per second of one learner since the last row, mean",
      updates(Updates::rate)),
  LATE_MS_P99(
      "lateMsP99",
      "ms",
      "how late updates end on a paced clock, 99th percentile",
      updates(Updates::lateMsP99)),
  SLOWEST_LEARNER(
      "slowestLearner",
      "learner",
      "the learner with the fewest updates",
      updates(Updates::slowest)),
  ACCURACY_MIN(
      "accuracyMin",
      "share",
      "validation accuracy of the worst learner",
      spread(MetricsRow::accuracy, Spread::min)),
  ACCURACY_MEDIAN(
      "accuracyMedian",
      "share",
      "validation accuracy, median over learners",
      spread(MetricsRow::accuracy, Spread::median)),
  ACCURACY_MAX(
      "accuracyMax",
      "share",
      "validation accuracy of the best learner",
      spread(MetricsRow::accuracy, Spread::max)),
  LOSS_MIN(
      "lossMin",
      "loss",
      "validation loss of the best learner",
      spread(MetricsRow::loss, Spread::min)),
  LOSS_MEDIAN(
      "lossMedian",
      "loss",
      "validation loss, median over learners",
      spread(MetricsRow::loss, Spread::median)),
  LOSS_MAX(
      "lossMax",
      "loss",
      "validation loss of the worst learner",
      spread(MetricsRow::loss, Spread::max)),
  CONSENSUS_RMS(
      "consensusRms",
      "parameter",
      "root mean square distance of the learners' parameters to the mean model",
      MetricsRow::consensusRms),
  STALENESS_MEAN(
      "stalenessMean",
      "updates",
      "exact staleness, mean over ordered pairs of learners",
      staleness(Staleness::mean)),
  STALENESS_P99(
      "stalenessP99",
      "updates",
      "exact staleness, 99th percentile over pairs",
      staleness(Staleness::p99)),
  STALENESS_MAX(
      "stalenessMax", "updates", "exact staleness, largest over pairs", staleness(Staleness::max)),
  STALENESS_LOCAL(
      "stalenessLocal",
      "updates",
      "mean of the learners' own samples since the last row",
      staleness(Staleness::local)),
  STALENESS_LAW(
      "stalenessLaw",
      "updates",
      "what the law r H(n-1) / lambda gives for the achieved rates",
      staleness(Staleness::law)),
  STALENESS_RECENT(
      "stalenessRecent",
      "updates",
      "exact staleness, mean over pairs and over the grid since the last row",
      staleness(Staleness::recent)),
  PAIRS_NEVER_HEARD(
      "pairsNeverHeard",
      "pairs",
      "pairs whose holder has never heard of the origin; they count with all of its updates",
      staleness(Staleness::neverHeard)),
  INFORMATION_AGE(
      "informationAgeMs",
      "ms",
      "age of the newest update that a holder knows, mean over pairs that have heard",
      staleness(Staleness::ageMs)),
  STALEST_LEARNER(
      "stalestLearner",
      "learner",
      "the learner that is stalest as a holder, since the burn-in",
      staleness(Staleness::stalest)),
  STALEST_MEAN(
      "stalestMean",
      "updates",
      "mean exact staleness of that learner since the burn-in",
      staleness(Staleness::stalestMean)),
  GOSSIP_RATE(
      "gossipRate",
      "pushes/s",
      "lambda achieved: pushes mixed whole per second of one learner",
      gossip(Gossip::rate)),
  GOSSIP_REQUIRED(
      "gossipRequired",
      "pushes/s",
      "lambda that the law asks for the staleness target",
      gossip(Gossip::required)),
  GOSSIP_BYTES(
      "gossipBytes", "bytes", "bytes moved by pushes since the start", gossip(Gossip::bytes)),
  PUSHES_SENT("pushesSent", "pushes", "pushes sent whole since the start", gossip(Gossip::sent)),
  PUSHES_MIXED(
      "pushesMixed", "pushes", "pushes mixed whole since the start", gossip(Gossip::mixed)),
  PUSHES_PARTIAL(
      "pushesPartial",
      "pushes",
      "pushes that lack frames, since the start",
      gossip(Gossip::partial)),
  PUSHES_LOST(
      "pushesLost",
      "pushes",
      "pushes of which no frame arrived, since the start",
      gossip(Gossip::lost)),
  PUSHES_BUSY(
      "pushesBusy",
      "ticks",
      "gossip ticks skipped while the last push was being sent, since the start",
      gossip(Gossip::busy)),
  FRAMES_DROPPED(
      "framesDropped", "frames", "frames dropped since the start", gossip(Gossip::dropped)),
  TICK_LATE_MS_P99(
      "gossipLateMsP99",
      "ms",
      "how late gossip ticks run, 99th percentile",
      gossip(Gossip::lateMsP99)),
  CLAMPED_SHARE(
      "clampedShare",
      "share",
      "share of the learners whose pushes link or lane hold back now",
      clamp(Clamp::share)),
  CARRIED_RATE(
      "carriedRate",
      "pushes/s",
      "lambda that link and lane carry now, mean over learners",
      clamp(Clamp::carriedRate)),
  PREDICTED_STALENESS(
      "predictedStaleness",
      "updates",
      "staleness that the carried rate will give, as the learners predict it",
      clamp(Clamp::predictedStaleness)),
  LANE_BUSY_MIN(
      "laneBusyMin",
      "share",
      "share of its time that the idlest lane works",
      spread(MetricsRow::laneBusy, Spread::min)),
  LANE_BUSY_MEDIAN(
      "laneBusyMedian",
      "share",
      "share of its time that a lane works, median over lanes",
      spread(MetricsRow::laneBusy, Spread::median)),
  LANE_BUSY_MAX(
      "laneBusyMax",
      "share",
      "share of its time that the busiest lane works",
      spread(MetricsRow::laneBusy, Spread::max)),
  HEAP_MEGABYTES(
      "heapMegabytes",
      "1e6 bytes",
      "heap in use by the JVM that wrote the row, garbage included",
      memory(Memory::heapMegabytes)),
  RESIDENT_MEGABYTES(
      "residentMegabytes",
      "1e6 bytes",
      "resident memory of that process, parameters and mapped logs included",
      memory(Memory::residentMegabytes));

  private final String title;
  private final String unit;
  private final String meaning;
  private final Function<MetricsRow, Number> value;

  MetricsColumn(String title, String unit, String meaning, Function<MetricsRow, Number> value) {
    this.title = title;
    this.unit = unit;
    this.meaning = meaning;
    this.value = value;
  }

  /** The word in the head line. */
  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  /** A few words without a quotation mark. */
  String meaning() {
    return meaning;
  }

  /** The cell of a row; null when it is empty. */
  Number of(MetricsRow row) {
    return value.apply(row);
  }

  private static Function<MetricsRow, Number> updates(Function<Updates, Number> field) {
    return row -> field.apply(row.updates());
  }

  private static Function<MetricsRow, Number> staleness(Function<Staleness, Number> field) {
    return row -> row.staleness() == null ? null : field.apply(row.staleness());
  }

  private static Function<MetricsRow, Number> gossip(Function<Gossip, Number> field) {
    return row -> row.gossip() == null ? null : field.apply(row.gossip());
  }

  private static Function<MetricsRow, Number> memory(Function<Memory, Number> field) {
    return row -> row.memory() == null ? null : field.apply(row.memory());
  }

  private static Function<MetricsRow, Number> clamp(Function<Clamp, Number> field) {
    return gossip(gossip -> gossip.clamp() == null ? null : field.apply(gossip.clamp()));
  }

  private static Function<MetricsRow, Number> spread(
      Function<MetricsRow, Spread> section, Function<Spread, Number> field) {
    return row -> section.apply(row) == null ? null : field.apply(section.apply(row));
  }
}
