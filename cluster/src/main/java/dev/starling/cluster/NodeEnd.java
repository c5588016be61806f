package dev.starling.cluster;

/** Why a node's actors have ended. */
public enum NodeEnd {
  /** It was closed, or told to leave. */
  LEFT,
  /** The others took it for dead; it can only come back as a new one. */
  TAKEN_FOR_DEAD,
  /** The larger part of its cluster can be reached again; it comes back there as a new one. */
  GAVE_WAY,
  /** The cluster that it wanted to join works in another way. */
  REFUSED,
  /** It broke down. */
  BROKEN
}
