package dev.starling.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.Consumer;

/** Passes what is said of a run on to code that is no actor, and ends with the last word. */
final class Submitter {
  private Submitter() {}

  static Behavior<RunEvent> create(Consumer<RunEvent> listener) {
    return Behaviors.receive(RunEvent.class)
        .onAnyMessage(
            event -> {
              listener.accept(event);
              return event.isLast() ? Behaviors.stopped() : Behaviors.same();
            })
        .build();
  }
}
