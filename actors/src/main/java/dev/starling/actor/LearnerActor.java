package dev.starling.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
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
  private String seatedRun;
  private ActorRef<LearnerEvent> starter;

  private LearnerActor(ActorContext<LearnerMessage> context, int learner, LearnerLane lane) {
    super(context);
    this.learner = learner;
    this.lane = lane;
  }

  /** An actor for one learner that runs on {@code lane}'s thread. */
  public static Behavior<LearnerMessage> create(int learner, LearnerLane lane) {
    return Behaviors.setup(context -> new LearnerActor(context, learner, lane));
  }

  @Override
  public Receive<LearnerMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(LearnerMessage.Start.class, this::onStart)
        .onMessageEquals(LearnerMessage.Step.INSTANCE, this::onStep)
        .onMessageEquals(LearnerMessage.Stop.INSTANCE, this::onStop)
        .onSignal(PostStop.class, signal -> onEnd())
        .onSignal(PreRestart.class, signal -> onEnd())
        .build();
  }

  private Behavior<LearnerMessage> onStart(LearnerMessage.Start start) {
    if (!lane.isPrepared(start.runId())) {
      return this;
    }
    if (!start.runId().equals(seatedRun)) {
      leaveSeat();
      starter = start.replyTo();
      seatedRun = start.runId();
      takeSeat(start);
    }
    start.replyTo().tell(new LearnerEvent.Started(start.runId(), learner, lane.node()));
    return this;
  }

  private void takeSeat(LearnerMessage.Start start) {
    try {
      seat = lane.seat(start.runId(), learner, start.incarnation(), getContext().getSelf());
    } catch (RuntimeException | Error fault) {
      report(fault);
      throw fault;
    }
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
    return Behaviors.stopped();
  }

  private Behavior<LearnerMessage> onEnd() {
    leaveSeat();
    return this;
  }

  private void report(Throwable fault) {
    starter.tell(new LearnerEvent.Failed(seatedRun, learner, fault.toString()));
  }

  private void leaveSeat() {
    if (seat != null) {
      seat.leave();
      seat = null;
    }
  }
}
