package dev.starling.sim.experiment;

import dev.starling.run.RunAssembly;
import dev.starling.run.Workspace;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Computes both bounds of a run on a fixed number of threads. The result is the same for any number
 * of threads: each learner draws from its own streams, and each thread has its own {@link
 * Workspace}. What one thread cannot do fails the whole, and the other threads stop within an
 * update.
 */
public final class BoundsRunner {
  private static final int CENTRALISED = 0;

  private final RunAssembly assembly;
  private final long[] updates;
  private final IsolatedLearners isolated;
  private final CentralisedSgd centralised;
  private final BoundsProgress progress;
  private final AtomicInteger nextJob = new AtomicInteger();
  private final AtomicReference<Throwable> firstFault = new AtomicReference<>();
  private final BoundScore[] scores;

  private BoundsRunner(
      RunAssembly assembly, long[] updates, double seconds, ProgressListener listener) {
    this.assembly = assembly;
    this.updates = updates.clone();
    isolated = new IsolatedLearners(assembly, seconds);
    centralised = new CentralisedSgd(assembly, seconds);
    long centralisedUpdates = meanUpdates() * updates.length;
    long gradients = IsolatedLearners.gradientsPerUpdate(assembly);
    progress =
        new BoundsProgress(
            (LongStream.of(updates).sum() + centralisedUpdates) * gradients, listener);
    scores = new BoundScore[1 + updates.length];
  }

  /**
   * Computes the bounds; returns when all threads have ended.
   *
   * @param updatesPerLearner what each learner of the run has made, or will make
   * @param seconds length of the run, over which the updates of a natural clock are spread
   * @param threads at least 1; more than learners + 1 find no work
   * @throws BoundsException when a thread fails; with the cause
   * @throws InterruptedException when the caller is interrupted; the threads end then too
   */
  public static Bounds run(
      RunAssembly assembly,
      long[] updatesPerLearner,
      double seconds,
      int threads,
      ProgressListener progress)
      throws InterruptedException {
    requireUpdates(assembly, updatesPerLearner);
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new IllegalArgumentException("seconds must be 0 or more, was " + seconds);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
    BoundsRunner runner = new BoundsRunner(assembly, updatesPerLearner, seconds, progress);
    runner.runOn(Math.min(threads, runner.scores.length));
    return new Bounds(
        runner.scores[CENTRALISED], Arrays.asList(runner.scores).subList(1, runner.scores.length));
  }

  private static void requireUpdates(RunAssembly assembly, long[] updates) {
    int learners = assembly.description().learners();
    if (updates.length != learners) {
      throw new IllegalArgumentException(
          "numbers of updates are given for "
              + updates.length
              + " learners, the run has "
              + learners);
    }
    for (int id = 0; id < learners; id++) {
      if (updates[id] < 0) {
        throw new IllegalArgumentException(
            "updates of learner " + id + " must be 0 or more, was " + updates[id]);
      }
    }
  }

  private long meanUpdates() {
    return Math.round((double) LongStream.of(updates).sum() / updates.length);
  }

  private void runOn(int threads) throws InterruptedException {
    AtomicInteger names = new AtomicInteger();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, work -> daemon(work, "bounds-" + names.getAndIncrement()));
    try {
      pool.invokeAll(Collections.nCopies(threads, Executors.callable(this::workOrGiveUp)));
    } finally {
      progress.cancel();
      pool.shutdown();
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }
    if (firstFault.get() != null) {
      throw failure(firstFault.get());
    }
  }

  private static BoundsException failure(Throwable cause) {
    return cause instanceof BoundsException named
        ? named
        : new BoundsException("the bounds could not be computed: " + cause, cause);
  }

  /** Keeps the first fault of all threads, and lets the others end. */
  private void workOrGiveUp() {
    try {
      work();
    } catch (RuntimeException | Error fault) {
      firstFault.compareAndSet(null, fault);
      progress.cancel();
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void work() {
    int job = nextJob.getAndIncrement();
    if (job == CENTRALISED) {
      // The longest comes first, so that no thread waits for it at the end.
      scores[CENTRALISED] =
          named("centralised SGD", () -> centralised.train(meanUpdates(), progress));
      job = nextJob.getAndIncrement();
    }
    if (job < scores.length) {
      trainIsolated(job);
    }
  }

  private void trainIsolated(int firstJob) {
    try (Workspace workspace = assembly.newWorkspace()) {
      for (int job = firstJob; job < scores.length; job = nextJob.getAndIncrement()) {
        int id = job - 1;
        scores[job] =
            named(
                "learner " + id + " in isolation",
                () -> isolated.train(id, updates[id], workspace, progress));
      }
    }
  }

  private static BoundScore named(String what, Supplier<BoundScore> training) {
    try {
      return training.get();
    } catch (RuntimeException | Error fault) {
      throw new BoundsException(what + " failed: " + fault, fault);
    }
  }
}
