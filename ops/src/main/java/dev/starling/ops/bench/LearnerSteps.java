package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.Wake;
import dev.starling.model.Batch;
import dev.starling.model.Model;
import dev.starling.model.Models;
import dev.starling.model.PartitionTask;
import dev.starling.params.ParameterVector;
import dev.starling.topology.Topologies;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;

/** Starling's: a learner alone with all the data, stepped without a pause. */
final class LearnerSteps implements Contender {
  private static final long SEED = 1;
  private static final int STEPS_PER_CALL = 20;

  private final int batchSize;
  private final Model model;
  private final ParameterVector gradient;
  private final Batch batch;
  private final Learner learner;
  private final LearnerEffects effects = new Deaf();
  private long nowNs;

  /**
   * @param hidden width of the hidden layer; 0 for softmax regression
   */
  LearnerSteps(DataSet data, int hidden, int batchSize) {
    this.batchSize = batchSize;
    String spec = hidden == 0 ? "softmax" : "mlp:" + hidden;
    model = Models.parse(spec).create(data.features(), data.classes(), batchSize);
    gradient = ParameterVector.allocate(model.parameters());
    batch = Batch.allocate(batchSize, data.features());
    int[] rows = IntStream.range(0, data.size()).toArray();
    learner =
        new Learner(
            0,
            LearnerSettings.defaults(),
            new PartitionTask(data, rows, model, gradient, batch, batchSize),
            Topologies.parse("complete", 1, SEED),
            SEED,
            0);
    learner.start(nowNs, effects);
  }

  @Override
  public String name() {
    return STARLING;
  }

  @Override
  public double measure(double seconds) {
    return Stopwatch.rate(seconds, this::steps);
  }

  private double steps() {
    for (int i = 0; i < STEPS_PER_CALL; i++) {
      learner.onStep(++nowNs, effects);
    }
    return (double) STEPS_PER_CALL * batchSize;
  }

  @Override
  public void close() {
    CloseHelper.closeAll(learner, model, gradient, batch);
  }

  /** A learner alone asks for nothing but its next step, which it gets anyway. */
  private static final class Deaf implements LearnerEffects {
    @Override
    public void push(int peer) {
      throw new IllegalStateException("a learner alone has no peer " + peer);
    }

    @Override
    public void send(ExchangeMessage message) {
      throw new IllegalStateException("a learner alone has nobody to send to");
    }

    @Override
    public void wakeAt(Wake kind, long deadlineNs) {}

    @Override
    public void record(Measure measure, double value) {}

    @Override
    public void quarantined(String reason) {
      throw new IllegalStateException(reason);
    }
  }
}
