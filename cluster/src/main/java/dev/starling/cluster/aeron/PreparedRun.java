package dev.starling.cluster.aeron;

import dev.starling.actor.StartingState;
import dev.starling.learning.LinkLog;
import dev.starling.learning.StalenessGrid;
import dev.starling.run.InputLogs;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
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
    this.key = keyOf(assembly.description().id());
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

  boolean isMeasuring() {
    return measuring;
  }

  /** What a learner that comes back can go on from; blocks nothing. */
  CompletionStage<StartingState> find(int learner) {
    return CompletableFuture.completedFuture(StartingState.NEXT_PUSH);
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

  private static long keyOf(String runId) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < runId.length(); i++) {
      hash = (hash ^ runId.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** Hears, on a lane's thread, what cannot wait for the next report; must not block. */
  public interface Listener {
    /** A learner of this node has made its last update. */
    void onFinished(int learner);

    /** A learner was quarantined. */
    void onQuarantined(int learner, String reason);

    /** The saved state of a learner that comes back is of no use to it. */
    void onUnfit(int learner, String reason);
  }
}
