package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.FrameKind;
import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.Offer;
import dev.starling.learning.Origins;
import dev.starling.run.InputLog;
import dev.starling.sim.staleness.VersionMatrix;
import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole run in virtual time, and the version engine fed with the events of that run. */
class VersionsOfAWholeRunTest {
  private static final int LEARNERS = 100;

  @ParameterizedTest
  @CsvSource({
    // seed, share of the pushes lost, share of them that come twice
    "1, 0, 0",
    "2, 0.3, 0",
    "3, 0.1, 0.2"
  })
  void shouldGiveExactlyTheStalenessOfTheHostForTheSameEvents(
      long seed, double loss, double duplication) {
    NetworkOptions network = NetworkOptions.PERFECT.withLoss(loss, 0).withDuplication(duplication);
    CapacitySettings capacity = new CapacitySettings.Fixed(StrictMath.log(LEARNERS));
    try (BowlCluster run = BowlCluster.of(LEARNERS, seed, capacity, network)) {
      VersionMatrix matrix = new VersionMatrix(Origins.of(LEARNERS, LEARNERS, LEARNERS, seed));
      for (int id = 0; id < LEARNERS; id++) {
        run.cluster.record(id, new Events(run.cluster, matrix, id));
      }
      run.start();
      for (int second = 1; second <= 12; second++) {
        run.runUntil(second);
        assertSameStaleness(run.cluster, matrix, seed);
      }
      assertThat(matrix.meanStaleness()).as("seed %d", seed).isBetween(0.7, 2.2);
    }
  }

  private static void assertSameStaleness(VirtualCluster cluster, VersionMatrix matrix, long seed) {
    for (int origin = 0; origin < LEARNERS; origin++) {
      catchUp(cluster, matrix, origin);
      long newest = cluster.learner(origin).versions().own();
      for (int holder = 0; holder < LEARNERS; holder++) {
        assertThat(matrix.staleness(origin, holder))
            .as("of learner %d at learner %d, seed %d", origin, holder, seed)
            .isEqualTo(newest - cluster.learner(holder).versions().of(origin));
      }
    }
  }

  /** Tells the matrix of the updates that {@code learner} has made since. */
  private static void catchUp(VirtualCluster cluster, VersionMatrix matrix, int learner) {
    long own = cluster.learner(learner).versions().own();
    while (matrix.version(learner, learner) < own) {
      matrix.update(learner);
    }
  }

  /** Hands the pushes that one learner receives on to the matrix. */
  private record Events(VirtualCluster cluster, VersionMatrix matrix, int id) implements InputLog {

    @Override
    public void onFrame(FrameView frame, long nowNs) {
      if (frame.kind() == FrameKind.PUSH_PARAMETERS) {
        catchUp(cluster, matrix, frame.source());
        matrix.push(frame.source(), id);
      }
    }

    @Override
    public void onRestored(long nowNs) {
      throw new AssertionError("nobody goes, so nobody comes back");
    }

    @Override
    public void onEnd(Learner learner) {
      // Nothing to see.
    }

    @Override
    public LearnerEffects recording(LearnerEffects performing) {
      return performing;
    }

    @Override
    public void onStart(long nowNs) {
      // Nobody has made an update yet.
    }

    @Override
    public void onAwaitModel(long updatesMade, long elapsedNs, long nowNs) {
      throw new AssertionError("nobody goes, so nobody comes back");
    }

    @Override
    public void onStep(long nowNs) {
      // The learner counts its updates; they matter when it pushes.
    }

    @Override
    public void onGossipTick(long nowNs) {
      // The push is told by its receiver, if it arrives.
    }

    @Override
    public void onPushSent(Offer outcome, long nowNs) {
      // Arrived before, at the same instant.
    }

    @Override
    public void onPeersChanged(BitSet live, long nowNs) {
      // Nobody comes or goes.
    }

    @Override
    public void onStop(long nowNs) {
      // The versions stay.
    }
  }
}
