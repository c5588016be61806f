package dev.starling.learning;

/** What became of one push that a learner asked its host for. */
public enum Offer {
  /** Every frame was handed to the transport; whether it arrives is gossip's own risk. */
  SENT,
  /** The peer's home is unknown, or the transport was down from the start: nothing was sent. */
  NOT_CONNECTED,
  /** The transport failed with some frames sent; the receiver will see a partial push. */
  ABANDONED
}
