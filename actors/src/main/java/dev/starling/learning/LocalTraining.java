package dev.starling.learning;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;

/**
 * The mini-batches of one learner: gradient from its task, step by its optimizer, the step size
 * fixed at the start of each update as schedule × objective scale. Used by one thread.
 */
final class LocalTraining implements AutoCloseable {
  private final LocalTask task;
  private final StepSchedule schedule;
  private final ObjectiveScale scale;
  private final SgdOptimizer optimizer;
  private final DivergenceGuard guard;
  private RandomStream order;

  private double stepSize;

  LocalTraining(
      LocalTask task,
      LearnerSettings.Optimizer settings,
      ObjectiveScale scale,
      DivergenceGuard guard,
      RandomStream order) {
    this.task = task;
    this.schedule = settings.schedule();
    this.scale = scale;
    this.optimizer =
        new SgdOptimizer(settings.momentum(), settings.weightDecay(), task.parameters());
    this.guard = guard;
    this.order = order;
  }

  /**
   * Fixes the step size of the update that begins.
   *
   * @param updates that the learners have made in the mean
   */
  void beginUpdate(double updates, long elapsedNs) {
    stepSize = schedule.rateAt(updates, elapsedNs) * scale.next();
  }

  /**
   * One mini-batch. When its loss shows that the model has diverged, the step is not taken.
   *
   * @return the loss before the step
   */
  double step(ParameterVector theta) {
    double loss = task.nextBatch(theta, order);
    if (guard.isSane(loss)) {
      optimizer.step(theta, task.gradient(), stepSize);
    }
    return loss;
  }

  LocalTask task() {
    return task;
  }

  /** Forgets what belongs to a model that is gone. */
  void reset() {
    optimizer.reset();
  }

  void save(StateWriter out) {
    out.putLong(order.state());
    out.putDouble(stepSize);
    optimizer.save(out);
    task.save(out);
  }

  void restore(StateReader in) {
    order = RandomStream.restored(in.getLong());
    stepSize = in.getDouble();
    optimizer.restore(in);
    task.restore(in);
  }

  @Override
  public void close() {
    optimizer.close();
  }
}
