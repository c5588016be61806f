package dev.starling.learning;

import dev.starling.random.RandomStream;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.function.IntFunction;

/**
 * Learners in virtual time, for tests: computing and sending take no time, frames are cut at
 * {@value #FRAME_LENGTH} values, and each push is lost with a fixed probability. Keeps a grid of
 * the exact staleness, the mean of the learners' own samples, and a hash of all effects.
 */
final class VirtualHost implements AutoCloseable {
  static final long SECOND = 1_000_000_000L;

  private static final int FRAME_LENGTH = 5;

  final Learner[] learners;
  final StalenessGrid grid;

  private final QuadraticTask[] tasks;
  private final Seat[] seats;
  private final DeadlineQueue wakes;
  private final double loss;
  private final RandomStream losses;
  private final TestFrame frame = new TestFrame();
  private final long[] versions;
  private long nowNs;
  private long samplesFromNs;
  private double sampleSum;
  private long sampleCount;
  private long trace = 1;
  private int inputs;

  VirtualHost(
      int count,
      IntFunction<LearnerSettings> settings,
      IntFunction<QuadraticTask> task,
      double loss,
      long seed) {
    this(Topologies.parse("complete", count, seed), settings, task, loss, seed);
  }

  VirtualHost(
      Topology topology,
      IntFunction<LearnerSettings> settings,
      IntFunction<QuadraticTask> task,
      double loss,
      long seed) {
    int count = topology.size();
    this.loss = loss;
    losses = RandomStream.named(seed, "losses", 0);
    wakes = new DeadlineQueue(2 * count);
    learners = new Learner[count];
    tasks = new QuadraticTask[count];
    seats = new Seat[count];
    for (int i = 0; i < count; i++) {
      tasks[i] = task.apply(i);
      learners[i] = new Learner(i, settings.apply(i), tasks[i], topology, seed, 0);
      seats[i] = new Seat(i);
    }
    Origins origins = learners[0].versions().origins();
    grid = new StalenessGrid(count, origins, SECOND / 4, 0);
    versions = new long[origins.count()];
    for (int i = 0; i < count; i++) {
      learners[i].start(0, seats[i]);
    }
  }

  /** Lets time pass up to and including {@code untilSeconds}. */
  void runUntil(double untilSeconds) {
    long untilNs = (long) (untilSeconds * SECOND);
    while (wakes.nextDeadlineNs() <= untilNs) {
      nowNs = Math.max(nowNs, wakes.nextDeadlineNs());
      recordGrid(nowNs);
      wake(wakes.poll());
    }
    nowNs = untilNs;
  }

  /** Ends the burn-in now. */
  void measureFromNow() {
    grid.measureFrom(grid.nextIndex());
    samplesFromNs = nowNs;
  }

  /** Mean of the staleness samples that the learners took themselves. */
  double meanSample() {
    return sampleSum / sampleCount;
  }

  double meanParameter() {
    double sum = 0;
    for (Learner learner : learners) {
      sum += learner.parameters().get(0);
    }
    return sum / learners.length;
  }

  /** Hash of all effects so far. */
  long trace() {
    return trace;
  }

  int inputs() {
    return inputs;
  }

  private void recordGrid(long untilNs) {
    while (grid.nextNs() <= untilNs) {
      long index = grid.nextIndex();
      for (int i = 0; i < learners.length; i++) {
        grid.record(i, index, learners[i].versions());
      }
    }
  }

  private void wake(int slot) {
    int id = slot / 2;
    inputs++;
    if (slot % 2 == 0) {
      learners[id].onStep(nowNs, seats[id]);
    } else {
      learners[id].onGossipTick(nowNs, seats[id]);
    }
    int peer = seats[id].asked;
    if (peer >= 0) {
      seats[id].asked = -1;
      if (losses.nextDouble() >= loss) {
        deliver(learners[id], peer);
      }
      learners[id].onPushSent(Offer.SENT, nowNs, seats[id]);
    }
  }

  private void deliver(Learner source, int peer) {
    frame
        .push(source.id(), peer, source.pushSequence())
        .sourceVersion(source.versions().own())
        .trim(source.capacityTrim());
    source.versions().copyTo(versions);
    for (int at = 0; at < versions.length; at += FRAME_LENGTH) {
      frame.versions(versions, at, Math.min(FRAME_LENGTH, versions.length - at));
      learners[peer].onFrame(frame, nowNs, seats[peer]);
    }
    int parameters = source.parameters().length();
    for (int at = 0; at < parameters; at += FRAME_LENGTH) {
      frame.parameters(source.parameters(), at, Math.min(FRAME_LENGTH, parameters - at));
      learners[peer].onFrame(frame, nowNs, seats[peer]);
    }
    inputs++;
  }

  @Override
  public void close() {
    for (int i = 0; i < learners.length; i++) {
      learners[i].close();
      tasks[i].close();
    }
  }

  /** Where one learner's effects go. */
  private final class Seat implements LearnerEffects {
    private final int id;
    private int asked = -1;

    Seat(int id) {
      this.id = id;
    }

    @Override
    public void push(int peer) {
      asked = peer;
      hash(peer);
    }

    @Override
    public void wakeAt(Wake kind, long deadlineNs) {
      wakes.set(2 * id + kind.ordinal(), deadlineNs);
      hash(deadlineNs);
    }

    @Override
    public void record(Measure measure, double value) {
      if (measure == Measure.STALENESS_SAMPLE && nowNs >= samplesFromNs) {
        sampleSum += value;
        sampleCount++;
      }
      hash(Double.doubleToLongBits(value));
    }

    @Override
    public void quarantined(String reason) {
      hash(reason.hashCode());
    }

    private void hash(long value) {
      trace = 31 * (31 * trace + id) + value;
    }
  }
}
