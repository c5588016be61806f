package dev.starling.actor;

import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.Signal;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;

/**
 * The mailbox of one learner. It takes a seat on the lane when a run starts and gives it up, on the
 * lane, whichever way it ends: a frame that reached a freed θ would end the JVM. It is never
 * restarted by supervision; a fault is reported to whoever started it, and stops it.
 */
public final class LearnerActor extends AbstractBehavior<LearnerMessage> {
  private final int learner;
  private final LearnerLane lane;

  private LearnerLane.Seat seat;
  private LearnerMessage.Start start;
  private boolean handingOver;

  private LearnerActor(ActorContext<LearnerMessage> context, int learner, LearnerLane lane) {
    super(context);
    this.learner = learner;
    this.lane = lane;
  }

  /** An actor for one learner that runs on {@code lane}'s thread. */
  public static Behavior<LearnerMessage> create(int learner, LearnerLane lane) {
    return Behaviors.setup(context -> new LearnerActor(context, learner, lane));
  }

  /** Not by Akka's builder, whose handlers allocate 70 bytes for each message. */
  @Override
  public Receive<LearnerMessage> createReceive() {
    return new Receive<>() {
      @Override
      public Behavior<LearnerMessage> receiveMessage(LearnerMessage message) {
        return onMessage(message);
      }

      @Override
      public Behavior<LearnerMessage> receiveSignal(Signal signal) {
        return signal instanceof PostStop || signal instanceof PreRestart
            ? onEnd()
            : Behaviors.unhandled();
      }
    };
  }

  private Behavior<LearnerMessage> onMessage(LearnerMessage message) {
    if (message == LearnerMessage.Step.INSTANCE) {
      return onStep();
    } else if (message == LearnerMessage.Stop.INSTANCE) {
      return onStop();
    } else if (message instanceof LearnerMessage.Start asked) {
      return onStart(asked);
    } else if (message instanceof Found found) {
      return onFound(found);
    } else if (message instanceof HandedOver handed) {
      return onHandedOver(handed);
    }
    return Behaviors.unhandled();
  }

  private Behavior<LearnerMessage> onStart(LearnerMessage.Start next) {
    if (!lane.isPrepared(next.runId()) || handingOver) {
      return this;
    }
    // Known and without a seat: its state is being looked for.
    boolean isKnown = start != null && start.runId().equals(next.runId());
    if (isKnown && seat != null && seat.isTaken()) {
      // Whoever asked last hears what becomes of it.
      start = next;
      acknowledge(next);
    } else if (!isKnown || seat != null) {
      leaveSeat();
      start = next;
      if (next.returns()) {
        getContext()
            .pipeToSelf(
                lane.find(next.runId(), learner),
                (state, fault) -> new Found(next, fault == null ? state : StartingState.NEXT_PUSH));
      } else {
        takeSeat(StartingState.NEW);
      }
    }
    return this;
  }

  // The search that was begun last is meant, not one that was asked for in the same words.
  @SuppressWarnings("ReferenceEquality")
  private Behavior<LearnerMessage> onFound(Found found) {
    if (found.start() != start || handingOver) {
      return this;
    }
    if (lane.isPrepared(start.runId())) {
      takeSeat(found.state().knowing(start.updates()));
    } else {
      start = null;
    }
    return this;
  }

  private void takeSeat(StartingState state) {
    try {
      seat = lane.seat(start.runId(), learner, start.incarnation(), state, getContext().getSelf());
    } catch (RuntimeException | Error fault) {
      report(fault);
      throw fault;
    }
    acknowledge(start);
  }

  private void acknowledge(LearnerMessage.Start asked) {
    asked
        .replyTo()
        .tell(
            new LearnerEvent.Started(
                asked.runId(),
                learner,
                lane.node(),
                seat.incarnation(),
                seat.source(),
                seat.updates()));
  }

  private Behavior<LearnerMessage> onStep() {
    if (seat != null) {
      try {
        seat.step();
      } catch (RuntimeException | Error fault) {
        report(fault);
        throw fault;
      }
    }
    return this;
  }

  private Behavior<LearnerMessage> onStop() {
    if (seat == null || !seat.isTaken()) {
      return Behaviors.stopped();
    }
    handingOver = true;
    long updates = seat.updates();
    getContext().pipeToSelf(seat.handOver(), (done, fault) -> new HandedOver(updates));
    return this;
  }

  private Behavior<LearnerMessage> onHandedOver(HandedOver handed) {
    start
        .replyTo()
        .tell(new LearnerEvent.Left(start.runId(), learner, lane.node(), handed.updates()));
    return Behaviors.stopped();
  }

  private Behavior<LearnerMessage> onEnd() {
    leaveSeat();
    return this;
  }

  private void report(Throwable fault) {
    start.replyTo().tell(new LearnerEvent.Failed(start.runId(), learner, fault.toString()));
  }

  private void leaveSeat() {
    if (seat != null) {
      seat.leave();
      seat = null;
    }
  }

  /** What the actor tells itself; it never leaves the lane. */
  sealed interface Own extends LearnerMessage, NoSerializationVerificationNeeded {}

  private record Found(LearnerMessage.Start start, StartingState state) implements Own {}

  private record HandedOver(long updates) implements Own {}
}
