package dev.starling.cluster.aeron;

import akka.actor.typed.ActorRef;
import dev.starling.actor.LearnerLane;
import dev.starling.actor.LearnerMessage;
import dev.starling.actor.StartingState;
import dev.starling.data.DataSet;
import dev.starling.learning.Learner;
import dev.starling.learning.LinkTable;
import dev.starling.params.ParameterVector;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.NanoClock;

/**
 * One thread that owns a set of learners and polls their stream, so that a frame is mixed into a
 * learner's θ where it lies, with no lock and no copy.
 *
 * <p>What it does in which order is said by its {@link DutyCycle}. When there is nothing to do the
 * thread sleeps and never spins, since the media driver needs the core too.
 *
 * <p>{@link #execute} and {@link #ask} may be called from any thread; all else belongs to the
 * lane's own.
 */
public final class Lane implements Agent, Executor, LearnerLane, AutoCloseable {
  private static final int MAX_PARK_NS = 100_000;

  private final String node;
  private final int index;
  private final int lanes;
  private final DataPlane plane;
  private final Directory directory;
  private final NanoClock clock;
  private final LaneClock laneClock;
  private final LaneLog log = new LaneLog();
  private final FrameReceiver receiver;
  private final DutyCycle cycle;
  private final AgentRunner runner;

  /** What the node has prepared; written by the control plane. */
  private volatile PreparedRun prepared;

  private volatile boolean closed;
  private PreparedRun seatedRun;
  private LaneRun run;

  Lane(
      String node,
      int index,
      int lanes,
      DataPlane plane,
      Directory directory,
      NanoClock clock,
      ErrorHandler faults) {
    this.node = node;
    this.index = index;
    this.lanes = lanes;
    this.plane = plane;
    this.directory = directory;
    this.clock = clock;
    laneClock = new LaneClock(clock);
    receiver = new FrameReceiver(plane, index, laneClock, log);
    cycle = new DutyCycle(index, plane, clock, laneClock, log, receiver);
    runner = new AgentRunner(Parking.upTo(MAX_PARK_NS), faults, null, this);
  }

  void startThread() {
    AgentRunner.startOnThread(runner);
  }

  @Override
  public int doWork() {
    plane.gates().enter(index);
    try {
      return cycle.run(run);
    } finally {
      plane.gates().leave(index);
    }
  }

  /** Runs {@code slice} once in the next cycle, beside a mini-batch; for the lane's thread. */
  void nextCycle(Runnable slice) {
    cycle.addSlice(slice);
  }

  @Override
  public String roleName() {
    return "lane-" + index;
  }

  /** Queues a mailbox, or a chore of the control plane, behind those that wait already. */
  @Override
  public void execute(Runnable task) {
    cycle.add(task);
  }

  /** Runs {@code question} on the lane; what it throws completes the answer. */
  public <T> CompletionStage<T> ask(Callable<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    execute(() -> answer(question, answer));
    if (closed) {
      answer.completeExceptionally(new IllegalStateException("lane " + index + " is closed"));
    }
    return answer;
  }

  private static <T> void answer(Callable<T> question, CompletableFuture<T> answer) {
    try {
      answer.complete(question.call());
    } catch (Exception fault) {
      answer.completeExceptionally(fault);
    } catch (Error fault) {
      answer.completeExceptionally(fault);
      throw fault;
    }
  }

