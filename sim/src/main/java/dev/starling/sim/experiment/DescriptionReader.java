package dev.starling.sim.experiment;

import dev.starling.data.NearestName;
import dev.starling.data.Partitioners;
import dev.starling.learning.CapacitySettings;
import dev.starling.model.Models;
import dev.starling.run.Checkpoints;
import dev.starling.run.ChurnEvent;
import dev.starling.run.ChurnPlan;
import dev.starling.run.DataPlacement;
import dev.starling.run.RunDescription;
import dev.starling.topology.Topologies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the description of a run from its settings, key by key. */
final class DescriptionReader {
  private static final String ACCURACY = "accuracy:";
  private static final int MANY = Integer.MAX_VALUE;

  private final Settings settings;

  DescriptionReader(Settings settings) {
    this.settings = settings;
  }

  RunDescription read(String runId) {
    return settings.checked(
        () ->
            new RunDescription(
                runId,
                settings.whole("run.seed"),
                settings.wholeWithin("run.learners", 1, MANY),
                data(),
                settings.text("run.model"),
                settings.text("run.topology"),
                settings.choice("run.init", "common", "own").equals("common"),
                limits(),
                steps(),
                clock(),
                gossip(),
                new RunDescription.Versions(
                    settings.wholeWithin("versions.full-up-to", 1, MANY),
                    settings.wholeWithin("versions.tracked", 1, MANY)),
                new RunDescription.Divergence(
                    settings.number("divergence.parameter-bound"),
                    settings
                        .choice("divergence.recovery", "restart", "stay-out")
                        .equals("restart")),
                new RunDescription.Measuring(
                    settings.seconds("measuring.evaluation"),
                    settings.seconds("measuring.grid"),
                    settings.seconds("measuring.window")),
                faults(),
                churn(),
                new Checkpoints(
                    settings.text("checkpoint.dir"), settings.seconds("checkpoint.interval"))));
  }

  /** The package of topologies knows no other, and so cannot guess what was meant. */
  private static void requireTopology(String spec) {
    String kind = spec.split(":", 2)[0];
    if (!Topologies.kinds().contains(kind)) {
      throw new IllegalArgumentException(
          "there is no topology '%s'%s; choose %s"
              .formatted(
                  spec,
                  NearestName.question(kind, Topologies.kinds()),
                  "complete, ring, random-regular:K or edges:FILE"));
    }
  }

  /**
   * Refuses early what the parts of a run would refuse later, so that the message tells the place.
   */
  void requireUsable(RunDescription run) {
    settings.checked("run.model", () -> Models.parse(run.model()));
    settings.checked("data.split", () -> Partitioners.parse(run.data().split()));
    settings.checked(
        "run.topology",
        () -> {
          requireTopology(run.topology());
          return Topologies.parse(run.topology(), run.learners(), run.seed());
        });
    settings.checked(
        "gossip.feedback-gain",
        () ->
            new CapacitySettings.Law(
                run.gossip().stalenessTarget(),
                run.gossip().feedback(),
                run.gossip().feedbackGain()));
  }

  private RunDescription.Data data() {
    boolean isLocal = settings.choice("data.placement", "shared", "local").equals("local");
    return new RunDescription.Data(
        settings.text("data.source"),
        settings.text("data.split"),
        isLocal ? DataPlacement.LOCAL : DataPlacement.SHARED);
  }

  private RunDescription.Limits limits() {
    return new RunDescription.Limits(
        settings.whole("run.updates"), settings.number("run.seconds"), untilAccuracy());
  }

  private double untilAccuracy() {
    String text = settings.text("run.until");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      double accuracy =
          text.startsWith(ACCURACY) ? Double.parseDouble(text.substring(ACCURACY.length())) : 0;
      if (accuracy > 0 && accuracy <= 1) {
        return accuracy;
      }
    } catch (NumberFormatException e) {
      throw untilRefused();
    }
    throw untilRefused();
  }

  private RunConfigException untilRefused() {
    return settings.refused(
        "run.until", "must be accuracy:SHARE with a share in (0, 1], such as accuracy:0.85");
  }

  private RunDescription.Steps steps() {
    return new RunDescription.Steps(
        settings.wholeWithin("steps.tau", 1, MANY),
        settings.wholeWithin("steps.batch", 1, MANY),
        settings.number("steps.size"),
        settings.text("steps.schedule"),
        settings.number("steps.momentum"),
        settings.number("steps.weight-decay"),
        settings.flag("steps.atomic"),
        settings.choice("steps.objective", "pooled", "per-learner").equals("pooled"));
  }

  private RunDescription.Clock clock() {
    return new RunDescription.Clock(
        settings.text("clock.kind"),
        settings.number("clock.update-rate"),
        settings.seconds("clock.compute-delay"),
        settings.numbers("clock.speeds"));
  }

  private RunDescription.Gossip gossip() {
    return new RunDescription.Gossip(
        settings.text("gossip.protocol"),
        settings.text("gossip.capacity"),
        settings.number("gossip.rate"),
        settings.number("gossip.staleness-target"),
        settings.flag("gossip.feedback"),
        settings.number("gossip.feedback-gain"),
        settings.text("gossip.mixing"),
        settings.number("gossip.weight"));
  }

  /** The events of the key and those of the file. */
  private ChurnPlan churn() {
    int learners = settings.wholeWithin("run.learners", 1, MANY);
    List<ChurnEvent> events =
        new ArrayList<>(
            settings.checked(
                "churn.events", () -> ChurnTrace.ofKey(settings.text("churn.events"), learners)));
    String trace = settings.text("churn.trace");
    if (!trace.isEmpty()) {
      events.addAll(
          settings.checked("churn.trace", () -> ChurnTrace.ofFile(Path.of(trace), learners)));
    }
    return new ChurnPlan(events, settings.seconds("churn.detection"));
  }

  private RunDescription.Faults faults() {
    RunDescription.Faults faults =
        new RunDescription.Faults(
            settings.number("faults.loss"),
            settings.text("faults.delay"),
            settings.number("faults.duplication"),
            settings.text("faults.links"),
            settings.number("faults.egress"));
    if (!settings.flag("faults.enabled")) {
      requireOff("faults.loss", faults.loss() == 0, "loses pushes");
      requireOff("faults.delay", faults.delayOfPush().isNone(), "holds pushes back");
      requireOff("faults.duplication", faults.duplication() == 0, "doubles pushes");
      requireOff("faults.egress", faults.egressBytesPerSecond() == 0, "slows a node's link");
    }
    return faults;
  }

  private void requireOff(String key, boolean isOff, String whatItDoes) {
    if (!isOff) {
      throw settings.refused(
          key,
          whatItDoes
              + " on purpose, for tests and experiments only; set faults.enabled = true if that is"
              + " meant");
    }
  }
}
