package dev.starling.cluster.aeron;

/** Where the model came from with which a learner went on that had been lost or had moved. */
public enum ModelOrigin {
  /** The newest of its checkpoints that could be read. */
  CHECKPOINT,
  /** What it was when it left its last node in good order, by way of a checkpoint. */
  HANDED_OVER,
  /** The mean of the first models that peers pushed to it. */
  PUSH,
  /** A fresh one: no peer pushed a model to it in time. */
  FRESH
}
