package dev.starling.learning;

import dev.starling.params.ParameterView;

/**
 * One frame as it lies in the transport's memory: borrowed, and valid only inside the call that
 * hands it over. A push is one or more frames of versions, then one or more of parameters; each
 * carries the whole header, so that frames are understood without reassembly. {@link FrameKind}
 * tells what else there is.
 */
public interface FrameView {

  /** Identifies the sending stream; sequences are unique within (session, source). */
  int session();

  /** What it is; a frame of a push unless told otherwise. */
  default FrameKind kind() {
    return carriesVersions() ? FrameKind.PUSH_VERSIONS : FrameKind.PUSH_PARAMETERS;
  }

  /** Learner that sent it. */
  int source();

  /** Learner that it is meant for. */
  int target();

  /** Number of the push, counted by its source, or what {@link FrameKind} says. */
  long pushSequence();

  /** The source's own version as the push began: see {@link Version}. */
  long sourceVersion();

  /** The source's capacity trim, averaged as θ is; 0 where there is none. */
  double capacityTrim();

  /** Whether this frame carries versions. */
  boolean carriesVersions();

  /** Index of the first version column, or of the first parameter, in this frame. */
  int offset();

  /** Number of version columns, or of parameters, in this frame. */
  int length();

  /** Version of column {@code offset() + index}; only where {@link #carriesVersions()}. */
  long version(int index);

  /** Copies all versions of this frame to {@code target} from {@code at} on; only where it has. */
  default void copyVersions(long[] target, int at) {
    for (int i = 0; i < length(); i++) {
      target[at + i] = version(i);
    }
  }

  /** The parameters; only in a frame of parameters. */
  ParameterView parameters();

  /** The value; only in a frame of one value, which those of a push are not. */
  default long value() {
    throw new IllegalStateException("a frame of a push carries no value");
  }
}
