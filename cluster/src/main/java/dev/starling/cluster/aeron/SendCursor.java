package dev.starling.cluster.aeron;

import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.FrameKind;
import dev.starling.learning.Learner;
import dev.starling.learning.Offer;
import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;
import dev.starling.wire.FrameWriter;
import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * What one learner is sending on its way into Aeron: a push, or a message of the difference
 * exchange. In this order go a frame with a value where there is one, the frames of the versions,
 * and those of the parameters, each written straight into a claimed part of the publication's term
 * buffer. θ is copied as it is when its frame leaves, and may change while the cursor waits; the
 * versions of a push were captured before its first frame, so they are a lower bound for every one
 * of them. Used by the lane's thread.
 */
final class SendCursor {
  private static final long[] NO_VERSIONS = {};

  /** Beside Aeron's own reasons why nothing was sent, which are small. */
  private static final long DIVERGED = Long.MIN_VALUE;

  private final Learner learner;
  private final DataPlane plane;
  private final Directory directory;
  private final int lane;
  private final LaneRun run;
  private final LaneLog log;
  private final NanoClock clock;
  private final EgressLimit egress;
  private final BufferClaim claim = new BufferClaim();
  private final FrameWriter writer = new FrameWriter();
  private final long[] captured;

  private SendStream stream;
  private FrameKind headKind;
  private long headValue;
  private FrameKind versionsKind;
  private long[] versions;
  private int versionsSent;
  private FrameKind parametersKind;
  private ParameterVector parameters;
  private int parametersSent;
  private int parametersEnd;
  private final ParameterView slice = new ParameterView();
  private int target;
  private boolean isPush;
  private boolean begun;
  private boolean active;
  private Offer outcome;

  SendCursor(
      Learner learner,
      DataPlane plane,
      Directory directory,
      int lane,
      LaneRun run,
      LaneLog log,
      NanoClock clock) {
    this.learner = learner;
    this.plane = plane;
    this.directory = directory;
    this.lane = lane;
    this.run = run;
    this.log = log;
    this.clock = clock;
    egress = run.egress();
    this.captured = new long[learner.versions().count()];
  }

  /** Begins a push of the whole model. */
  void push(int target) {
    isPush = true;
    if (aim(target)) {
      learner.versions().copyTo(captured);
      writer.push(
          run.key(),
          learner.id(),
          target,
          learner.pushSequence(),
          learner.versions().own(),
          learner.capacityTrim());
      headKind = null;
      load(FrameKind.PUSH_VERSIONS, captured);
      load(FrameKind.PUSH_PARAMETERS, learner.parameters(), 0, learner.parameters().length());
    }
  }

  /** Begins a message, which must stay as it is until the outcome has been taken. */
  void send(ExchangeMessage message) {
    isPush = false;
    if (aim(message.target())) {
      writer.push(
          run.key(),
          learner.id(),
          message.target(),
          message.sequence(),
          message.sourceVersion(),
          message.capacityTrim());
      headKind = message.headKind();
      headValue = message.value();
      load(message.versionsKind(), message.versions() == null ? NO_VERSIONS : message.versions());
      load(
          message.parametersKind(),
          message.parameters(),
          message.firstParameter(),
          message.endParameter());
    }
  }

  /** Whether what was sent last is a push, and no message. */
  boolean isPush() {
    return isPush;
  }

  /** To whom it was sent. */
  int target() {
    return target;
  }

  boolean isActive() {
    return active;
  }

  boolean hasOutcome() {
    return outcome != null;
  }

  /** The time that the last frame of what was sent has still to go; see {@link SendStream}. */
  long transitNs() {
    return stream.transitNs();
  }

  Offer takeOutcome() {
    Offer taken = outcome;
    outcome = null;
    return taken;
  }

  /**
   * Sends frames until nothing is left or Aeron takes no more.
   *
   * @return frames sent
   */
  int advance() {
    int frames = 0;
    while (active) {
      if (isDone()) {
        end(Offer.SENT);
        break;
      }
      long result = sendNext();
      if (result < 0) {
        onRefused(result);
        break;
      }
      begun = true;
      frames++;
    }
    log.add(Tally.FRAMES_SENT, frames);
    return frames;
  }

