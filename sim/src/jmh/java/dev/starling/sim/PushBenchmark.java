package dev.starling.sim;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.LocalTask;
import dev.starling.learning.PushBlocks;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import dev.starling.run.Latency;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Pushes per second of one thread in virtual time: clock, peer, sanity checks, versions and mixing
 * of a model of 57 weights, with next to no training beside it.
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
public class PushBenchmark {
  private static final int PUSHES = 100_000;
  private static final long SECOND = 1_000_000_000L;
  private static final long SEED = 1;

  @Param({"100", "4140"})
  public int learners;

  /** Seconds on the way; above 0 each push is copied. */
  @Param({"0", "0.01"})
  public double latencySeconds;

  private ZeroTask task;
  private VirtualCluster cluster;

  @Setup(Level.Trial)
  public void start() {
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1e-6))
            .withCapacity(new CapacitySettings.Fixed(1));
    Topology topology = Topologies.parse("complete", learners, SEED);
    NetworkOptions network = NetworkOptions.PERFECT.withLatency(Latency.fixed(latencySeconds));
    task = new ZeroTask();
    PushBlocks blocks = new PushBlocks();
    cluster =
        new VirtualCluster(
            learners,
            SEED,
            true,
            0,
            (id, incarnation) ->
                new Learner(id, settings, task, topology, SEED, incarnation, blocks),
            VirtualOptions.DEFAULT.withNetwork(network));
    cluster.start();
  }

  @TearDown(Level.Trial)
  public void stop() {
    cluster.close();
    task.close();
  }

  /** As much virtual time as the learners take for so many pushes, on average. */
  @Benchmark
  @OperationsPerInvocation(PUSHES)
  public long push() {
    cluster.runUntil(cluster.nowNs() + PUSHES * SECOND / learners);
    return cluster.inputs();
  }

  /** A loss that is 0 everywhere. */
  private static final class ZeroTask implements LocalTask, AutoCloseable {
    private final ParameterVector gradient = ParameterVector.allocate(57);

    @Override
    public int parameters() {
      return gradient.length();
    }

    @Override
    public int samples() {
      return 1;
    }

    @Override
    public void initialise(ParameterVector theta, RandomStream random) {
      theta.fill(1);
    }

    @Override
    public double nextBatch(ParameterVector theta, RandomStream order) {
      return 0;
    }

    @Override
    public ParameterVector gradient() {
      return gradient;
    }

    @Override
    public void close() {
      gradient.close();
    }
  }
}
