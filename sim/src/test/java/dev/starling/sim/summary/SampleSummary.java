package dev.starling.sim.summary;

import java.util.Map;

/** The result of a run as the defaults would leave it, made up. */
public final class SampleSummary {
  private SampleSummary() {}

  /** Of 16 learners. */
  public static RunSummary whole() {
    RunIdentity run =
        new RunIdentity(
            "20261120-064512-7",
            7,
            "0.1.0",
            "cluster",
            16,
            1,
            24,
            2000,
            "updates",
            "fashion-mini",
            "mlp:64",
            "dirichlet:0.1",
            "natural");
    return RunSummary.builder(run)
        .accuracy(new AccuracySummary(0.845, 0.852, 0.860, 6.4))
        .loss(new Spread(0.412, 0.433, 0.461))
        .consensus(new ConsensusSummary(0.0021))
        .bounds(BoundsSummary.of(true, 0.857, new Spread(0.176, 0.341, 0.521)))
        .updates(new UpdateSummary(32_048, 83.4, null, null, null, null))
        .gossip(gossip(276.1, null))
        .staleness(
            new MeasuredStaleness(
                1.004, 0.006, 1.0, 5.0, 14.0, 3.31, 1.002, false, 1.0, 1.0, 23.2, 0.997, null, null,
                null, null))
        .build();
  }

  /** A learner whose node was lost, and which went on with a model of that accuracy. */
  public static ReturnedLearner returned(int learner, double accuracyAfter) {
    return new ReturnedLearner(
        learner, "lost", "b", "c", 9.0, 1.3, 0, 70, 1, 70, "push", 5, 0.82, 0.9, accuracyAfter);
  }

  /**
   * The gossip of such a run.
   *
   * @param rate achieved
   * @param clamp null when nothing held it back
   */
  public static GossipSummary gossip(double rate, Clamp clamp) {
    return new GossipSummary(
        rate,
        null,
        276.7,
        106_240,
        106_198,
        31,
        11,
        204,
        Map.of("moved", 3L, "evicted", 28L),
        5_736_960_000L,
        null,
        clamp);
  }
}
