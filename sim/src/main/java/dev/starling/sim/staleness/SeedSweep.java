package dev.starling.sim.staleness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * One experiment run with several seeds, several runs side by side. Every run has an engine of its
 * own, so what comes out does not depend on the number of threads; memory is that of one run times
 * the threads. Immutable.
 *
 * @param outcomes in the order of their seeds
 */
public record SeedSweep(List<StalenessOutcome> outcomes) {

  public SeedSweep {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * Runs {@code experiment} with its seed and the ones that follow it.
   *
   * @param seeds number of runs, at least 1
   * @param threads runs at a time, at least 1
   */
  public static SeedSweep run(StalenessExperiment experiment, int seeds, int threads) {
    return run(experiment, seeds, threads, outcome -> {});
  }

  /**
   * Like {@link #run(StalenessExperiment, int, int)}, and hands each outcome, in the order of the
   * seeds and on the calling thread, to {@code listener}.
   *
   * @throws IllegalStateException when the calling thread is interrupted; it stays so
   */
  public static SeedSweep run(
      StalenessExperiment experiment, int seeds, int threads, Consumer<StalenessOutcome> listener) {
    if (seeds < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "a sweep needs at least 1 seed and 1 thread, not " + seeds + " and " + threads);
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads, SeedSweep::worker);
    try {
      List<Future<StalenessOutcome>> runs = new ArrayList<>();
      for (int k = 0; k < seeds; k++) {
        StalenessExperiment seeded = experiment.withSeed(experiment.seed() + k);
        runs.add(workers.submit(() -> StalenessEngine.run(seeded)));
      }
      List<StalenessOutcome> outcomes = new ArrayList<>();
      for (Future<StalenessOutcome> run : runs) {
        outcomes.add(await(run));
        listener.accept(outcomes.get(outcomes.size() - 1));
      }
      return new SeedSweep(outcomes);
    } finally {
      workers.shutdownNow();
    }
  }

  /** The mean of one figure over the runs, with its standard error. */
  public Estimate estimate(ToDoubleFunction<StalenessOutcome> figure) {
    return Estimate.of(outcomes.stream().mapToDouble(figure).toArray());
  }

  /** The mean of one measured figure over the runs, with its standard error. */
  public Estimate measured(ToDoubleFunction<StalenessFigures> figure) {
    return estimate(outcome -> figure.applyAsDouble(outcome.measured()));
  }

  /** The mean of one figure of theory: it differs between seeds where these draw the rates. */
  public double theory(ToDoubleFunction<StalenessFigures> figure) {
    return estimate(outcome -> figure.applyAsDouble(outcome.theory())).mean();
  }

  private static StalenessOutcome await(Future<StalenessOutcome> run) {
    try {
      return run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run of the sweep was under way", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a run of the sweep failed", e.getCause());
    }
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "staleness-sweep");
    // A run cannot be interrupted; it must not keep a JVM alive whose sweep was given up.
    thread.setDaemon(true);
    return thread;
  }
}
