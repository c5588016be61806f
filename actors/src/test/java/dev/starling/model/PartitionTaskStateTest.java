package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.data.DataSet;
import dev.starling.learning.StateBuffer;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PartitionTaskStateTest {
  private static final int[] ROWS = {3, 5, 7, 9, 11, 13, 15};

  private final float[] targets = new float[20];
  private final DataSet data = new DataSet("rows", 1, 0, new float[20], targets);
  private final FakeModel model = new FakeModel(1, false);
  private final ParameterVector theta = ParameterVector.allocate(1);
  private final ParameterVector gradient = ParameterVector.allocate(1);
  private final Batch batch = Batch.allocate(8, 1);

  PartitionTaskStateTest() {
    for (int row = 0; row < targets.length; row++) {
      targets[row] = row;
    }
  }

  @AfterEach
  void closeMemory() {
    theta.close();
    gradient.close();
    batch.close();
  }

  @Test
  void shouldGoOnInTheMiddleOfAnEpoch() {
    RandomStream order = RandomStream.named(1, "order", 0);
    PartitionTask task = task(ROWS);
    run(task, order, 4);
    StateBuffer state = new StateBuffer();
    task.save(state);
    long stream = order.state();
    model.batches.clear();
    run(task, order, 10);
    List<List<Float>> straight = List.copyOf(model.batches);

    PartitionTask fresh = task(ROWS);
    fresh.restore(state.rewind());
    model.batches.clear();
    run(fresh, RandomStream.restored(stream), 10);
    assertThat(model.batches).isEqualTo(straight);
  }

  @Test
  void shouldRefuseAnotherPartition() {
    StateBuffer state = new StateBuffer();
    task(new int[] {3, 5, 7, 9, 11, 13, 16}).save(state);
    assertThatThrownBy(() -> task(ROWS).restore(state.rewind()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the state is of another partition of rows");
    StateBuffer shorter = new StateBuffer();
    task(new int[] {3}).save(shorter);
    assertThatThrownBy(() -> task(ROWS).restore(shorter.rewind()))
        .hasMessageContaining("of 1 samples, the partition has 7");
  }

  private PartitionTask task(int[] rows) {
    return new PartitionTask(data, rows, model, gradient, batch, 3);
  }

  private void run(PartitionTask task, RandomStream order, int batches) {
    for (int i = 0; i < batches; i++) {
      task.nextBatch(theta, order);
    }
  }
}
