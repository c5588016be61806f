package dev.starling.cluster.aeron;

import dev.starling.actor.StartingState;
import dev.starling.checkpoint.CheckpointSaver;
import dev.starling.checkpoint.CheckpointStore;
import dev.starling.learning.LinkLog;
import dev.starling.learning.StalenessGrid;
import dev.starling.run.InputLogs;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A run as one node has prepared it: the assembly that its lanes build learners from, and the grid
 * on which they record staleness once the clocks have started. Shared by all lanes.
 */
public final class PreparedRun {
  private static final double NANOS = 1e9;

  private final RunAssembly assembly;
  private final long key;
  private final InputLogs inputLogs;
  private final LinkLog links;
  private final Listener listener;

  /** Null when nobody is saved. */
  private final CheckpointSaver saver;

  private final BitSet liveAtFirst;
  private volatile FrameWatch watch = FrameWatch.NONE;
  private volatile StalenessGrid grid;
  private volatile boolean measuring;
  private final EgressLimit egress;
  private final InjectedFaults faults;

  /**
   * @param inputLogs whose inputs the lanes log
   * @param listener hears of what needs an answer before the next report
   */
  public PreparedRun(RunAssembly assembly, InputLogs inputLogs, Listener listener) {
    this.assembly = assembly;
    this.inputLogs = inputLogs;
    this.key = assembly.description().key();
    this.saver = saverOf(assembly.description(), listener);
    this.links = new LinkLog(assembly.origins());
    this.listener = listener;
    faults = new InjectedFaults(assembly.description());
    egress = EgressLimit.of(assembly.description().faults().egressBytesPerSecond());
    liveAtFirst = description().churn().liveAtFirst(description().learners());
  }

  public RunDescription description() {
    return assembly.description();
  }

  public RunAssembly assembly() {
    return assembly;
  }

  /** Learners that are there from the start; not to be changed. */
  public BitSet liveAtFirst() {
    return liveAtFirst;
  }

  /** Starts the grid; before the first lane starts its clocks. */
  public void beginMeasuring(long startNs) {
    RunDescription run = description();
    long intervalNs = (long) (run.measuring().gridSeconds() * NANOS);
    grid = new StalenessGrid(run.learners(), assembly.origins(), intervalNs, startNs);
    grid.expect(liveAtFirst);
    measuring = true;
  }

  /** Whether the run's clocks have started on this node. */
  boolean hasBegun() {
    return grid != null;
  }

  /** No row is recorded from here on: some learner's clock stands still. */
  public void endMeasuring() {
    measuring = false;
  }

  /** The grid; null before the clocks have started. */
  public StalenessGrid grid() {
    return grid;
  }

  /** What each link has carried; to be read once the lanes have answered after their stop. */
  public LinkLog links() {
    return links;
  }

  /** Shows every frame of lanes that seat their first learner from now on to {@code watch}. */
  void watchFrames(FrameWatch watch) {
    this.watch = watch;
  }

  FrameWatch watch() {
    return watch;
  }

  /** Whether rows are recorded. */
  public boolean isMeasuring() {
    return measuring;
  }

  /** What a learner that comes back can go on from; blocks nothing. */
  CompletionStage<StartingState> find(int learner) {
    return saver == null
        ? CompletableFuture.completedFuture(StartingState.NEXT_PUSH)
        : saver.find(learner).handle((found, fault) -> stateOf(learner, found, fault));
  }

  private StartingState stateOf(int learner, CheckpointStore.Found found, Throwable fault) {
    if (fault != null) {
      listener.onUnfit(learner, fault.getMessage());
      return StartingState.NEXT_PUSH;
    }
    found.damaged().forEach(reason -> listener.onUnfit(learner, reason));
    return found
        .checkpoint()
        .map(checkpoint -> StartingState.of(checkpoint::state))
        .orElse(StartingState.NEXT_PUSH);
  }

  /** Saves the learners of this node; null when nobody is saved. */
  CheckpointSaver saver() {
    return saver;
  }

  /** Completes when every checkpoint that was taken is on disk, or given up. */
  public CompletionStage<Void> flushCheckpoints() {
    return saver == null ? CompletableFuture.completedFuture(null) : saver.flush();
  }

  private static CheckpointSaver saverOf(RunDescription run, Listener listener) {
    if (!run.checkpoints().isOn()) {
      return null;
    }
    Path directory = Path.of(run.checkpoints().directory());
    return CheckpointSaver.start(
        CheckpointStore.ofRun(directory, run.id(), run.key()), listener::onUnsaved);
  }

  /** What frames of this run carry. */
  long key() {
    return key;
  }

  InputLogs inputLogs() {
    return inputLogs;
  }

  Listener listener() {
    return listener;
  }

  /** What happens to pushes on their way in. */
  InjectedFaults faults() {
    return faults;
  }

  /** The link out of this node. */
  EgressLimit egress() {
    return egress;
  }

  /**
   * Hears, on a lane's thread or the saver's, what cannot wait for the next report; must not block.
   */
  public interface Listener {
    /** A learner of this node has made its last update. */
    void onFinished(int learner);

    /** A learner that was lost or has moved has a model again, and goes on with it. */
    void onResumed(ResumedLearner learner);

    /** A learner that has come back was sent no model, and begins with one of its own. */
    void onAlone(int learner);

    /** A learner was quarantined. */
    void onQuarantined(int learner, String reason);

    /** A saved state of a learner that comes back is damaged, or of no use to it. */
    void onUnfit(int learner, String reason);

    /** A checkpoint could not be saved; comes once in a run. */
    void onUnsaved(String reason);
  }
}
