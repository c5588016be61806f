package dev.starling.learning;

import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;

/** A frame whose fields a test sets; one object is used for frame after frame. */
final class TestFrame implements FrameView {
  private final ParameterView view = new ParameterView();
  private int session = 1;
  private int source;
  private int target;
  private long sequence = 1;
  private long sourceVersion;
  private double trim;
  private FrameKind kind;
  private long value;
  private int offset;
  private int length;
  private long[] versions;

  TestFrame push(int newSource, int newTarget, long newSequence) {
    source = newSource;
    target = newTarget;
    sequence = newSequence;
    return this;
  }

  TestFrame session(int changed) {
    session = changed;
    return this;
  }

  TestFrame sourceVersion(long changed) {
    sourceVersion = changed;
    return this;
  }

  TestFrame trim(double changed) {
    trim = changed;
    return this;
  }

  /** Aims at columns of {@code all}. */
  TestFrame versions(long[] all, int newOffset, int newLength) {
    kind = FrameKind.PUSH_VERSIONS;
    versions = all;
    offset = newOffset;
    length = newLength;
    return this;
  }

  /** Aims at parameters of {@code theta}. */
  TestFrame parameters(ParameterVector theta, int newOffset, int newLength) {
    kind = FrameKind.PUSH_PARAMETERS;
    view.wrap(theta, newOffset, newLength);
    offset = newOffset;
    length = newLength;
    return this;
  }

  /** Carries one value. */
  TestFrame value(FrameKind newKind, long newValue) {
    kind = newKind;
    value = newValue;
    offset = 0;
    length = 1;
    return this;
  }

  /** A frame of the same header and no content. */
  TestFrame header() {
    TestFrame copy = new TestFrame();
    copy.session = session;
    copy.source = source;
    copy.target = target;
    copy.sequence = sequence;
    copy.sourceVersion = sourceVersion;
    copy.trim = trim;
    copy.kind = kind;
    copy.value = value;
    copy.offset = offset;
    copy.length = length;
    return copy;
  }

  /** Claims another kind for the same content. */
  TestFrame as(FrameKind newKind) {
    kind = newKind;
    return this;
  }

  @Override
  public FrameKind kind() {
    return kind;
  }

  @Override
  public long value() {
    return value;
  }

  /** Claims another place for the same content. */
  TestFrame at(int newOffset) {
    offset = newOffset;
    return this;
  }

  @Override
  public int session() {
    return session;
  }

  @Override
  public int source() {
    return source;
  }

  @Override
  public int target() {
    return target;
  }

  @Override
  public long pushSequence() {
    return sequence;
  }

  @Override
  public long sourceVersion() {
    return sourceVersion;
  }

  @Override
  public double capacityTrim() {
    return trim;
  }

  @Override
  public boolean carriesVersions() {
    return kind.payload() == FrameKind.Payload.VERSIONS;
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
    return versions[offset + index];
  }

  @Override
  public ParameterView parameters() {
    return view;
  }
}
