package dev.starling.sim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the runs of a sweep that have no row yet, several at a time. Every run has an engine of its
 * own, so its row does not depend on the number of threads. Used by one thread.
 */
final class SweepRunner {
  private record Run(SweepPoint point, int seedIndex) {}

  private record Ended(Run run, SweepRow row) {}

  private SweepRunner() {}

  static void run(Experiment experiment, SweepRows rows, int jobs, SweepListener listener)
      throws InterruptedException {
    List<Run> open = open(experiment, rows);
    double work = open.stream().mapToDouble(run -> run.point().trial().work()).sum();
    int total = experiment.runs();
    int done = total - open.size();
    listener.onRun(done, total, 0);
    ExecutorService workers = Executors.newFixedThreadPool(jobs, SweepRunner::worker);
    try {
      CompletionService<Ended> ended = new ExecutorCompletionService<>(workers);
      open.forEach(run -> ended.submit(() -> execute(experiment, run)));
      double made = 0;
      for (int i = 0; i < open.size(); i++) {
        Ended one = ended.take().get();
        rows.append(one.row());
        made += one.run().point().trial().work();
        listener.onRun(++done, total, made / work);
      }
    } catch (ExecutionException e) {
      throw fault(e);
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Run> open(Experiment experiment, SweepRows rows) {
    List<Run> open = new ArrayList<>();
    for (SweepPoint point : experiment.points()) {
      for (int k = 0; k < point.seeds(); k++) {
        if (rows.find(point, point.firstSeed() + k) == null) {
          open.add(new Run(point, k));
        }
      }
    }
    return open;
  }

  private static Ended execute(Experiment experiment, Run run) {
    SweepPoint point = run.point();
    long seed = point.firstSeed() + run.seedIndex();
    return new Ended(run, SweepRow.of(experiment, point, seed, point.trial().run(seed)));
  }

  private static RuntimeException fault(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException("a run of the sweep failed", e.getCause());
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "sweep");
    // A run cannot be interrupted; it must not keep a process alive whose sweep was given up.
    thread.setDaemon(true);
    return thread;
  }
}
