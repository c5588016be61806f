package dev.starling.cluster.aeron;

import akka.actor.testkit.typed.javadsl.TestInbox;
import dev.starling.actor.LearnerMessage;
import dev.starling.actor.StartingState;
import dev.starling.run.InputLogs;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import io.aeron.logbuffer.FragmentHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;

/**
 * A lane whose thread is the test's and whose clock stands still between rounds, with learners that
 * train and gossip with each other over a real media driver: a conversation that is the same each
 * time. The test may stand between Aeron and the lane's {@link FrameReceiver}.
 */
final class FuzzedLane implements AutoCloseable {
  private static final int LANE = 0;
  private static final int MAX_TICKS = 8;
  private static final int MAX_FRAGMENTS = 64;
  private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(10);

  final List<GuardedParameters> models = new ArrayList<>();

  /** The lane's own end of the stream, whoever stands before it. */
  final FrameReceiver receiver;

  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final EmbeddedDriver driver;
  private final DataPlane plane;
  private final LaneLog log = new LaneLog();
  private final PreparedRun prepared;
  private final Directory directory = new Directory();
  private final List<LaneSeat> seats = new ArrayList<>();
  private final List<TestInbox<LearnerMessage>> mailboxes = new ArrayList<>();
  private long nowNs = TimeUnit.HOURS.toNanos(1);
  private final NanoClock clock = () -> nowNs;
  private final LaneClock laneClock = new LaneClock(clock);
  private LaneRun run;

  FuzzedLane(RunDescription description) {
    driver = EmbeddedDriver.launch(EmbeddedDriver.defaultParent(), "fuzz", 1, this::note);
    plane =
        new DataPlane(
            driver,
            Route.local("fuzz", "127.0.0.1", 1001, 1),
            DataPlane.DEFAULT_UDP_MTU_BYTES,
            clock,
            this::note);
    directory.publish(new int[description.learners()]);
    prepared = new PreparedRun(RunAssembly.open(description), InputLogs.NONE, new Deaf());
    receiver = new FrameReceiver(plane, LANE, laneClock, log);
    while (!plane.isConnected()) {
      plane.runDriver(0);
    }
  }

  /** Seats new learners in the place of those before, and starts their clocks. */
  void seat() {
    unseat();
    run = new LaneRun(prepared, 1, clock, laneClock, log);
    for (int learner = 0; learner < prepared.description().learners(); learner++) {
      TestInbox<LearnerMessage> mailbox = TestInbox.create();
      LaneSeat seat =
          run.take(learner, 0, StartingState.NEW, mailbox.getRef(), plane, directory, LANE);
      mailboxes.add(mailbox);
      seats.add(seat);
      models.add(GuardedParameters.around(seat.learner(), learner % 2 == 1));
    }
    receiver.listenTo(run);
    prepared.beginMeasuring(nowNs);
    run.begin();
  }

  /** What frames of this lane's run carry. */
  long key() {
    return run.key();
  }

  /** One duty cycle, and then every mini-batch that is due. */
  void round(FragmentHandler taker) {
    nowNs += ROUND_NS;
    plane.gates().enter(LANE);
    try {
      run.seats().tick(nowNs, MAX_TICKS);
      plane.runDriver(0);
      plane.poll(LANE, taker, MAX_FRAGMENTS, MAX_FRAGMENTS);
      run.seats().sendWaiting();
    } finally {
      plane.gates().leave(LANE);
    }
    if (run.nextRowNs() <= nowNs) {
      run.recordRow();
    }
    for (int learner = 0; learner < seats.size(); learner++) {
      step(mailboxes.get(learner), seats.get(learner));
    }
    if (fault.get() != null) {
      throw new AssertionError("the lane's driver or client has a fault", fault.get());
    }
  }

  /** As lanes do it, for {@link #cycle}. */
  DutyCycle newDutyCycle() {
    return new DutyCycle(LANE, plane, clock, laneClock, log, receiver);
  }

  /** One duty cycle as lanes do it, in which every task finds its learner's mailbox empty. */
  void cycle(DutyCycle duty) {
    plane.gates().enter(LANE);
    try {
      duty.run(run);
    } finally {
      plane.gates().leave(LANE);
    }
  }

  /** Lets time pass. */
  void pass(long ns) {
    nowNs += ns;
  }

  /** All that the lane and its learners have counted since they were seated. */
  Totals totals() {
    Totals totals = log.copyTotals();
    seats.forEach(seat -> totals.addAll(seat.learner().counters()));
    return totals;
  }

  /** Parameter frames that its learners have mixed. */
  long framesMixed() {
    return seats.stream().mapToLong(seat -> seat.learner().counters().framesMixed()).sum();
  }

  /** What all learners know of each other. */
  long[] versions() {
    return seats.stream().flatMapToLong(FuzzedLane::versions).toArray();
  }

  @Override
  public void close() {
    unseat();
    CloseHelper.closeAll(plane, driver);
  }

  private void unseat() {
    receiver.listenTo(null);
    CloseHelper.close(run);
    CloseHelper.closeAll(models);
    models.clear();
    seats.clear();
    mailboxes.clear();
    log.reset();
  }

  /** The first is what led to the others. */
  private void note(Throwable found) {
    fault.compareAndSet(null, found);
  }

  private static LongStream versions(LaneSeat seat) {
    long[] columns = new long[seat.learner().versions().count()];
    seat.learner().versions().copyTo(columns);
    return Arrays.stream(columns);
  }

  private static void step(TestInbox<LearnerMessage> mailbox, LaneSeat seat) {
    if (mailbox.hasMessages()) {
      mailbox.receiveMessage();
      seat.step();
    }
  }

  private static final class Deaf implements PreparedRun.Listener {
    @Override
    public void onFinished(int learner) {}

    @Override
    public void onQuarantined(int learner, String reason) {}

    @Override
    public void onResumed(ResumedLearner learner) {}

    @Override
    public void onAlone(int learner) {}

    @Override
    public void onUnfit(int learner, String reason) {}

    @Override
    public void onUnsaved(String reason) {}
  }
}
