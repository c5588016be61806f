package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.sim.report.NpyFile;
import dev.starling.sim.report.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerModelsTest {

  @Test
  void shouldChooseTheLearnerInTheMiddle() {
    assertThat(LearnerModels.median(List.of(score(0, 0.9), score(1, 0.1), score(2, 0.5))))
        .contains(2);
  }

  @Test
  void shouldChooseTheLowerOfTwo() {
    assertThat(LearnerModels.median(List.of(score(0, 0.9), score(1, 0.1)))).contains(1);
  }

  @Test
  void shouldGoByLossWhereThereIsNoAccuracy() {
    List<LearnerScore> scores =
        List.of(
            new LearnerScore(0, 5, 0.3, Double.NaN, false),
            new LearnerScore(1, 5, 0.1, Double.NaN, false),
            new LearnerScore(2, 5, 0.2, Double.NaN, false));
    assertThat(LearnerModels.median(scores)).contains(2);
  }

  @Test
  void shouldPassOverModelsThatDiverged() {
    LearnerScore diverged = new LearnerScore(0, 5, Double.NaN, 0.99, true);
    assertThat(LearnerModels.median(List.of(diverged, score(1, 0.1)))).contains(1);
    assertThat(LearnerModels.median(List.of(diverged))).isEmpty();
  }

  @Test
  void shouldChooseAmongTheModelsThatThereAre(@TempDir Path runs) {
    RunDirectory directory = RunDirectory.create(runs, "run");
    LearnerModels models = new LearnerModels(directory);
    models.keep(0, new float[] {1});
    models.keep(2, new float[] {3});
    models.finish(List.of(score(0, 0.9), score(1, 0.5), score(2, 0.1)), true);
    assertThat(NpyFile.read(directory.model())).containsExactly(3);
    assertThat(models.missing(3)).hasToString("{1}");
  }

  private static LearnerScore score(int learner, double accuracy) {
    return new LearnerScore(learner, 5, 1, accuracy, false);
  }
}
