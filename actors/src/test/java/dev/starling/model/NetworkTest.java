package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.starling.data.DataSet;
import dev.starling.data.DataSources;
import dev.starling.data.DataSplit;
import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
  private static final long SEED = 3;

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "mlp:32", "mlp:32:tanh"})
  void shouldLearnToReadDigits(String spec) {
    DataSplit digits = DataSources.open("digits", SEED);
    try (Trainer trainer = new Trainer(spec, digits.train(), 32)) {
      trainer.steps(600, 0.2f);
      Evaluation evaluation = trainer.evaluate(digits.test());
      assertThat(evaluation.accuracy()).as("%s, seed %d", spec, SEED).isGreaterThan(0.9);
      assertThat(evaluation.loss()).isLessThan(0.4);
    }
  }

  @Test
  void shouldFindTheLineThroughItsPoints() {
    float[] x = {-2, -1, 0, 1, 2};
    float[] y = {-5, -2, 1, 4, 7};
    try (Trainer trainer = new Trainer("linear", new DataSet("line", 1, 0, x, y), 5)) {
      trainer.steps(200, 0.3f);
      assertThat(trainer.theta.get(0)).as("slope of 3x+1").isCloseTo(3, within(1e-4f));
      assertThat(trainer.theta.get(1)).as("height of 3x+1").isCloseTo(1, within(1e-4f));
    }
  }

  @Test
  void shouldBendWhereALineCannot() {
    DataSplit sine = DataSources.open("synthetic:sine", SEED);
    try (Trainer line = new Trainer("linear", sine.train(), 16);
        Trainer bent = new Trainer("mlp:32:tanh", sine.train(), 16)) {
      line.steps(3000, 0.1f);
      bent.steps(3000, 0.1f);
      assertThat(bent.evaluate(sine.test()).loss())
          .as("seed %d", SEED)
          .isLessThan(line.evaluate(sine.test()).loss() / 2);
    }
  }

  @Test
  void shouldGiveTheSameBitsForTheSameSeed() {
    DataSet train = DataSources.open("digits", SEED).train();
    try (Trainer one = new Trainer("mlp:16", train, 32);
        Trainer other = new Trainer("mlp:16", train, 32)) {
      one.steps(50, 0.1f);
      other.steps(50, 0.1f);
      assertThat(one.theta.toArray()).isEqualTo(other.theta.toArray());
    }
  }

  @Test
  void shouldStartConvexModelsAtZeroAndOthersWithinTheBoundOfHe() {
    RandomStream random = RandomStream.named(SEED, "init", 0);
    try (Model softmax = Models.parse("softmax").create(6, 3, 1);
        Model mlp = Models.parse("mlp:50").create(6, 3, 1);
        ParameterVector zero = ParameterVector.allocate(softmax.parameters());
        ParameterVector theta = ParameterVector.allocate(mlp.parameters())) {
      zero.fill(1);
      softmax.initialise(zero, random);
      assertThat(zero.toArray()).containsOnly(0f);
      mlp.initialise(theta, random);
      float[] values = theta.toArray();
      double square = 0;
      for (int i = 0; i < 300; i++) {
        assertThat(Math.abs(values[i])).as("√(6/inputs)").isLessThanOrEqualTo(1);
        square += values[i] * values[i] / 300;
      }
      assertThat(square).as("variance 2/inputs, seed %d", SEED).isCloseTo(1.0 / 3, within(0.05));
      assertThat(IntStream.range(300, 350).allMatch(i -> values[i] == 0)).as("biases").isTrue();
    }
  }

  @Test
  void shouldTakeAnyNumberOfRowsUpToItsLargestBatch() {
    DataSet train = DataSources.open("digits", SEED).train();
    try (Model model = Models.parse("mlp:16").create(64, 10, 32);
        ParameterVector theta = ParameterVector.allocate(model.parameters());
        Batch full = Batch.allocate(33, 64);
        Batch single = Batch.allocate(1, 64)) {
      model.initialise(theta, RandomStream.named(SEED, "init", 0));
      float[] all = new float[33 * 10];
      float[] one = new float[10];
      full.addRange(train, 0, 32);
      model.predict(theta, full, all);
      single.addRange(train, 31, 1);
      model.predict(theta, single, one);
      for (int i = 0; i < 10; i++) {
        assertThat(one[i]).isCloseTo(all[310 + i], within(1e-6f));
      }
      full.addRange(train, 32, 1);
      assertThatThrownBy(() -> model.predict(theta, full, all))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the batch has 33 samples, the model takes 1 to 32");
      full.clear();
      assertThatThrownBy(() -> model.predict(theta, full, all))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldRefuseParametersOfAnotherModel() {
    try (Model model = Models.parse("softmax").create(1, 2, 1);
        ParameterVector theta = ParameterVector.allocate(5);
        ParameterVector gradient = ParameterVector.allocate(4);
        Batch batch = Batch.allocate(1, 1)) {
      assertThatThrownBy(() -> model.lossAndGradient(theta, batch, gradient))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("θ has 5 parameters, the model 4");
    }
  }

  @Test
  void shouldAllocateNothingInAStep() {
    DataSet train = DataSources.open("digits", SEED).train();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Trainer trainer = new Trainer("mlp:16,16", train, 32)) {
      trainer.steps(500, 0.1f);
      long before = threads.getCurrentThreadAllocatedBytes();
      trainer.steps(500, 0.1f);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(bytes).as("heap bytes of 500 steps").isLessThan(2000);
    }
  }

  @Test
  void shouldGiveAllItsMemoryBack() {
    long before = ParameterVector.liveBytes();
    try (Model model = Models.parse("mlp:16,16").create(8, 4, 32)) {
      assertThat(ParameterVector.liveBytes()).isGreaterThan(before);
      assertThat(model.outputs()).isEqualTo(4);
    }
    assertThat(ParameterVector.liveBytes()).isEqualTo(before);
  }

  /** Plain SGD over a whole data set. */
  private static final class Trainer implements AutoCloseable {
    final ParameterVector theta;
    private final Model model;
    private final ParameterVector gradient;
    private final Batch batch;
    private final PartitionTask task;
    private final RandomStream order = RandomStream.named(SEED, "order", 0);

    Trainer(String spec, DataSet train, int batchSize) {
      model = Models.parse(spec).create(train.features(), train.classes(), batchSize);
      theta = ParameterVector.allocate(model.parameters());
      gradient = ParameterVector.allocate(model.parameters());
      batch = Batch.allocate(batchSize, train.features());
      int[] rows = IntStream.range(0, train.size()).toArray();
      task = new PartitionTask(train, rows, model, gradient, batch, batchSize);
      task.initialise(theta, RandomStream.named(SEED, "init", 0));
    }

    void steps(int count, float stepSize) {
      for (int i = 0; i < count; i++) {
        task.nextBatch(theta, order);
        Kernels.axpy(-stepSize, task.gradient(), theta);
      }
    }

    Evaluation evaluate(DataSet data) {
      return Evaluator.evaluate(model, theta, data, batch);
    }

    @Override
    public void close() {
      model.close();
      theta.close();
      gradient.close();
      batch.close();
    }
  }
}