  private boolean aim(int to) {
    if (active) {
      throw new IllegalStateException("learner " + learner.id() + " is sending already");
    }
    target = to;
    stream = plane.streamTo(directory.nodeOf(target), target, lane);
    if (stream == null || !stream.isConnected()) {
      countStuck();
      end(Offer.NOT_CONNECTED);
      return false;
    }
    begun = false;
    active = true;
    return true;
  }

  private void load(FrameKind kind, long[] all) {
    versionsKind = kind;
    versions = all;
    versionsSent = 0;
  }

  private void load(FrameKind kind, ParameterVector all, int from, int to) {
    parametersKind = kind;
    parameters = all;
    parametersSent = from;
    parametersEnd = to;
  }

  private boolean isDone() {
    return headKind == null && versionsSent == versions.length && parametersSent == parametersEnd;
  }

  private long sendNext() {
    if (egress.isLimited() && !egress.isFree(clock.nanoTime())) {
      log.add(Tally.HELD_BY_EGRESS, 1);
      return Publication.BACK_PRESSURED;
    }
    if (headKind != null) {
      return sendHead();
    }
    return versionsSent < versions.length ? sendVersions() : sendParameters();
  }

  private long sendHead() {
    long result = claim(FrameWriter.valueFrameBytes());
    if (result > 0) {
      writer.encodeValue(claim.buffer(), claim.offset(), headKind, headValue);
      claim.commit();
      headKind = null;
    }
    return result;
  }

  private long sendVersions() {
    int room = FrameWriter.maxVersionsPerFrame(stream.maxPayloadLength());
    int count = Math.min(versions.length - versionsSent, room);
    long result = claim(FrameWriter.versionFrameBytes(count));
    if (result > 0) {
      writer.encodeVersions(
          claim.buffer(), claim.offset(), versionsKind, versions, versionsSent, count);
      claim.commit();
      versionsSent += count;
    }
    return result;
  }

  private long sendParameters() {
    int room = FrameWriter.maxParametersPerFrame(stream.maxPayloadLength());
    int count = Math.min(parametersEnd - parametersSent, room);
    if (!isVouchedFor()
        && !Kernels.isSane(slice.wrap(parameters, parametersSent, count), bound(count))) {
      return DIVERGED;
    }
    long result = claim(FrameWriter.parameterFrameBytes(count));
    if (result > 0) {
      MutableDirectBuffer frame = run.watch().room(claim.buffer());
      writer.encodeParameters(
          frame, claim.offset(), parametersKind, parameters, parametersSent, count);
      run.watch()
          .onWritten(
              frame.addressOffset() + claim.offset() + FrameWriter.headerBytes(),
              count * Float.BYTES);
      claim.commit();
      parametersSent += count;
    }
    return result;
  }

  /** The learner looks at θ as a push begins; it may train while the rest of it waits. */
  private boolean isVouchedFor() {
    return isPush && learner.isKnownSane();
  }

  /** As the learner's own: a bound on the mean absolute parameter. */
  private float bound(int count) {
    // Below infinity, so that an infinite sum never passes.
    return (float) Math.min(run.parameterBound() * count, Float.MAX_VALUE);
  }

  /** Counts what the claim moves the stream by, which includes the padding at the end of a term. */
  private long claim(int bytes) {
    long before = stream.position();
    long result = stream.tryClaim(bytes, claim);
    long moved = Math.max(before, stream.position()) - before;
    log.add(Tally.BYTES_SENT, moved);
    if (egress.isLimited()) {
      egress.occupy(moved, clock.nanoTime());
    }
    return result;
  }

  private void onRefused(long result) {
    if (result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION) {
      log.add(Tally.BACK_PRESSURED, 1);
    } else {
      countStuck();
      end(begun ? Offer.ABANDONED : Offer.NOT_CONNECTED);
    }
  }

  private void countStuck() {
    if (stream != null && stream.isStuck()) {
      log.add(Tally.PUSHES_STUCK, 1);
    }
  }

  private void end(Offer with) {
    active = false;
    outcome = with;
  }
}
