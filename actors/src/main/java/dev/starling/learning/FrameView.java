package dev.starling.learning;

import dev.starling.params.ParameterView;

/**
 * One frame of a push as it lies in the transport's memory: borrowed, and valid only inside the
 * call that hands it over. A push is one or more frames of versions, then one or more of
 * parameters; each carries the whole header, so that frames are understood without reassembly.
 */
public interface FrameView {

  /** Identifies the sending stream; sequences are unique within (session, source). */
  int session();

  /** Learner that sent the push. */
  int source();

  /** Learner that it is meant for. */
  int target();

  /** Number of the push, counted by its source. */
  long pushSequence();

  /** The source's own version as the push began: see {@link Version}. */
  long sourceVersion();

  /** The source's capacity trim, averaged as θ is; 0 where there is none. */
  double capacityTrim();

  /** Whether this frame carries versions; else it carries parameters. */
  boolean carriesVersions();

  /** Index of the first version column, or of the first parameter, in this frame. */
  int offset();

  /** Number of version columns, or of parameters, in this frame. */
  int length();

  /** Version of column {@code offset() + index}; only where {@link #carriesVersions()}. */
  long version(int index);

  /** The parameters; only where not {@link #carriesVersions()}. */
  ParameterView parameters();
}
