package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import java.util.Set;

/**
 * The run that ended last, for one who comes to follow it when it is over. Immutable.
 *
 * @param part of which run it was
 * @param word the last that was told of it
 */
record LastRun(String part, RunEvent word) {

  /**
   * What one hears who comes now.
   *
   * @param reachable nodes that are there; of others nothing can be read any more
   */
  RunEvent word(Set<ActorRef<ReporterMessage>> reachable) {
    return word instanceof RunEvent.Finished finished
        ? new RunEvent.Finished(finished.result().on(reachable))
        : word;
  }
}
