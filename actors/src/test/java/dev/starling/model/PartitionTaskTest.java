package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.data.DataSet;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PartitionTaskTest {
  private static final long SEED = 11;

  /** Twenty samples whose target is their row. */
  private final DataSet data = new DataSet("rows", 1, 0, new float[20], zeroToNineteen());

  private final FakeModel model = new FakeModel(1, false);
  private final ParameterVector theta = ParameterVector.allocate(1);
  private final ParameterVector gradient = ParameterVector.allocate(1);
  private final Batch batch = Batch.allocate(8, 1);

  @AfterEach
  void closeMemory() {
    theta.close();
    gradient.close();
    batch.close();
  }

  @Test
  void shouldShowEachSampleOncePerEpochInBatchesOfOneSize() {
    int[] rows = {3, 5, 7, 9, 11, 13, 15};
    PartitionTask task = task(rows, 3);
    run(task, 14, 1);
    assertThat(model.batches).allSatisfy(targets -> assertThat(targets).hasSize(3));
    List<Float> shown = shown();
    for (int epoch = 0; epoch < 6; epoch++) {
      assertThat(shown.subList(7 * epoch, 7 * epoch + 7))
          .as("epoch %d, seed %d", epoch, SEED)
          .containsExactlyInAnyOrder(3f, 5f, 7f, 9f, 11f, 13f, 15f);
    }
    assertThat(shown.subList(0, 7)).as("orders differ").isNotEqualTo(shown.subList(7, 14));
  }

  @Test
  void shouldTakeASmallPartitionWhole() {
    PartitionTask task = task(new int[] {4, 2}, 8);
    run(task, 3, 1);
    assertThat(model.batches)
        .hasSize(3)
        .allSatisfy(targets -> assertThat(targets).containsExactlyInAnyOrder(2f, 4f));
  }

  @Test
  void shouldFollowItsStreamAlone() {
    int[] rows = IntStream.range(0, 20).toArray();
    run(task(rows, 8), 10, 1);
    List<Float> first = shown();
    model.batches.clear();
    run(task(rows, 8), 10, 1);
    assertThat(shown()).as("same seed").isEqualTo(first);
    model.batches.clear();
    run(task(rows, 8), 10, 2);
    assertThat(shown()).as("other seed").isNotEqualTo(first);
  }

  @Test
  void shouldHandOutTheModelsLossAndGradient() {
    PartitionTask task = task(new int[] {4, 2}, 2);
    task.initialise(theta, RandomStream.named(SEED, "init", 0));
    assertThat(theta.get(0)).isEqualTo(1);
    assertThat(task.nextBatch(theta, RandomStream.named(SEED, "order", 0))).isEqualTo(0.25);
    assertThat(task.gradient().get(0)).isEqualTo(0.5f);
    assertThat(task.samples()).isEqualTo(2);
    assertThat(task.parameters()).isEqualTo(1);
  }

  @Test
  void shouldLeaveTheCallersRowsAlone() {
    int[] rows = IntStream.range(0, 20).toArray();
    run(task(rows, 8), 5, 1);
    assertThat(rows).isEqualTo(IntStream.range(0, 20).toArray());
  }

  @Test
  void shouldRefuseAPartitionThatDoesNotFit() {
    assertThatThrownBy(() -> task(new int[0], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partition is empty");
    assertThatThrownBy(() -> task(new int[] {20}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the partition names row 20 of 20 in rows");
    assertThatThrownBy(() -> task(new int[] {1}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch size 0 must lie between 1 and 8");
    assertThatThrownBy(() -> task(IntStream.range(0, 20).toArray(), 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch size 9 must lie between 1 and 8");
  }

  private PartitionTask task(int[] rows, int batchSize) {
    return new PartitionTask(data, rows, model, gradient, batch, batchSize);
  }

  private void run(PartitionTask task, int batches, long stream) {
    RandomStream order = RandomStream.named(SEED, "order", stream);
    for (int i = 0; i < batches; i++) {
      task.nextBatch(theta, order);
    }
  }

  private List<Float> shown() {
    List<Float> all = new ArrayList<>();
    model.batches.forEach(all::addAll);
    return all;
  }

  private static float[] zeroToNineteen() {
    float[] targets = new float[20];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i;
    }
    return targets;
  }
}
