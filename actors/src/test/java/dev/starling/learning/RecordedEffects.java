package dev.starling.learning;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a learner asked for, as text and as its last values. */
final class RecordedEffects implements LearnerEffects {
  final List<String> trace = new ArrayList<>();
  final List<Integer> pushes = new ArrayList<>();
  final List<ExchangeMessage> messages = new ArrayList<>();
  final List<Double> samples = new ArrayList<>();
  final List<Double> latenessNs = new ArrayList<>();
  long stepAtNs = -1;
  long gossipAtNs = -1;

  @Override
  public void push(int peer) {
    trace.add("push " + peer);
    pushes.add(peer);
  }

  @Override
  public void send(ExchangeMessage message) {
    trace.add(message.toString());
    messages.add(message);
  }

  @Override
  public void wakeAt(Wake kind, long deadlineNs) {
    trace.add(kind + " " + deadlineNs);
    if (kind == Wake.STEP) {
      stepAtNs = deadlineNs;
    } else {
      gossipAtNs = deadlineNs;
    }
  }

  @Override
  public void record(Measure measure, double value) {
    trace.add(measure + " " + value);
    if (measure == Measure.STALENESS_SAMPLE) {
      samples.add(value);
    } else if (measure == Measure.UPDATE_LATENESS_NS) {
      latenessNs.add(value);
    }
  }

  @Override
  public void quarantined(String reason) {
    trace.add(reason);
  }
}
