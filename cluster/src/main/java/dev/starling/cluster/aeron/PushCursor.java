package dev.starling.cluster.aeron;

import dev.starling.learning.Learner;
import dev.starling.learning.Offer;
import dev.starling.wire.FrameWriter;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;

/**
 * One learner's push on its way into Aeron: first the frames of the captured versions, then those
 * of θ, each written straight into a claimed part of the publication's term buffer. θ is copied as
 * it is when its frame leaves, and may change while the cursor waits; the versions were captured
 * before the first frame, so they are a lower bound for every one of them. Used by the lane's
 * thread.
 */
final class PushCursor {
  private final Learner learner;
  private final DataPlane plane;
  private final Directory directory;
  private final int lane;
  private final LaneRun run;
  private final LaneLog log;
  private final BufferClaim claim = new BufferClaim();
  private final FrameWriter writer = new FrameWriter();
  private final long[] versions;

  private ExclusivePublication publication;
  private int versionsSent;
  private int parametersSent;
  private boolean active;
  private Offer outcome;

  PushCursor(
      Learner learner, DataPlane plane, Directory directory, int lane, LaneRun run, LaneLog log) {
    this.learner = learner;
    this.plane = plane;
    this.directory = directory;
    this.lane = lane;
    this.run = run;
    this.log = log;
    this.versions = new long[learner.versions().count()];
  }

  void begin(int target) {
    if (active) {
      throw new IllegalStateException("learner " + learner.id() + " is sending already");
    }
    publication = plane.publicationTo(directory.nodeOf(target), target, lane);
    versionsSent = 0;
    parametersSent = 0;
    if (publication == null || !publication.isConnected()) {
      end(Offer.NOT_CONNECTED);
      return;
    }
    learner.versions().copyTo(versions);
    writer.push(
        run.key(),
        learner.id(),
        target,
        learner.pushSequence(),
        learner.versions().own(),
        learner.capacityTrim());
    active = true;
  }

  boolean isActive() {
    return active;
  }

  boolean hasOutcome() {
    return outcome != null;
  }

  Offer takeOutcome() {
    Offer taken = outcome;
    outcome = null;
    return taken;
  }

  /**
   * Sends frames until the push is complete or Aeron takes no more.
   *
   * @return frames sent
   */
  int advance() {
    int frames = 0;
    while (active) {
      long result = versionsSent < versions.length ? sendVersions() : sendParameters();
      if (result < 0) {
        onRefused(result);
        break;
      }
      frames++;
      if (parametersSent == learner.parameters().length()) {
        end(Offer.SENT);
      }
    }
    log.add(Tally.FRAMES_SENT, frames);
    return frames;
  }

  private long sendVersions() {
    int room = FrameWriter.maxVersionsPerFrame(publication.maxPayloadLength());
    int count = Math.min(versions.length - versionsSent, room);
    long result = claim(FrameWriter.versionFrameBytes(count));
    if (result > 0) {
      writer.encodeVersions(claim.buffer(), claim.offset(), versions, versionsSent, count);
      claim.commit();
      versionsSent += count;
    }
    return result;
  }

  private long sendParameters() {
    int room = FrameWriter.maxParametersPerFrame(publication.maxPayloadLength());
    int count = Math.min(learner.parameters().length() - parametersSent, room);
    long result = claim(FrameWriter.parameterFrameBytes(count));
    if (result > 0) {
      writer.encodeParameters(
          claim.buffer(), claim.offset(), learner.parameters(), parametersSent, count);
      run.watch()
          .onWritten(
              claim.buffer().addressOffset() + claim.offset() + FrameWriter.headerBytes(),
              count * Float.BYTES);
      claim.commit();
      parametersSent += count;
    }
    return result;
  }

  /** Counts what the claim moves the stream by, which includes the padding at the end of a term. */
  private long claim(int bytes) {
    long before = publication.position();
    long result = publication.tryClaim(bytes, claim);
    log.add(Tally.BYTES_SENT, Math.max(before, publication.position()) - before);
    return result;
  }

  private void onRefused(long result) {
    if (result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION) {
      log.add(Tally.BACK_PRESSURED, 1);
    } else {
      boolean begun = versionsSent > 0 || parametersSent > 0;
      end(begun ? Offer.ABANDONED : Offer.NOT_CONNECTED);
    }
  }

  private void end(Offer with) {
    active = false;
    outcome = with;
  }
}
