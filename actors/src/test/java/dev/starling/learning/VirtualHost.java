package dev.starling.learning;

import dev.starling.random.RandomStream;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Learners in virtual time, for tests: computing and sending take no time, frames are cut at
 * {@value #FRAME_LENGTH} values, and each push or message is lost with a fixed probability. Pushes
 * can be made to wait for a link that takes its time for each. Keeps a grid of the exact staleness,
 * the mean of the learners' own samples, and a hash of all effects.
 */
final class VirtualHost implements AutoCloseable {
  static final long SECOND = 1_000_000_000L;

  private static final int FRAME_LENGTH = 5;

  /** Of one learner in the queue: its two clocks, and the end of its push on the link. */
  private static final int SLOTS = 3;

  private static final int SENT = 2;

  final Learner[] learners;
  final StalenessGrid grid;

  private final QuadraticTask[] tasks;
  private final Seat[] seats;
  private final DeadlineQueue wakes;
  private final double loss;
  private final RandomStream losses;
  private final TestFrame frame = new TestFrame();
  private final Queue<Seat> ready = new ArrayDeque<>();
  private final long[] linkFreeNs;
  private long linkNs;
  private int learnersPerLink = 1;
  private long nowNs;
  private long samplesFromNs;
  private double sampleSum;
  private long sampleCount;
  private long trace = 1;
  private int inputs;
  private Matrix matrix = Matrix.EXACT;

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
    wakes = new DeadlineQueue(SLOTS * count);
    linkFreeNs = new long[count];
    learners = new Learner[count];
    tasks = new QuadraticTask[count];
    seats = new Seat[count];
    for (int i = 0; i < count; i++) {
      tasks[i] = task.apply(i);
      learners[i] = new Learner(i, settings.apply(i), tasks[i], topology, seed, 0);
      seats[i] = new Seat(i, learners[i].versions().count());
    }
    Origins origins = learners[0].versions().origins();
    grid = new StalenessGrid(count, origins, SECOND / 4, 0);
    for (int i = 0; i < count; i++) {
      learners[i].start(0, seats[i]);
    }
  }

  /** From now on {@code learners} of consecutive numbers share a link that takes so long a push. */
  VirtualHost link(double secondsPerPush, int learnersEach) {
    linkNs = (long) (secondsPerPush * SECOND);
    learnersPerLink = learnersEach;
    return this;
  }

  /** What is done with the versions of all learners, from now on. */
  VirtualHost matrix(Matrix changed) {
    matrix = changed;
    return this;
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
    while (matrix != Matrix.ABSENT && grid.nextNs() <= untilNs) {
      long index = grid.nextIndex();
      for (int i = 0; i < learners.length; i++) {
        int told = matrix == Matrix.EXACT ? i : learners.length - 1 - i;
        grid.record(told, index, learners[i].versions());
      }
    }
  }

  private void wake(int slot) {
    int id = slot / SLOTS;
    inputs++;
    if (slot % SLOTS == Wake.STEP.ordinal()) {
      learners[id].onStep(nowNs, seats[id]);
    } else if (slot % SLOTS == Wake.GOSSIP.ordinal()) {
      learners[id].onGossipTick(nowNs, seats[id]);
    } else {
      endPush(id);
    }
    if (seats[id].asked) {
      seats[id].asked = false;
      beginPush(id);
    }
    while (!ready.isEmpty()) {
      deliverMessage(ready.poll());
    }
  }

  private void deliverMessage(Seat from) {
    if (losses.nextDouble() >= loss) {
      Seat target = seats[from.message.target()];
      TestFrames.of(from.message, from.id, FRAME_LENGTH, frame, target.receiver);
    }
    learners[from.id].onPushSent(Offer.SENT, nowNs, from);
    inputs++;
  }

  private void beginPush(int id) {
    Seat seat = seats[id];
    seat.capture(learners[id]);
    if (linkNs == 0) {
      endPush(id);
      return;
    }
    int link = id / learnersPerLink;
    linkFreeNs[link] = Math.max(nowNs, linkFreeNs[link]) + linkNs;
    wakes.set(SLOTS * id + SENT, linkFreeNs[link]);
  }

  private void endPush(int id) {
    if (losses.nextDouble() >= loss) {
      deliver(learners[id], seats[id]);
    }
    learners[id].onPushSent(Offer.SENT, nowNs, seats[id]);
  }

  private void deliver(Learner source, Seat from) {
    int peer = from.peer;
    frame
        .push(source.id(), peer, source.pushSequence())
        .sourceVersion(from.ownVersion)
        .trim(from.trim);
    long[] versions = from.versions;
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

  /** What the host makes of the exact staleness. */
  enum Matrix {
    /** It is recorded. */
    EXACT,
    /** Learners are taken for each other. */
    WRONG,
    /** Nothing is recorded. */
    ABSENT
  }

  /** Where one learner's effects go. */
  private final class Seat implements LearnerEffects {
    private final int id;
    private final Consumer<TestFrame> receiver = this::receive;
    private final long[] versions;
    private boolean asked;
    private ExchangeMessage message;
    private int peer;
    private long ownVersion;
    private double trim;

    Seat(int id, int columns) {
      this.id = id;
      this.versions = new long[columns];
    }

    private void receive(TestFrame each) {
      learners[id].onFrame(each, nowNs, this);
    }

    /** What a push says throughout is what was so as it began. */
    void capture(Learner learner) {
      learner.versions().copyTo(versions);
      ownVersion = learner.versions().own();
      trim = learner.capacityTrim();
    }

    @Override
    public void push(int target) {
      asked = true;
      peer = target;
      hash(target);
    }

    @Override
    public void send(ExchangeMessage asked) {
      message = asked;
      ready.add(this);
      hash(asked.sequence());
    }

    @Override
    public void wakeAt(Wake kind, long deadlineNs) {
      wakes.set(SLOTS * id + kind.ordinal(), deadlineNs);
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
