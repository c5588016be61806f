package dev.starling.learning;

import dev.starling.params.ParameterVector;

/**
 * When a learner makes its updates, and what they are: τ mini-batches each, one per input unless
 * updates are atomic, at the times of its update clock. Beside {@link GossipProcess} the other of a
 * learner's two processes. Used by one thread.
 */
final class UpdateProcess implements AutoCloseable {
  /**
   * For how long a natural clock waits for a push that is held back. With natural clocks learners
   * and gossip share the CPU: a learner that trained on while its pushes cannot leave would take
   * from the others the very time in which they could make room. Bounded, so that a peer that has
   * died stops nobody.
   */
  static final long MAX_HOLD_NS = 20_000_000;

  private final LearnerSettings.Updates settings;
  private final UpdateClock clock;
  private final LocalTraining training;
  private final DivergenceGuard guard;
  private final VersionVector versions;
  private final RateEstimator rates;
  private final LearnerCounters counters;

  private long startedNs;
  private long wakeAtNs;
  private int stepsDone;
  private boolean held;
  private long updatesBefore;

  /** What the others had made more when this learner came back with no state. */
  private long lead;

  UpdateProcess(
      LearnerSettings.Updates settings,
      UpdateClock clock,
      LocalTraining training,
      DivergenceGuard guard,
      VersionVector versions,
      RateEstimator rates,
      LearnerCounters counters) {
    this.settings = settings;
    this.clock = clock;
    this.training = training;
    this.guard = guard;
    this.versions = versions;
    this.rates = rates;
    this.counters = counters;
  }

  /** The run of this learner begins now. */
  void start(long nowNs) {
    startedNs = nowNs;
  }

  /** The run of this learner began at {@code startedAtNs}, and it has made updates since. */
  void startAfter(long updatesMade, long startedAtNs) {
    updatesBefore = updatesMade;
    startedNs = startedAtNs;
  }

  /**
   * The learner has come back with no state, and others are at {@code updates}: its step size goes
   * on from there. It still makes as many updates as it was asked for, but if it made what it
   * missed with the large steps of long ago while the others have come to rest, it would draw every
   * model to its own data. A lead is never lost: where a whole run comes back, the counts of others
   * begin anew.
   */
  void catchUpWith(long updates) {
    lead = Math.max(lead, updates - updatesMade() - Math.round(rates.ahead()));
  }

  /** Sets the clock going, from now on. */
  void begin(long nowNs, LearnerEffects effects) {
    clock.start(nowNs);
    wake(clock.next(nowNs), effects);
  }

  /** Updates that the model was made with, in all incarnations. */
  long updatesMade() {
    return updatesBefore + Version.count(versions.own());
  }

  /**
   * Updates that the learners have made in the mean, as far as this one knows. The step size goes
   * by it and not by the learner's own count: towards the end of a run those who are behind would
   * otherwise step many times as far as the others, and draw every model to their own data.
   */
  private double progress() {
    return updatesMade() + lead + rates.ahead();
  }

  /** Whether the learner has made all that it was asked for. */
  boolean isThrough() {
    return settings.isLast(updatesMade());
  }

  /**
   * Runs the mini-batches of one input and asks for the next, unless they complete an update or the
   * model has diverged.
   *
   * @return the loss of the last one
   */
  double step(ParameterVector theta, long nowNs, LearnerEffects effects) {
    held = false;
    if (stepsDone == 0) {
      training.beginUpdate(progress(), nowNs - startedNs);
    }
    int until = settings.atomic() ? settings.stepsPerUpdate() : stepsDone + 1;
    double loss = 0;
    while (stepsDone < until && guard.isSane(loss)) {
      loss = training.step(theta);
      counters.steps++;
      stepsDone++;
      effects.record(LearnerEffects.Measure.BATCH_LOSS, loss);
    }
    if (guard.isSane(loss) && !isUpdateComplete()) {
      wake(nowNs, effects);
    }
    return loss;
  }

  /** Whether the τ mini-batches of the update under way are done. */
  boolean isUpdateComplete() {
    return stepsDone == settings.stepsPerUpdate();
  }

  /** Counts the update whose mini-batches are done. */
  void countUpdate(long nowNs, LearnerEffects effects) {
    stepsDone = 0;
    versions.advanceOwn();
    counters.updates++;
    if (clock.isPaced()) {
      effects.record(LearnerEffects.Measure.UPDATE_LATENESS_NS, (double) clock.latenessNs(nowNs));
    }
  }

  /** Asks for the next update; {@code sending}: whether a push is being held back. */
  void next(boolean sending, long nowNs, LearnerEffects effects) {
    held = sending && !clock.isPaced();
    wake(held ? nowNs + MAX_HOLD_NS : clock.next(nowNs), effects);
  }

  /** Nothing is held back any more. */
  void release(long nowNs, LearnerEffects effects) {
    if (held) {
      held = false;
      wake(nowNs, effects);
    }
  }

  long partitionHash() {
    return training.task().partitionHash();
  }

  FirstDraws firstBatches() {
    return training.task().firstBatches();
  }

  /** Forgets what belongs to a model that is gone. */
  void reset() {
    training.reset();
    stepsDone = 0;
    held = false;
  }

  void save(StateWriter out, long nowNs) {
    out.putLong(startedNs - nowNs);
    out.putLong(wakeAtNs - nowNs);
    out.putInt(stepsDone);
    out.putLong(updatesMade());
    out.putLong(lead);
    clock.save(out, nowNs);
    training.save(out);
  }

  /** Restores what was saved, after {@link #versions} were. */
  void restore(StateReader in, long nowNs) {
    startedNs = nowNs + in.getLong();
    wakeAtNs = nowNs + in.getLong();
    stepsDone = in.getInt();
    updatesBefore = in.getLong() - Version.count(versions.own());
    lead = in.getLong();
    clock.restore(in, nowNs);
    training.restore(in);
  }

  /** Asks for the mini-batch that was due next as the state was saved. */
  void resume(long nowNs, LearnerEffects effects) {
    wake(Math.max(nowNs, wakeAtNs), effects);
  }

  @Override
  public void close() {
    training.close();
  }

  private void wake(long deadlineNs, LearnerEffects effects) {
    wakeAtNs = deadlineNs;
    effects.wakeAt(Wake.STEP, deadlineNs);
  }
}
