package dev.starling.wire;

import static dev.starling.wire.FrameLayout.ORDER;

import dev.starling.learning.FrameKind;
import dev.starling.learning.FrameKind.Payload;
import dev.starling.learning.FrameView;
import dev.starling.params.ParameterView;
import org.agrona.DirectBuffer;

/**
 * One frame, read where it lies in the transport's memory, which must be outside the heap. Made
 * once and aimed at one frame after the other with {@link #wrap}; it allocates nothing after that.
 *
 * <p>The header is read once, in {@code wrap}, and judged before anything is believed. The payload
 * is not copied: it is valid until the next {@code wrap} or until {@link #release}, and never after
 * the transport's callback has returned. What the versions and parameters say is not judged here:
 * the learner does that. Used by one thread.
 */
public final class FrameFlyweight implements FrameView {
  /** Version of the frames' layout: nodes of one cluster have the same. */
  public static final int LAYOUT_VERSION = FrameLayout.PROTOCOL >>> 24;

  private final ParameterView parameters = new ParameterView();

  private DirectBuffer buffer;
  private int payloadOffset;
  private int session;
  private int source;
  private int target;
  private long pushSequence;
  private long sourceVersion;
  private double capacityTrim;
  private FrameKind kind;
  private int offset;
  private int length;

  /**
   * Aims at the frame in {@code frameBytes} bytes of {@code buffer} from {@code frameOffset} on.
   * Not one byte outside of them is read, whatever they hold.
   *
   * @param session identity of the stream that the frame came by; see {@link #session()}
   * @param run the run that the frame must belong to
   * @return {@link FrameFault#NONE}, or why the frame is refused; then there is no frame to read
   * @throws IllegalArgumentException when {@code buffer} lies on the heap
   */
  public FrameFault wrap(
      DirectBuffer buffer, int frameOffset, int frameBytes, int session, long run) {
    release();
    if (buffer.byteArray() != null) {
      throw new IllegalArgumentException("frames are read from memory outside the heap only");
    }
    if (frameBytes < FrameLayout.HEADER_BYTES
        || frameOffset < 0
        || frameOffset > buffer.capacity() - frameBytes) {
      return FrameFault.TOO_SHORT;
    }
    FrameFault fault = judgeForm(buffer, frameOffset, run);
    if (fault == FrameFault.NONE) {
      readHeader(buffer, frameOffset, session);
      fault = judgeHeader(frameBytes);
    }
    if (fault == FrameFault.NONE) {
      this.buffer = buffer;
      if (kind.payload() == Payload.PARAMETERS) {
        parameters.wrap(buffer, payloadOffset, length);
      }
    }
    return fault;
  }

  private static FrameFault judgeForm(DirectBuffer buffer, int frameOffset, long run) {
    if (buffer.getInt(frameOffset + FrameLayout.PROTOCOL_OFFSET, ORDER) != FrameLayout.PROTOCOL) {
      return FrameFault.WRONG_PROTOCOL;
    }
    if (buffer.getLong(frameOffset + FrameLayout.RUN_OFFSET, ORDER) != run) {
      return FrameFault.FOREIGN_RUN;
    }
    if (FrameLayout.kindOf(buffer.getByte(frameOffset + FrameLayout.KIND_OFFSET)) == null) {
      return FrameFault.UNKNOWN_KIND;
    }
    if (buffer.getByte(frameOffset + FrameLayout.ENCODING_OFFSET) != FrameLayout.PLAIN) {
      return FrameFault.UNKNOWN_ENCODING;
    }
    if (buffer.getShort(frameOffset + FrameLayout.FLAGS_OFFSET, ORDER) != FrameLayout.NO_FLAGS) {
      return FrameFault.UNKNOWN_FLAG;
    }
    return FrameFault.NONE;
  }

  private void readHeader(DirectBuffer buffer, int frameOffset, int session) {
    this.session = session;
    payloadOffset = frameOffset + FrameLayout.HEADER_BYTES;
    kind = FrameLayout.kindOf(buffer.getByte(frameOffset + FrameLayout.KIND_OFFSET));
    source = buffer.getInt(frameOffset + FrameLayout.SOURCE_OFFSET, ORDER);
    target = buffer.getInt(frameOffset + FrameLayout.TARGET_OFFSET, ORDER);
    pushSequence = buffer.getLong(frameOffset + FrameLayout.PUSH_SEQUENCE_OFFSET, ORDER);
    sourceVersion = buffer.getLong(frameOffset + FrameLayout.SOURCE_VERSION_OFFSET, ORDER);
    capacityTrim = buffer.getDouble(frameOffset + FrameLayout.CAPACITY_TRIM_OFFSET, ORDER);
    offset = buffer.getInt(frameOffset + FrameLayout.OFFSET_OFFSET, ORDER);
    length = buffer.getInt(frameOffset + FrameLayout.LENGTH_OFFSET, ORDER);
  }

  private FrameFault judgeHeader(int frameBytes) {
    if (source < 0 || target < 0 || pushSequence < 0 || sourceVersion < 0 || offset < 0) {
      return FrameFault.NEGATIVE_FIELD;
    }
    if (!Double.isFinite(capacityTrim)) {
      return FrameFault.TRIM_NOT_FINITE;
    }
    // In long arithmetic, since a length from the wire may be anything.
    long payloadBytes = (long) frameBytes - FrameLayout.HEADER_BYTES;
    if (length < 1
        || (long) length * kind.payload().elementBytes() != payloadBytes
        || (long) offset + length > Integer.MAX_VALUE) {
      return FrameFault.LENGTH_MISMATCH;
    }
    return FrameFault.NONE;
  }

  /** Lets go of the frame: from here on its payload is refused. */
  public void release() {
    buffer = null;
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
    return kind.payload() == Payload.VERSIONS;
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
    requireFrame(Payload.VERSIONS);
    // Checked here and not left to the buffer, whose checks can be switched off.
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("version " + index + " of " + length + " in the frame");
    }
    return buffer.getLong(payloadOffset + index * Long.BYTES, ORDER);
  }

  @Override
  public ParameterView parameters() {
    requireFrame(Payload.PARAMETERS);
    return parameters;
  }

  @Override
  public long value() {
    requireFrame(Payload.VALUE);
    return buffer.getLong(payloadOffset, ORDER);
  }

  @Override
  public String toString() {
    if (buffer == null) {
      return "no frame";
    }
    return kind
        + " "
        + offset
        + " to "
        + (offset + length)
        + " of "
        + pushSequence
        + " from learner "
        + source
        + " to learner "
        + target;
  }

  private void requireFrame(Payload wanted) {
    if (buffer == null) {
      throw new IllegalStateException("there is no frame: none was accepted, or it was released");
    }
    if (kind.payload() != wanted) {
      throw new IllegalStateException("the frame is " + kind + ": it carries no " + wanted);
    }
  }
}
