package dev.starling.actor;

/** Where the model comes from that a learner begins with. */
public enum StateSource {
  /** Its own starting model: it has never run before. */
  NEW,
  /** The newest of its checkpoints that could be read. */
  CHECKPOINT,
  /** The next model that it receives: it has run before, and there is no checkpoint of it. */
  NEXT_PUSH
}
