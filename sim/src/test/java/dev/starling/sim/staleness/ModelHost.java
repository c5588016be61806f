package dev.starling.sim.staleness;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.DeadlineQueue;
import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.LocalTask;
import dev.starling.learning.Offer;
import dev.starling.learning.Origins;
import dev.starling.learning.VersionVector;
import dev.starling.learning.Wake;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;
import dev.starling.random.RandomStream;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.function.IntConsumer;

/**
 * The least host that real learners of one parameter can live in, one update per second each:
 * computing and sending take no time and nothing is lost. Tells of each update and push.
 */
final class ModelHost implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final Learner[] learners;
  private final Seat[] seats;
  private final FlatTask task = new FlatTask();
  private final DeadlineQueue wakes;
  private final Frame frame = new Frame();
  private IntConsumer onUpdate = learner -> {};
  private PushListener onPush = (source, target) -> {};
  private long nowNs;

  ModelHost(int count, double gossipRate, long seed) {
    Topology topology = Topologies.parse("complete", count, seed);
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1))
            .withCapacity(new CapacitySettings.Fixed(gossipRate));
    learners = new Learner[count];
    seats = new Seat[count];
    wakes = new DeadlineQueue(2 * count);
    for (int i = 0; i < count; i++) {
      learners[i] = new Learner(i, settings, task, topology, seed, 0);
      seats[i] = new Seat(i);
      learners[i].start(0, seats[i]);
    }
  }

  /** Is told of a push from source to target. */
  interface PushListener {
    void pushed(int source, int target);
  }

  void listen(IntConsumer updates, PushListener pushes) {
    onUpdate = updates;
    onPush = pushes;
  }

  Origins origins() {
    return learners[0].versions().origins();
  }

  VersionVector versions(int learner) {
    return learners[learner].versions();
  }

  void runUntil(double seconds) {
    while (wakes.nextDeadlineNs() <= seconds * NANOS) {
      nowNs = wakes.nextDeadlineNs();
      int slot = wakes.poll();
      Learner learner = learners[slot / 2];
      if (slot % 2 == 0) {
        step(learner);
      } else {
        tick(learner);
      }
    }
  }

  private void step(Learner learner) {
    long before = learner.counters().updates();
    learner.onStep(nowNs, seats[learner.id()]);
    if (learner.counters().updates() > before) {
      onUpdate.accept(learner.id());
    }
  }

  private void tick(Learner learner) {
    Seat seat = seats[learner.id()];
    seat.peer = -1;
    learner.onGossipTick(nowNs, seat);
    if (seat.peer >= 0) {
      Learner target = learners[seat.peer];
      target.onFrame(frame.ofVersions(learner, target.id()), nowNs, seats[target.id()]);
      target.onFrame(frame.ofParameters(), nowNs, seats[target.id()]);
      onPush.pushed(learner.id(), target.id());
      learner.onPushSent(Offer.SENT, nowNs, seat);
    }
  }

  @Override
  public void close() {
    for (Learner learner : learners) {
      learner.close();
    }
    task.gradient.close();
  }

  private final class Seat implements LearnerEffects {
    private final int id;
    private int peer = -1;

    Seat(int id) {
      this.id = id;
    }

    @Override
    public void push(int asked) {
      peer = asked;
    }

    @Override
    public void wakeAt(Wake kind, long deadlineNs) {
      wakes.set(2 * id + (kind == Wake.STEP ? 0 : 1), deadlineNs);
    }

    @Override
    public void record(Measure measure, double value) {
      // Only versions are looked at.
    }

    @Override
    public void quarantined(String reason) {
      throw new AssertionError(reason);
    }
  }

  /** A loss without a slope: there is nothing to learn. */
  private static final class FlatTask implements LocalTask {
    private final ParameterVector gradient = ParameterVector.allocate(1);

    @Override
    public int parameters() {
      return 1;
    }

    @Override
    public int samples() {
      return 1;
    }

    @Override
    public void initialise(ParameterVector theta, RandomStream random) {
      theta.fill(0);
    }

    @Override
    public double nextBatch(ParameterVector theta, RandomStream order) {
      gradient.fill(0);
      return 0;
    }

    @Override
    public ParameterVector gradient() {
      return gradient;
    }
  }

  /** Both frames of a push, one after the other in one object. */
  private static final class Frame implements FrameView {
    private final ParameterView view = new ParameterView();
    private Learner source;
    private int target;
    private boolean ofVersions;

    Frame ofVersions(Learner from, int to) {
      source = from;
      target = to;
      ofVersions = true;
      return this;
    }

    Frame ofParameters() {
      view.wrap(source.parameters(), 0, 1);
      ofVersions = false;
      return this;
    }

    @Override
    public int session() {
      return 1;
    }

    @Override
    public int source() {
      return source.id();
    }

    @Override
    public int target() {
      return target;
    }

    @Override
    public long pushSequence() {
      return source.pushSequence();
    }

    @Override
    public long sourceVersion() {
      return source.versions().own();
    }

    @Override
    public double capacityTrim() {
      return source.capacityTrim();
    }

    @Override
    public boolean carriesVersions() {
      return ofVersions;
    }

    @Override
    public int offset() {
      return 0;
    }

    @Override
    public int length() {
      return ofVersions ? source.versions().count() : 1;
    }

    @Override
    public long version(int index) {
      return source.versions().column(index);
    }

    @Override
    public ParameterView parameters() {
      return view;
    }
  }
}
