package dev.starling.sim.staleness;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Gossip events per second of the version engine at λ = ln n with 64 origins: the counter {@code
 * events}. Each invocation lets one part of a time unit pass, with the updates in it and without
 * measuring.
 *
 * <p>{@code -f 3 -prof gc GossipEventBenchmark}; an event at a thousand learners stays in the
 * cache, at a million it is two rows from memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GossipEventBenchmark {
  private static final double EVENTS_PER_CALL = 10_000;
  private static final double LONG_ENOUGH = 1e6;

  @Param({"1000", "1000000"})
  public int learners;

  @Param({"push", "exchange", "own-model", "freshest", "last-updater"})
  public String scheme;

  private StalenessEngine engine;
  private double step;

  @Setup(Level.Trial)
  public void begin() {
    double lambda = StrictMath.log(learners);
    engine =
        new StalenessEngine(
            StalenessExperiment.push(learners, lambda)
                .withScheme(Scheme.parse(scheme))
                .withWindow(new MeasuringWindow(LONG_ENOUGH, 1, 1)));
    step = EVENTS_PER_CALL / (learners * lambda);
  }

  @Benchmark
  public void gossip(Counters counters) {
    long before = engine.gossipEvents();
    engine.advanceUntil(engine.now() + step);
    counters.events += engine.gossipEvents() - before;
  }

  /** What JMH shows beside the invocations. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    /** Gossip events per second. */
    public long events;
  }
}
