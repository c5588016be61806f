package dev.starling.cluster.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;

/**
 * The stream from one lane to another. It counts as not connected while the receiver has taken
 * nothing for {@link #STUCK_NS}: Aeron itself gives up a receiver that has died only after its
 * client's time-out of 10 s, and one that only stands still never, and a learner whose push waited
 * for that would be silent towards all others too. Used by the sending lane's thread; any thread
 * may retire it.
 */
final class SendStream {
  /** A claim may be refused for so long before the stream counts as stuck. */
  static final long STUCK_NS = TimeUnit.SECONDS.toNanos(3);

  /** The rate at which a stream drains is its mean over at least so long. */
  private static final long RATE_NS = TimeUnit.SECONDS.toNanos(1);

  private final ExclusivePublication publication;
  private final int bytesUnderWay;
  private final NanoClock clock;
  private volatile boolean retired;
  private boolean refused;
  private boolean stuck;
  private boolean full;
  private long refusedSinceNs;
  private long rateFromNs;
  private long rateFromPosition;
  private double nsPerByte;

  /**
   * @param bytesUnderWay that the stream holds between a claim that is refused and the receiver; 0
   *     where it leads to none on another machine
   */
  SendStream(ExclusivePublication publication, int bytesUnderWay, NanoClock clock) {
    this.publication = publication;
    this.bytesUnderWay = bytesUnderWay;
    this.clock = clock;
    rateFromNs = clock.nanoTime();
  }

  /** Whether a push may begin. */
  boolean isConnected() {
    return !retired && publication.isConnected() && !(stuck && publication.availableWindow() <= 0);
  }

  /** Whether the receiver has taken nothing for {@link #STUCK_NS}. */
  boolean isStuck() {
    return stuck;
  }

  /**
   * Claims room for a frame, as {@link ExclusivePublication#tryClaim} does.
   *
   * @return {@link Publication#NOT_CONNECTED} also when the stream is stuck
   */
  long tryClaim(int bytes, BufferClaim claim) {
    if (retired) {
      return Publication.CLOSED;
    }
    long result = publication.tryClaim(bytes, claim);
    if (result > 0) {
      refused = false;
      stuck = false;
    } else if (result == Publication.BACK_PRESSURED) {
      return onRefused(clock.nanoTime());
    }
    return result;
  }

  private long onRefused(long nowNs) {
    full = true;
    if (!refused) {
      refused = true;
      refusedSinceNs = nowNs;
    }
    stuck = nowNs - refusedSinceNs >= STUCK_NS;
    return stuck ? Publication.NOT_CONNECTED : Publication.BACK_PRESSURED;
  }

  /**
   * The time that what was claimed last has still to go. Where a claim was refused since this was
   * asked last the stream is full: as much as it holds is ahead, and as much as the receiver allows
   * is under way, in the queue before a slow link above all; it drains as it has done of late.
   *
   * @return nanoseconds; 0 where nothing had to wait
   */
  long transitNs() {
    if (bytesUnderWay == 0 || retired) {
      return 0;
    }
    long nowNs = clock.nanoTime();
    if (nowNs - rateFromNs >= RATE_NS) {
      long position = publication.position();
      long bytes = position - rateFromPosition;
      nsPerByte = bytes > 0 ? (double) (nowNs - rateFromNs) / bytes : 0;
      rateFromNs = nowNs;
      rateFromPosition = position;
    }
    boolean wasFull = full;
    full = false;
    return wasFull ? (long) (bytesUnderWay * nsPerByte) : 0;
  }

  int maxPayloadLength() {
    return publication.maxPayloadLength();
  }

  long position() {
    return publication.position();
  }

  /** Lets no frame through any more; what is claimed can still be committed. */
  void retire() {
    retired = true;
  }

  /** Frees the log, once no lane can be in it. */
  void close() {
    publication.close();
  }

  /** As Aeron has it, for threads other than the lane's. */
  boolean hasSubscriber() {
    return !retired && publication.isConnected();
  }
}
