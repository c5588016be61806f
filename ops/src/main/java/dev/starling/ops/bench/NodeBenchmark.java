package dev.starling.ops.bench;

import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What it costs that learners are sharded actors on a lane, in time and in memory. */
final class NodeBenchmark implements Benchmark {
  private static final int LEARNERS = 4;
  private static final double HARMONIC = 1 + 1 / 2.0 + 1 / 3.0;

  @Override
  public String name() {
    return "node";
  }

  @Override
  public String title() {
    return LEARNERS + " sharded learners on one lane at λ = r·H(n−1), MLP of 196-100-10, batch 32";
  }

  @Override
  public List<Contest> contests(Pace pace) {
    RunDescription run = describe(pace.size(100, 4));
    return List.of(
        new Contest(
            "SGD and gossip",
            "steps/s",
            () ->
                List.of(
                    node(run, done -> done.steps() / done.seconds()),
                    new BareTraining(run, HARMONIC)),
            new Target.ShareOf(BareTraining.NAME, 0.9),
            "the steps and mixes themselves; beside them clocks, frames, a mailbox per step"),
        new Contest(
            "heap allocated by the lanes",
            "bytes/update",
            () -> List.of(node(run, done -> (double) done.laneBytes() / done.updates())),
            new Target.None(),
            "the actors' mailbox, one message per mini-batch: frames allocate nothing"),
        new Contest(
            "heap allocated by all threads",
            "bytes/update",
            () -> List.of(node(run, done -> (double) done.allBytes() / done.updates())),
            new Target.AtMost(200),
            "the same mailbox"));
  }

  private static Contender node(RunDescription run, ToDoubleFunction<NodeRun.Done> figure) {
    return new Contender() {
      private String note = "";

      @Override
      public String name() {
        return STARLING;
      }

      @Override
      public double measure(double seconds) {
        try (NodeRun node = NodeRun.start(run, 1)) {
          NodeRun.Done done = node.during(seconds);
          note = String.format(Locale.ROOT, "%.2f pushes per step", pushesPerStep(done));
          return figure.applyAsDouble(done);
        }
      }

      @Override
      public String note() {
        return note;
      }
    };
  }

  private static double pushesPerStep(NodeRun.Done done) {
    return (double) done.pushes() / done.steps();
  }

  /**
   * Without feedback, which would push more often than the law says and than the bare loop does.
   */
  private static RunDescription describe(int hidden) {
    return RunConfig.load(
            Optional.empty(),
            List.of(
                "run.learners=" + LEARNERS,
                "data.split=iid",
                "run.model=mlp:" + hidden,
                "steps.batch=32",
                "gossip.feedback=false",
                "run.updates=0",
                "run.seconds=36000",
                "measuring.evaluation=3600s"))
        .describe("bench");
  }
}
