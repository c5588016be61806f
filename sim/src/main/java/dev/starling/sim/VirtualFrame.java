package dev.starling.sim;

import dev.starling.learning.FrameKind;
import dev.starling.learning.FrameView;
import dev.starling.learning.VersionVector;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;

/**
 * One frame in virtual time, read either straight from the learner that sends it or from the copy
 * that was in the air. One class for both, so that the learner's calls stay monomorphic. Aimed anew
 * for each frame; used by one thread.
 */
final class VirtualFrame implements FrameView {
  /** One stream for all: sequences are unique per source, over its incarnations too. */
  private static final int SESSION = 1;

  private final FrameCut cut;
  private final ParameterView parameters = new ParameterView();

  private Parcel parcel;
  private VersionVector liveVersions;
  private long[] versions;
  private ParameterVector theta;
  private FrameKind kind;
  private boolean carriesVersions;
  private int offset;
  private int length;

  VirtualFrame(FrameCut cut) {
    this.cut = cut;
  }

  /** Aims at a push, where it lies. */
  VirtualFrame live(Parcel aimed, VersionVector vector, ParameterVector from) {
    parcel = aimed;
    liveVersions = vector;
    versions = null;
    theta = from;
    return this;
  }

  /** Aims at a parcel whose versions were captured, or that has none. */
  VirtualFrame captured(Parcel aimed, long[] columns, ParameterVector from) {
    parcel = aimed;
    liveVersions = null;
    versions = columns;
    theta = from;
    return this;
  }

  /** Aims at one frame of it. */
  VirtualFrame at(int frame) {
    kind = cut.kind(parcel, frame);
    offset = cut.offset(parcel, frame);
    length = cut.length(parcel, frame);
    carriesVersions = kind.payload() == FrameKind.Payload.VERSIONS;
    if (kind.payload() == FrameKind.Payload.PARAMETERS) {
      parameters.wrap(theta, offset, length);
    }
    return this;
  }

  @Override
  public int session() {
    return SESSION;
  }

  @Override
  public FrameKind kind() {
    return kind;
  }

  @Override
  public int source() {
    return parcel.source;
  }

  @Override
  public int target() {
    return parcel.target;
  }

  @Override
  public long pushSequence() {
    return parcel.sequence;
  }

  @Override
  public long sourceVersion() {
    return parcel.sourceVersion;
  }

  @Override
  public double capacityTrim() {
    return parcel.trim;
  }

  @Override
  public boolean carriesVersions() {
    return carriesVersions;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public long version(int index) {
    return liveVersions != null ? liveVersions.column(offset + index) : versions[offset + index];
  }

  @Override
  public void copyVersions(long[] target, int at) {
    if (liveVersions != null) {
      liveVersions.copyColumns(offset, target, at, length);
    } else {
      System.arraycopy(versions, offset, target, at, length);
    }
  }

  @Override
  public ParameterView parameters() {
    return parameters;
  }

  @Override
  public long value() {
    return parcel.value;
  }
}
