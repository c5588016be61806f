package dev.starling.wire;

/**
 * Why a frame was refused, so that frames can be counted by reason; checked in this order, and the
 * first that holds is told. A refused frame is dropped: gossip forgives a loss.
 */
public enum FrameFault {
  /** The frame is well formed and of this run. */
  NONE,
  /** There are fewer bytes than a header, or they are not all in the buffer. */
  TOO_SHORT,
  /** Not a frame of Starling, or one of another version of the protocol. */
  WRONG_PROTOCOL,
  /** A frame of another run that shares the channel, or of an earlier one. */
  FOREIGN_RUN,
  /** A kind of frame that this version does not know. */
  UNKNOWN_KIND,
  /** The payload is in an encoding that this version cannot read. */
  UNKNOWN_ENCODING,
  /** A flag is set that this version does not know. */
  UNKNOWN_FLAG,
  /** A learner, the push sequence, the source version, or the offset is below 0. */
  NEGATIVE_FIELD,
  /** The capacity trim is infinite or not a number. */
  TRIM_NOT_FINITE,
  /** The length is below 1 or not that of the payload, or offset + length is beyond 2³¹ − 1. */
  LENGTH_MISMATCH
}
