package dev.starling.ops;

import dev.starling.cluster.RunResult;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.run.RunAssembly;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.experiment.BoundsCache;
import dev.starling.sim.experiment.BoundsKey;
import dev.starling.sim.experiment.BoundsRunner;
import dev.starling.sim.experiment.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Computes what a run is held against, with as many updates as each of its learners has made, and
 * shows how far it is. Ctrl-C leaves the bounds out. Used by one thread.
 */
final class BoundsStep {
  private static final int FULL = 100;

  private BoundsStep() {}

  /** Returns null when the bounds are not wanted, or no longer. */
  static Bounds run(
      TrainRequest request, RunResult result, Console console, Interruption interruption) {
    if (!request.config().boundsEnabled() || interruption.isRequested()) {
      return null;
    }
    Thread waiting = Thread.currentThread();
    interruption.answerWith(waiting::interrupt);
    try {
      return findOrCompute(request, result, console);
    } catch (InterruptedException enough) {
      return null;
    } finally {
      interruption.note();
      // One that came with the last bound would break the writing of the results.
      Thread.interrupted();
    }
  }

  private static Bounds findOrCompute(TrainRequest request, RunResult result, Console console)
      throws InterruptedException {
    RunAssembly assembly = RunAssembly.open(request.run());
    long[] updates = result.validation().stream().mapToLong(LearnerScore::updates).toArray();
    // A model whose code may change between two runs has no key.
    Optional<BoundsKey> key = BoundsKey.of(assembly, updates, result.seconds());
    BoundsCache cache =
        new BoundsCache(request.config().boundsCache().orElseGet(BoundsStep::cache));
    Optional<Bounds> known = key.flatMap(cache::find);
    if (known.isPresent()) {
      return known.get();
    }
    Bounds bounds = compute(request, assembly, updates, result.seconds(), console);
    if (key.isPresent()) {
      store(cache, key.get(), bounds, console);
    }
    return bounds;
  }

  private static Bounds compute(
      TrainRequest request, RunAssembly assembly, long[] updates, double seconds, Console console)
      throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (Shown shown = Shown.on(console, request.quiet())) {
      return BoundsRunner.run(assembly, updates, seconds, threads, shown);
    }
  }

  private static void store(BoundsCache cache, BoundsKey key, Bounds bounds, Console console) {
    try {
      cache.store(key, bounds);
    } catch (IOException fault) {
      console
          .people()
          .println("starling: the bounds are not kept for the next run: " + fault.getMessage());
    }
  }

  private static Path cache() {
    return BoundsCache.defaultDirectory(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** A bar on a terminal, else one line. */
  private record Shown(ProgressBar bar) implements ProgressListener, AutoCloseable {

    static Shown on(Console console, boolean quiet) {
      if (quiet || !console.isTerminal()) {
        if (!quiet) {
          console.people().println("bounds: centralised SGD, and each learner alone");
        }
        return new Shown(null);
      }
      return new Shown(
          new ProgressBarBuilder()
              .setTaskName("bounds")
              .setInitialMax(FULL)
              .setUnit("%", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(console.people(), console.width() - 1))
              .build());
    }

    @Override
    public void onProgress(double share) {
      if (bar != null) {
        bar.stepTo((long) (FULL * share));
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
