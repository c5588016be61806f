package dev.starling.ops.bench;

import dev.starling.model.Batch;
import dev.starling.model.Model;
import dev.starling.model.Models;
import dev.starling.model.PartitionTask;
import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;
import dev.starling.random.RandomStream;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;

/**
 * The ceiling of a node: the same learners' steps one after the other, and after each as many
 * pushes as the law asks for: θ is checked, copied once, checked again and mixed into another's. No
 * clocks, no transport, no versions, no actors.
 */
final class BareTraining implements Contender {
  static final String NAME = "bare loop";

  private static final float STEP_SIZE = 0.01f;
  private static final float BOUND = Float.MAX_VALUE;

  private final double pushesPerStep;
  private final Model model;
  private final ParameterVector gradient;
  private final Batch batch;
  private final ParameterVector copy;
  private final ParameterView received = new ParameterView();
  private final List<ParameterVector> models = new ArrayList<>();
  private final List<PartitionTask> tasks = new ArrayList<>();
  private final RandomStream random = RandomStream.named(1, "bench", 0);
  private double due;

  BareTraining(RunDescription run, double pushesPerStep) {
    this.pushesPerStep = pushesPerStep;
    RunAssembly assembly = RunAssembly.open(run);
    var train = assembly.data().train();
    int rows = run.steps().batch();
    model = Models.parse(run.model()).create(train.features(), train.classes(), rows);
    gradient = ParameterVector.allocate(model.parameters());
    batch = Batch.allocate(rows, train.features());
    copy = ParameterVector.allocate(model.parameters());
    received.wrap(copy, 0, copy.length());
    for (int id = 0; id < run.learners(); id++) {
      tasks.add(
          new PartitionTask(train, assembly.partitions().rows(id), model, gradient, batch, rows));
      models.add(ParameterVector.allocate(model.parameters()));
      tasks.get(id).initialise(models.get(id), random);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double measure(double seconds) {
    return Stopwatch.rate(seconds, this::steps);
  }

  private double steps() {
    for (int id = 0; id < models.size(); id++) {
      ParameterVector theta = models.get(id);
      tasks.get(id).nextBatch(theta, random);
      Kernels.axpy(-STEP_SIZE, gradient, theta);
      for (due += pushesPerStep; due >= 1; due--) {
        push(theta, models.get((id + 1 + random.nextInt(models.size() - 1)) % models.size()));
      }
    }
    return models.size();
  }

  private void push(ParameterVector from, ParameterVector to) {
    if (Kernels.isSane(from, BOUND)) {
      copy.copyFrom(from);
      if (Kernels.isSane(received, BOUND)) {
        Kernels.mix(to, 0, received, 0.5f);
      }
    }
  }

  @Override
  public void close() {
    CloseHelper.closeAll(models);
    CloseHelper.closeAll(model, gradient, batch, copy);
  }
}
