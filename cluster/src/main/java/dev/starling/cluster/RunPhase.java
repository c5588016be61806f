package dev.starling.cluster;

/** Where a run is on its way. */
enum RunPhase {
  /** Nodes load the data. */
  PREPARING,
  /** Learners take their seats. */
  SEATING,
  /** Nodes open their streams. */
  CONNECTING,
  /** The clocks run. */
  RUNNING,
  /** The clocks stand; frames drain and scores are taken. */
  ENDING;

  /** Where what is waited for leads; the end comes by other ways, and leads nowhere. */
  RunPhase next() {
    return switch (this) {
      case PREPARING -> SEATING;
      case SEATING -> CONNECTING;
      case CONNECTING -> RUNNING;
      case RUNNING, ENDING -> ENDING;
    };
  }
}
