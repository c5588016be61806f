package dev.starling.cluster;

import dev.starling.cluster.aeron.PreparedRun;
import dev.starling.cluster.aeron.ResumedLearner;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;

/** Passes on what lanes cannot wait to say. */
record LaneListener(IntConsumer whenFinished, Consumer<ResumedLearner> whenResumed, Logger log)
    implements PreparedRun.Listener {
  @Override
  public void onFinished(int learner) {
    whenFinished.accept(learner);
  }

  @Override
  public void onResumed(ResumedLearner learner) {
    whenResumed.accept(learner);
  }

  @Override
  public void onQuarantined(int learner, String reason) {
    log.warn("learner {} is quarantined: {}", learner, reason);
  }

  @Override
  public void onAlone(int learner) {
    log.warn("learner {} came back, was sent no model, and begins with a fresh one", learner);
  }

  @Override
  public void onUnfit(int learner, String reason) {
    log.warn("learner {}: a checkpoint cannot be used: {}", learner, reason);
  }

  @Override
  public void onUnsaved(String reason) {
    log.warn("a checkpoint could not be saved; the run goes on, later ones are tried: {}", reason);
  }
}
