package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.experiment.BoundsRunner;
import dev.starling.sim.experiment.Fingerprint;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.NpyFile;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.RunSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What learners gain from each other comes through frames, and through nothing else. */
class GossipAloneTest {
  private static final int LEARNERS = 6;
  private static final long UPDATES = 150;
  private static final List<String> RUN =
      List.of(
          "run.learners=" + LEARNERS,
          "run.updates=" + UPDATES,
          "run.model=mlp:16",
          "data.source=digits",
          "data.split=dirichlet:0.1");

  @TempDir private Path folder;

  @Test
  void shouldEndBitEqualToIsolatedLearnersWhenEveryFrameIsDropped() throws Exception {
    RunSummary deaf = train("deaf", "faults.enabled=true", "faults.loss=1");
    assertThat(deaf.gossip().sent()).isPositive();
    assertThat(deaf.gossip().mixed()).isZero();

    Bounds bounds = isolated();
    for (int learner = 0; learner < LEARNERS; learner++) {
      assertThat(fingerprint("deaf", learner))
          .as("θ of learner %d, to the bit", learner)
          .isEqualTo(bounds.isolated().get(learner).fingerprint());
    }
  }

  @Test
  void shouldEndElsewhereWhenFramesArrive() throws Exception {
    // On a lane of its own one learner may be through before another has had its first turn.
    RunSummary hearing = train("hearing", "cluster.lanes=1");
    assertThat(hearing.gossip().mixed()).isPositive();

    Bounds bounds = isolated();
    for (int learner = 0; learner < LEARNERS; learner++) {
      assertThat(fingerprint("hearing", learner))
          .isNotEqualTo(bounds.isolated().get(learner).fingerprint());
    }
  }

  private RunSummary train(String name, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--no-bounds", "--quiet"));
    arguments.addAll(List.of("--out", folder.resolve(name).toString()));
    List<String> settings = new ArrayList<>(RUN);
    settings.addAll(List.of(more));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    Capture run = Capture.of(arguments.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return RunDirectory.open(folder.resolve(name)).readSummary();
  }

  private long fingerprint(String name, int learner) {
    return Fingerprint.of(NpyFile.read(RunDirectory.open(folder.resolve(name)).model(learner)));
  }

  private static Bounds isolated() throws InterruptedException {
    RunDescription run = RunConfig.load(Optional.empty(), RUN).describe("isolated");
    long[] updates = new long[LEARNERS];
    Arrays.fill(updates, UPDATES);
    return BoundsRunner.run(RunAssembly.open(run), updates, 1, 1, progress -> {});
  }
}
