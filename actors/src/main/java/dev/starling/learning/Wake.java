package dev.starling.learning;

/** The two clocks of a learner: they run on their own and know nothing of each other. */
public enum Wake {
  /** The next mini-batch is due. */
  STEP,
  /** The next push is due. */
  GOSSIP
}
