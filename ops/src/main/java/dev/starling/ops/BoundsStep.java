package dev.starling.ops;

import dev.starling.run.RunAssembly;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.experiment.BoundsCache;
import dev.starling.sim.experiment.BoundsKey;
import dev.starling.sim.experiment.BoundsRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Computes what a run is held against, with as many updates as each of its learners has made, and
 * shows how far it is. Where nodes keep their data to themselves nobody can. Ctrl-C leaves the
 * bounds out. Used by one thread.
 */
final class BoundsStep {
  private BoundsStep() {}

  /** Returns null when the bounds are not wanted, or no longer. */
  static Bounds run(
      TrainRequest request, Outcome outcome, Console console, Interruption interruption) {
    boolean hasData = !request.run().data().placement().isLocal();
    if (!hasData || !request.config().boundsEnabled() || interruption.isRequested()) {
      return null;
    }
    Thread waiting = Thread.currentThread();
    interruption.answerWith(waiting::interrupt);
    try {
      return findOrCompute(request, outcome, console);
    } catch (InterruptedException enough) {
      return null;
    } finally {
      interruption.note();
      // One that came with the last bound would break the writing of the results.
      Thread.interrupted();
    }
  }

  private static Bounds findOrCompute(TrainRequest request, Outcome outcome, Console console)
      throws InterruptedException {
    RunAssembly assembly = RunAssembly.open(request.run());
    // Those that are gone have made none that count.
    long[] updates = new long[request.run().learners()];
    outcome.validation().forEach(score -> updates[score.learner()] = score.updates());
    // A model whose code may change between two runs has no key.
    Optional<BoundsKey> key = BoundsKey.of(assembly, updates, outcome.seconds());
    BoundsCache cache =
        new BoundsCache(request.config().boundsCache().orElseGet(BoundsStep::cache));
    Optional<Bounds> known = key.flatMap(cache::find);
    if (known.isPresent()) {
      return known.get();
    }
    Bounds bounds = compute(request, assembly, updates, outcome.seconds(), console);
    if (key.isPresent()) {
      store(cache, key.get(), bounds, console);
    }
    return bounds;
  }

  private static Bounds compute(
      TrainRequest request, RunAssembly assembly, long[] updates, double seconds, Console console)
      throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    if (!request.quiet() && !console.isTerminal()) {
      console.people().println("bounds: centralised SGD, and each learner alone");
    }
    try (ShareView view = ShareView.on(console, "bounds", request.quiet())) {
      return BoundsRunner.run(assembly, updates, seconds, threads, share -> view.show(share, ""));
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
}