  /**
   * Makes a run known, so that its learners may take seats; done once the learners of a former run
   * have gone. Any thread may call it.
   */
  public CompletionStage<Boolean> prepare(PreparedRun next) {
    prepared = next;
    return ask(
        () -> {
          if (seatedRun != prepared) {
            closeRun();
          }
          return true;
        });
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public boolean isPrepared(String runId) {
    PreparedRun known = prepared;
    return known != null && known.description().id().equals(runId);
  }

  @Override
  public CompletionStage<StartingState> find(String runId, int learner) {
    PreparedRun known = prepared;
    return known.description().id().equals(runId)
        ? known.find(learner)
        : CompletableFuture.completedFuture(StartingState.NEXT_PUSH);
  }

  @Override
  public Seat seat(
      String runId,
      int learner,
      int incarnation,
      StartingState state,
      ActorRef<LearnerMessage> self) {
    if (seatedRun != prepared) {
      closeRun();
      seatedRun = prepared;
      laneClock.reset(!seatedRun.description().clock().isPaced());
      run = new LaneRun(seatedRun, lanes, clock, laneClock, log);
      receiver.listenTo(run);
      if (seatedRun.hasBegun()) {
        // The clocks of this node started when the lane had no learner yet.
        run.begin();
      }
    }
    return run.take(learner, incarnation, state, self, plane, directory, index);
  }

  /** Starts the clocks of the learners that are seated, and of those that will be. */
  public CompletionStage<Boolean> begin() {
    return ask(
        () -> {
          if (run != null) {
            run.begin();
          }
          return true;
        });
  }

  /**
   * Lets learners of this lane come, go and change their speed; all of them can reach {@code known}
   * from now on.
   */
  public CompletionStage<Boolean> change(List<LearnerChange> changes, BitSet known) {
    return ask(
        () -> {
          if (run != null) {
            run.change(changes, known);
          }
          return true;
        });
  }

  /** Stops all clocks; no θ of this lane changes any more. */
  public CompletionStage<Boolean> stopClocks() {
    return ask(
        () -> {
          if (run != null) {
            run.stopClocks();
          }
          return true;
        });
  }

  /**
   * Takes a last checkpoint of every learner whose clock has stopped.
   *
   * @return whether there was time for all
   */
  public CompletionStage<Boolean> saveLast() {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    execute(
        () -> {
          if (run == null || !run.checkpoints().isOn()) {
            answer.complete(true);
          } else {
            new LastCheckpoints(this, run, log, clock, answer).run();
          }
        });
    return answer;
  }

  /** Nanoseconds for which nothing has been sent or received; frames in flight have drained. */
  public CompletionStage<Long> quietNs() {
    return ask(() -> run == null ? Long.MAX_VALUE : run.seats().isSending() ? 0 : cycle.quietNs());
  }

  /** What this lane has done so far. */
  public CompletionStage<LaneSnapshot> snapshot() {
    return ask(
        () -> {
          if (run == null) {
            return LaneSnapshot.empty(log);
          }
          run.checkpoints().noteFailures();
          return LaneSnapshot.of(run, log);
        });
  }

  /** Scores every learner of this lane on {@code part}, one at a time. */
  public CompletionStage<LaneScores> score(DataSet part) {
    CompletableFuture<LaneScores> answer = new CompletableFuture<>();
    execute(() -> new EvaluationRound(this, run, part, answer).run());
    return answer;
  }

  /**
   * What each link has carried in the run of this lane, beside its staleness; null where nothing
   * was measured.
   */
  public CompletionStage<LinkTable> links() {
    return ask(
        () ->
            seatedRun == null || seatedRun.grid() == null
                ? null
                : seatedRun.grid().links(seatedRun.links()));
  }

  /**
   * Copies up to {@code most} parameters of a learner of this lane.
   *
   * @return null when the learner is not here
   */
  public CompletionStage<float[]> parameters(int learner, int from, int most) {
    return ask(
        () -> {
          LaneSeat seat = run == null ? null : run.seats().get(learner);
          return seat == null ? null : copy(seat.learner().parameters(), from, most);
        });
  }

  private static float[] copy(ParameterVector theta, int from, int most) {
    float[] values = new float[Math.max(0, Math.min(most, theta.length() - from))];
    for (int i = 0; i < values.length; i++) {
      values[i] = theta.get(from + i);
    }
    return values;
  }

  /** Runs {@code action} on each learner of this lane, for reading only. */
  public CompletionStage<Boolean> visit(Consumer<Learner> action) {
    return ask(
        () -> {
          if (run != null) {
            run.learners().forEach(action);
          }
          return true;
        });
  }

  @Override
  public void close() {
    CloseHelper.close(runner);
  }

  @Override
  public void onClose() {
    closed = true;
    closeRun();
  }

  private void closeRun() {
    receiver.listenTo(null);
    CloseHelper.close(run);
    run = null;
    seatedRun = null;
    log.reset();
  }
}
