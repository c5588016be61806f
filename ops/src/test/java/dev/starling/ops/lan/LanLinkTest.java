package dev.starling.ops.lan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.StalenessLaw;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SummaryJson;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three machines whose links carry half of the gossip that the law asks for. */
class LanLinkTest {
  private static final int NODES = 3;
  private static final int LEARNERS = 12;
  private static final double UPDATE_RATE = 10;

  /** What a push of an MLP 196-64-10 takes on the wire: 13,258 floats, versions and headers. */
  private static final int PUSH_BYTES = 56_000;

  @TempDir private Path folder;

  @Test
  void shouldTellTheStalenessThatASlowLinkLetsItKeep() {
    try (Lan lan = Lan.of(NODES + 1, "a run over links that carry half of what the law asks for");
        LanCluster cluster = new LanCluster(lan, NODES + 1, folder)) {
      cluster.startUpTo(NODES);
      cluster.awaitAllKnown();
      for (int machine = 1; machine <= NODES; machine++) {
        lan.limitEgress(machine, (long) (0.5 * bytesPerSecondByTheLaw()), 100);
      }
      LanRun run =
          cluster.train(
              1,
              ("--learners "
                      + LEARNERS
                      + " --model mlp:64 --split iid --clock paced --update-rate "
                      + UPDATE_RATE
                      + " --seconds 30")
                  .split(" "));
      RunSummary summary = run.awaitEnd(120);

      String told = cluster + "\n" + SummaryJson.write(summary);
      assertThat(run.printed()).as(told).containsPattern("clamped.* to .*: S≈");
      assertThat(run.printed()).as(told).contains("held back by link or lane for");
      assertThat(run.printed())
          .as(told)
          .containsPattern("news is .* ms old, .* ms of it on the way");
      assertThat(summary.gossip().clamp().share()).as(told).isGreaterThan(0.8);
      assertThat(summary.gossip().rate())
          .as(told)
          .isBetween(0.35 * summary.gossip().required(), 0.65 * summary.gossip().required());
      assertThat(summary.gossip().clamp().predictedStaleness())
          .as(told)
          .isCloseTo(summary.staleness().mean(), Percentage.withPercentage(15));
      cluster.stop();
    }
  }

  /** What leaves a node when its learners push as often as the law asks for a staleness of 1. */
  private static double bytesPerSecondByTheLaw() {
    double rate = StalenessLaw.requiredGossipRate(UPDATE_RATE, LEARNERS, 1);
    int here = LEARNERS / NODES;
    double shareToOthers = (LEARNERS - here) / (LEARNERS - 1.0);
    return here * rate * shareToOthers * PUSH_BYTES;
  }
}
