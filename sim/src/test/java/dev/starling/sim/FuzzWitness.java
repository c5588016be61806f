package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.FrameKind;
import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.LearnerState;
import dev.starling.learning.Offer;
import dev.starling.run.InputLog;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Sees every frame that reaches one learner: nothing that is not finite, and no version that its
 * origin has not reached. It counts, by the rule that a push begins with each frame whose number
 * differs from that of the last frame of its source, how many pushes must end mixed or partial.
 */
final class FuzzWitness implements InputLog {
  private static final Set<FrameKind> PUSH =
      EnumSet.of(FrameKind.PUSH_VERSIONS, FrameKind.PUSH_PARAMETERS);

  private final VirtualCluster cluster;
  private final int learner;
  private final boolean staysOut;
  private final Map<Integer, Long> lastSequence = new HashMap<>();
  private long begun;

  FuzzWitness(VirtualCluster cluster, int learner, boolean staysOut) {
    this.cluster = cluster;
    this.learner = learner;
    this.staysOut = staysOut;
  }

  /** Pushes that the learner must have mixed, or counted as partial. */
  long begun() {
    return begun;
  }

  @Override
  public void onFrame(FrameView frame, long nowNs) {
    assertThat(frame.target()).isEqualTo(learner);
    assertThat(frame.sourceVersion()).isLessThanOrEqualTo(cluster.newestVersion(frame.source()));
    for (int i = 0; i < frame.length(); i++) {
      if (frame.carriesVersions()) {
        assertThat(frame.version(i)).isLessThanOrEqualTo(cluster.newestVersion(frame.offset() + i));
      } else if (frame.kind() == FrameKind.PUSH_PARAMETERS) {
        assertThat(Float.isFinite(frame.parameters().get(i)))
            .as("a value of learner %d on the wire", frame.source())
            .isTrue();
      }
    }
    boolean refused = staysOut && cluster.learner(learner).state() == LearnerState.QUARANTINED;
    if (!refused && PUSH.contains(frame.kind())) {
      Long last = lastSequence.put(frame.source(), frame.pushSequence());
      begun += last == null || last != frame.pushSequence() ? 1 : 0;
    }
  }

  @Override
  public void onStart(long nowNs) {
    lastSequence.clear();
  }

  @Override
  public void onAwaitModel(long updatesMade, long elapsedNs, long nowNs) {
    lastSequence.clear();
  }

  @Override
  public void onRestored(long nowNs) {
    lastSequence.clear();
  }

  @Override
  public void onStep(long nowNs) {
    // Nothing to see.
  }

  @Override
  public void onGossipTick(long nowNs) {
    // Nothing to see.
  }

  @Override
  public void onPushSent(Offer outcome, long nowNs) {
    // Nothing to see.
  }

  @Override
  public void onPeersChanged(BitSet live, long nowNs) {
    // Nothing to see.
  }

  @Override
  public void onStop(long nowNs) {
    // Nothing to see.
  }

  @Override
  public void onEnd(Learner ended) {
    // Nothing to see.
  }

  @Override
  public LearnerEffects recording(LearnerEffects performing) {
    return performing;
  }
}
