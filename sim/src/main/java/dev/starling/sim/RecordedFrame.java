package dev.starling.sim;

import dev.starling.learning.FrameKind;
import dev.starling.learning.FrameView;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;
import java.io.DataInputStream;
import java.io.IOException;

/** One frame as a recording holds it. Reused for frame after frame; used by one thread. */
final class RecordedFrame implements FrameView, AutoCloseable {
  private static final FrameKind[] KINDS = FrameKind.values();

  private final ParameterVector payload;
  private final ParameterView parameters = new ParameterView();
  private final long[] versions;

  private FrameKind kind;
  private int session;
  private int source;
  private int target;
  private long pushSequence;
  private long sourceVersion;
  private double capacityTrim;
  private long value;
  private int offset;
  private int length;

  /**
   * @param columns most versions in a frame
   * @param most most parameters in a frame
   */
  RecordedFrame(int columns, int most) {
    versions = new long[columns];
    payload = ParameterVector.allocate(most);
  }

  RecordedFrame read(DataInputStream in) throws IOException {
    byte number = in.readByte();
    if (number < 0 || number >= KINDS.length) {
      throw new IOException("a frame of the unknown kind " + number);
    }
    kind = KINDS[number];
    session = in.readInt();
    source = in.readInt();
    target = in.readInt();
    pushSequence = in.readLong();
    sourceVersion = in.readLong();
    capacityTrim = Double.longBitsToDouble(in.readLong());
    offset = in.readInt();
    length = in.readInt();
    int room =
        switch (kind.payload()) {
          case VERSIONS -> versions.length;
          case PARAMETERS -> payload.length();
          case VALUE -> 1;
        };
    if (length < 0 || length > room) {
      throw new IOException("a frame of " + length + " values where " + room + " are the most");
    }
    for (int i = 0; i < length; i++) {
      switch (kind.payload()) {
        case VERSIONS -> versions[i] = in.readLong();
        case PARAMETERS -> payload.set(i, Float.intBitsToFloat(in.readInt()));
        case VALUE -> value = in.readLong();
      }
    }
    parameters.wrap(payload, 0, kind.payload() == FrameKind.Payload.PARAMETERS ? length : 0);
    return this;
  }

  @Override
  public FrameKind kind() {
    return kind;
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
    return pushSequence;
  }

  @Override
  public long sourceVersion() {
    return sourceVersion;
  }

  @Override
  public double capacityTrim() {
    return capacityTrim;
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
    return versions[index];
  }

  @Override
  public ParameterView parameters() {
    return parameters;
  }

  @Override
  public long value() {
    return value;
  }

  @Override
  public void close() {
    payload.close();
  }
}
