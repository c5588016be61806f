package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.starling.actor.LearnerEvent;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * What the keeper of runs consists of beside the run.
 *
 * @param self the keeper
 * @param learners the ways to the learners
 * @param fromLearners where learners answer
 * @param membership who came and went, as this node has it
 */
record KeeperParts(
    ActorRef<KeeperMessage> self,
    TimerScheduler<KeeperMessage> timers,
    LearnerRegions learners,
    ActorRef<LearnerEvent> fromLearners,
    NodeAddress addresses,
    Membership membership,
    NanoClock clock,
    Logger log) {

  /** A node of a run as logs have it. */
  String whois(KeptNode node) {
    return membership.whois(NodeAddress.text(node.address()));
  }

  /** Logs that a node of a run has gone, with so many learners. */
  void logFarewell(String runId, KeptNode node, Membership.Absence absence, int learners) {
    log.atLevel(absence.cause().equals("lost") ? Level.WARN : Level.INFO)
        .log(
            "run {}: node {} {}, {} learners lived there",
            runId,
            whois(node),
            absence.cause(),
            learners);
  }
}
