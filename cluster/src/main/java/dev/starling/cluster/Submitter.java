package dev.starling.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.Consumer;

/** Passes what is said of a run on to code that is no actor, and ends with the run. */
final class Submitter {
  private Submitter() {}

  static Behavior<RunEvent> create(Consumer<RunEvent> listener) {
    return Behaviors.receive(RunEvent.class)
        .onAnyMessage(
            event -> {
              listener.accept(event);
              return isLast(event) ? Behaviors.stopped() : Behaviors.same();
            })
        .build();
  }

  private static boolean isLast(RunEvent event) {
    return event instanceof RunEvent.Refused
        || event instanceof RunEvent.Finished
        || event instanceof RunEvent.Failed;
  }
}
