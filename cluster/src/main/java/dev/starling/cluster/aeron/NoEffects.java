package dev.starling.cluster.aeron;

import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.Wake;

/** For a learner that is asked something and gone: what it wants done is not. */
enum NoEffects implements LearnerEffects {
  INSTANCE;

  @Override
  public void push(int peer) {}

  @Override
  public void send(ExchangeMessage message) {}

  @Override
  public void wakeAt(Wake kind, long deadlineNs) {}

  @Override
  public void record(Measure measure, double value) {}

  @Override
  public void quarantined(String reason) {}
}
