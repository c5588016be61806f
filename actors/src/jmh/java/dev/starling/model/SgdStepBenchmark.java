package dev.starling.model;

import dev.starling.data.DataSet;
import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One SGD step as a learner does it: gather a mini-batch, loss and gradient, θ ← θ − η·g. Data of
 * the shape of Fashion-MNIST: 784 features, half of them 0, and 10 classes. Samples per second are
 * steps per second times the batch.
 *
 * <p>{@code gather} alone and {@code gradient} alone tell where the time of {@code step} goes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
      "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"
    })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SgdStepBenchmark {
  private static final int SAMPLES = 10_000;
  private static final int FEATURES = 784;
  private static final int CLASSES = 10;

  @Param({"softmax", "mlp:100", "mlp:100:tanh"})
  public String model;

  @Param({"32", "128"})
  public int batchSize;

  private final RandomStream order = RandomStream.named(1, "order", 0);
  private final int[] rows = IntStream.range(0, SAMPLES).toArray();
  private DataSet data;
  private Model trained;
  private ParameterVector theta;
  private ParameterVector gradient;
  private Batch batch;
  private PartitionTask task;
  private int next;

  @Setup(Level.Trial)
  public void prepare() {
    data = randomData();
    trained = Models.parse(model).create(FEATURES, CLASSES, batchSize);
    theta = ParameterVector.allocate(trained.parameters());
    gradient = ParameterVector.allocate(trained.parameters());
    batch = Batch.allocate(batchSize, FEATURES);
    task = new PartitionTask(data, rows, trained, gradient, batch, batchSize);
    task.initialise(theta, RandomStream.named(1, "init", 0));
    task.nextBatch(theta, order);
  }

  @TearDown(Level.Trial)
  public void close() {
    trained.close();
    theta.close();
    gradient.close();
    batch.close();
  }

  @Benchmark
  public double step() {
    double loss = task.nextBatch(theta, order);
    Kernels.axpy(-0.01f, gradient, theta);
    return loss;
  }

  @Benchmark
  public double gradient() {
    return trained.lossAndGradient(theta, batch, gradient);
  }

  @Benchmark
  public int gather() {
    batch.clear();
    batch.add(data, rows, next, batchSize);
    next = (next + batchSize) % (SAMPLES - batchSize);
    return batch.rows();
  }

  private static DataSet randomData() {
    RandomStream random = RandomStream.named(1, "data", 0);
    float[] features = new float[SAMPLES * FEATURES];
    float[] targets = new float[SAMPLES];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextInt(2) == 0 ? 0 : (float) random.nextDouble();
    }
    for (int i = 0; i < SAMPLES; i++) {
      targets[i] = random.nextInt(CLASSES);
    }
    return new DataSet("random", FEATURES, CLASSES, features, targets);
  }
}
