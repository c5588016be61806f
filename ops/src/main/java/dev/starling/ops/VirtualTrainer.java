package dev.starling.ops;

import dev.starling.learning.Learner;
import dev.starling.run.RunAssembly;
import dev.starling.sim.VirtualOptions;
import dev.starling.sim.VirtualOutcome;
import dev.starling.sim.VirtualRun;
import dev.starling.sim.VirtualRunListener;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import java.util.function.Consumer;

/** Trains in virtual time, on the thread that asks for it. Used by one thread. */
final class VirtualTrainer implements Trainer {
  private final TrainRequest request;
  private final VirtualOptions options;
  private final Console console;
  private final Interruption interruption;

  VirtualTrainer(
      TrainRequest request, VirtualOptions options, Console console, Interruption interruption) {
    this.request = request;
    this.options = options;
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public void train(RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished) {
    RunAssembly assembly = RunAssembly.open(request.run());
    LearnerModels models = new LearnerModels(directory);
    // The run asks at each of its rows whether it is to end.
    interruption.note();
    try (ShareView view = ShareView.on(console, "virtual time", request.quiet())) {
      VirtualOutcome outcome =
          VirtualRun.run(
              assembly,
              options,
              new VirtualRunListener() {
                @Override
                public void onRow(MetricsRow row, double share) {
                  rows.accept(row);
                  view.show(share, line(row));
                }

                @Override
                public void onStopped(Learner learner) {
                  models.keep(learner);
                }

                @Override
                public boolean isInterrupted() {
                  return interruption.isRequested();
                }
              });
      VirtualResult result = new VirtualResult(outcome, assembly.partitions());
      finished.accept(result);
      models.finish(result.validation(), request.average());
    }
  }

  /** How the run stands, for people. */
  static String line(MetricsRow row) {
    StringBuilder line =
        new StringBuilder()
            .append(Figures.fixed(row.seconds(), 1))
            .append(" s  ")
            .append(Figures.count(row.updates().min()))
            .append(" updates");
    if (row.accuracy() != null) {
      line.append("  acc ").append(Figures.percent(row.accuracy().min()));
      line.append('/').append(Figures.percent(row.accuracy().median()));
      line.append('/').append(Figures.percent(row.accuracy().max())).append('%');
    } else if (row.loss() != null) {
      line.append("  loss ").append(Figures.compact(row.loss().min()));
      line.append('/').append(Figures.compact(row.loss().median()));
      line.append('/').append(Figures.compact(row.loss().max()));
    }
    if (row.staleness() != null && row.staleness().mean() != null) {
      line.append("  S ").append(Figures.fixed(row.staleness().mean(), 2));
    }
    return line.toString();
  }
}
