package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.actor.LearnerEvent;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.LearnerScore;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where each learner of a run lives, and as whom it is to be started where it does not. Used by one
 * thread.
 */
final class Seats {
  static final int NOWHERE = -1;

  private final KeptNode[] homes;

  /** For each learner, as which of its lives it is to be started next; the first is 0. */
  private final int[] incarnations;

  /** For each learner, in which of its lives it was when it last took a seat. */
  private final int[] lives;

  /** For each learner, the updates that it had made when it was last heard. */
  private final long[] updates;

  /** For each learner, its accuracy when it was last scored; NaN when it never was. */
  private final float[] accuracies;

  /** For each learner, the run time of that. */
  private final float[] scoredSeconds;

  private final BitSet returning = new BitSet();

  Seats(int learners) {
    homes = new KeptNode[learners];
    incarnations = new int[learners];
    lives = new int[learners];
    updates = new long[learners];
    accuracies = new float[learners];
    scoredSeconds = new float[learners];
    Arrays.fill(accuracies, Float.NaN);
    Arrays.fill(scoredSeconds, Float.NaN);
  }

  /** All learners come back from the part of the run before, as that incarnation. */
  void resume(int incarnation) {
    returning.set(0, homes.length);
    Arrays.fill(incarnations, incarnation);
    Arrays.fill(lives, incarnation);
  }

  /** All learners were started by another keeper. */
  void resume(KeptRecord record) {
    System.arraycopy(record.lives(), 0, lives, 0, lives.length);
    System.arraycopy(record.updates(), 0, updates, 0, updates.length);
    System.arraycopy(record.accuracies(), 0, accuracies, 0, accuracies.length);
    System.arraycopy(record.scoredSeconds(), 0, scoredSeconds, 0, scoredSeconds.length);
    returning.set(0, homes.length);
    for (int learner = 0; learner < incarnations.length; learner++) {
      // Who lived on the keeper's node comes back, and nobody may come back as who it was.
      incarnations[learner] = 1 + Math.max(record.incarnations()[learner], record.lives()[learner]);
    }
  }

  /** The node of a learner; null when it has none. */
  KeptNode home(int learner) {
    return homes[learner];
  }

  /** Whether a learner's seat is on that node. */
  boolean livesOn(int learner, String node) {
    return homes[learner] != null && homes[learner].name().equals(node);
  }

  /** A learner has its seat on a node; returns whether that is news. */
  boolean seat(int learner, KeptNode node) {
    boolean isNew = homes[learner] != node;
    homes[learner] = node;
    return isNew;
  }

  /** A learner that has its seat took it as that incarnation. */
  void noteLife(int learner, int incarnation) {
    lives[learner] = incarnation;
  }

  void unseat(int learner) {
    homes[learner] = null;
  }

  /** A learner that has lost its seat in mid-run comes back as that incarnation. */
  void comesBack(int learner, int incarnation) {
    returning.set(learner);
    incarnations[learner] = incarnation;
  }

  /** What a learner is to be started as; it answers to {@code replyTo}. */
  LearnerMessage.Start start(String runId, int learner, ActorRef<LearnerEvent> replyTo) {
    return new LearnerMessage.Start(
        runId, incarnations[learner], returning.get(learner), updates[learner], replyTo);
  }

  /** Copy of what each learner is to be started as. */
  int[] incarnations() {
    return incarnations.clone();
  }

  /** Copy of what each learner was when it last took a seat. */
  int[] lives() {
    return lives.clone();
  }

  /** Copy of the updates that each learner had made when it was last heard. */
  long[] updates() {
    return updates.clone();
  }

  /** Copy of the accuracies when the learners were last scored. */
  float[] accuracies() {
    return accuracies.clone();
  }

  /** Copy of the run times of these. */
  float[] scoredSeconds() {
    return scoredSeconds.clone();
  }

  /** Learners have been scored; one in quarantine has no score. */
  void noteScores(List<LearnerScore> scores, double nowSeconds) {
    for (LearnerScore score : scores) {
      double accuracy = score.quarantined() ? Double.NaN : score.accuracy();
      noteScore(score.learner(), score.updates(), accuracy, nowSeconds);
    }
  }

  /** A learner has been scored; NaN is no score. */
  void noteScore(int learner, long made, double accuracy, double nowSeconds) {
    noteUpdates(learner, made);
    if (!Double.isNaN(accuracy)) {
      accuracies[learner] = (float) accuracy;
      scoredSeconds[learner] = (float) nowSeconds;
    }
  }

  /**
   * What is known of a learner that loses its seat now.
   *
   * @param isHandedOver whether it leaves in good order
   */
  LearnerLoss loss(int learner, boolean isHandedOver, double nowSeconds) {
    return new LearnerLoss(
        learner,
        homes[learner].name(),
        isHandedOver,
        lives[learner],
        updates[learner],
        accuracies[learner],
        scoredSeconds[learner],
        nowSeconds);
  }

  /** A learner has made so many updates. */
  void noteUpdates(int learner, long made) {
    updates[learner] = Math.max(updates[learner], made);
  }

  /** Learners that have not said that they have a seat. */
  IntStream missing() {
    return IntStream.range(0, homes.length).filter(learner -> homes[learner] == null);
  }

  /** Learners that live on a node. */
  BitSet on(KeptNode node) {
    BitSet there = new BitSet();
    IntStream.range(0, homes.length).filter(learner -> homes[learner] == node).forEach(there::set);
    return there;
  }

  /** For each learner the index of its home in {@code nodes}, or {@link #NOWHERE}. */
  int[] indicesIn(List<KeptNode> nodes) {
    return Arrays.stream(homes)
        .mapToInt(home -> home == null ? NOWHERE : nodes.indexOf(home))
        .toArray();
  }
}
