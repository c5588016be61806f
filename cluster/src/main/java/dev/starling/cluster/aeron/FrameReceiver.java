package dev.starling.cluster.aeron;

import dev.starling.learning.FrameKind;
import dev.starling.wire.FrameFault;
import dev.starling.wire.FrameFlyweight;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * A lane's end of its stream: reads each fragment where it lies in the image's term buffer and
 * hands it to the learner that it names, who mixes it before this call returns. What does not fit
 * is dropped and counted by reason. Used by the lane's thread.
 */
final class FrameReceiver implements FragmentHandler {
  /** More than a round of ticks asks for, so that mixing keeps up with them. */
  private static final int MAX_PUSHES_PER_POLL = 8;

  private final DataPlane plane;
  private final int lane;
  private final NanoClock clock;
  private final LaneLog log;
  private final FrameFlyweight frame = new FrameFlyweight();
  private final HeldFrames held = new HeldFrames();
  private final SecondCopies copies = new SecondCopies(held);
  private FragmentHandler taker = this;
  private LaneRun run;
  private int maxIpcFragments = MAX_PUSHES_PER_POLL;
  private int maxUdpFragments = MAX_PUSHES_PER_POLL;

  FrameReceiver(DataPlane plane, int lane, NanoClock clock, LaneLog log) {
    this.plane = plane;
    this.lane = lane;
    this.clock = clock;
    this.log = log;
  }

  /** Frames are for {@code run} from now on; null drops all. */
  void listenTo(LaneRun run) {
    this.run = run;
    held.clear();
    copies.clear();
    taker = run == null ? this : run.watch().before(this);
    maxIpcFragments = MAX_PUSHES_PER_POLL * framesPerPush(NodeDriver.MAX_PAYLOAD_BYTES);
    maxUdpFragments = MAX_PUSHES_PER_POLL * framesPerPush(plane.maxUdpPayloadBytes());
  }

  private int framesPerPush(int payloadBytes) {
    return run == null ? 1 : run.framesPerPush(payloadBytes);
  }

  int poll() {
    int frames = plane.poll(lane, taker, maxIpcFragments, maxUdpFragments);
    return held.isEmpty() ? frames : frames + deliverHeld();
  }

  @Override
  public void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
    log.add(Tally.FRAMES_RECEIVED, 1);
    if (run == null) {
      log.add(Tally.DROPPED_FOREIGN, 1);
      return;
    }
    FrameFault fault = frame.wrap(buffer, offset, length, header.sessionId(), run.key());
    if (fault != FrameFault.NONE) {
      log.add(fault == FrameFault.FOREIGN_RUN ? Tally.DROPPED_FOREIGN : Tally.DROPPED_MALFORMED, 1);
      return;
    }
    LaneSeat seat = run.seats().get(frame.target());
    if (seat == null) {
      log.add(Tally.DROPPED_ABSENT, 1);
    } else if (run.faults().isLost(frame)) {
      log.add(Tally.DROPPED_FAULT, 1);
    } else if (run.faults().hold()) {
      delayOrDouble(seat, buffer, offset, length, header.sessionId());
    } else {
      deliver(seat);
    }
    frame.release();
  }

  private void deliver(LaneSeat seat) {
    if (frame.kind().payload() == FrameKind.Payload.PARAMETERS) {
      run.watch().onMixed(frame.parameters().address(), frame.length() * Float.BYTES);
    }
    seat.onFrame(frame, clock.nanoTime());
  }

  private void delayOrDouble(
      LaneSeat seat, DirectBuffer buffer, int offset, int length, int session) {
    long nowNs = clock.nanoTime();
    long delayNs = run.faults().delayNs(frame);
    if (run.faults().isDoubled(frame)) {
      long dueNs = nowNs + delayNs + InjectedFaults.SECOND_COPY_LAG_NS;
      if (frame.kind() == FrameKind.PUSH_VERSIONS || frame.kind() == FrameKind.PUSH_PARAMETERS) {
        int parameters = seat.learner().parameters().length();
        countHeld(copies.keep(frame, parameters, buffer, offset, length, dueNs));
      } else {
        hold(buffer, offset, length, session, dueNs);
      }
    }
    if (delayNs > 0) {
      hold(buffer, offset, length, session, nowNs + delayNs);
    } else {
      deliver(seat);
    }
  }

  private void hold(DirectBuffer buffer, int offset, int length, int session, long dueNs) {
    countHeld(held.hold(buffer, offset, length, session, dueNs) ? 0 : 1);
  }

  private void countHeld(int lost) {
    log.add(Tally.FRAMES_HELD, lost == 0 ? 1 : 0);
    log.add(Tally.DROPPED_UNHELD, lost);
  }

  private int deliverHeld() {
    int frames = 0;
    for (HeldFrames.Held due = held.pollDue(clock.nanoTime());
        due != null;
        due = held.pollDue(clock.nanoTime())) {
      frame.wrap(due.bytes(), 0, due.length(), due.session(), run.key());
      LaneSeat seat = run.seats().get(frame.target());
      if (seat == null) {
        log.add(Tally.DROPPED_ABSENT, 1);
      } else {
        deliver(seat);
      }
      frame.release();
      held.giveBack(due);
      frames++;
    }
    return frames;
  }
}
