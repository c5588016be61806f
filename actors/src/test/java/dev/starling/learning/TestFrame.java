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
  private boolean ofVersions;
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
    ofVersions = true;
    versions = all;
    offset = newOffset;
    length = newLength;
    return this;
  }

  /** Aims at parameters of {@code theta}. */
  TestFrame parameters(ParameterVector theta, int newOffset, int newLength) {
    ofVersions = false;
    view.wrap(theta, newOffset, newLength);
    offset = newOffset;
    length = newLength;
    return this;
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
    return ofVersions;
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
