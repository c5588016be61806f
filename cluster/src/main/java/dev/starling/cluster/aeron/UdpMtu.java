package dev.starling.cluster.aeron;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;

/** The largest fragment that Aeron sends over UDP, its header included. */
public final class UdpMtu {
  /** Room for a frame's header and a worthwhile part of a model. */
  public static final int MIN_BYTES = 512;

  public static final int MAX_BYTES = NodeDriver.IPC_MTU_BYTES;

  private UdpMtu() {}

  /**
   * Checks an MTU.
   *
   * @return {@code bytes}
   * @throws IllegalArgumentException with what would be right
   */
  public static int require(int bytes) {
    if (bytes < MIN_BYTES || bytes > MAX_BYTES || bytes % FrameDescriptor.FRAME_ALIGNMENT != 0) {
      throw new IllegalArgumentException(
          "aeron.mtu must be a multiple of "
              + FrameDescriptor.FRAME_ALIGNMENT
              + " in ["
              + MIN_BYTES
              + ", "
              + MAX_BYTES
              + "] bytes, was "
              + bytes);
    }
    return bytes;
  }

  /** What is left for a frame. */
  static int payloadBytes(int mtuBytes) {
    return mtuBytes - DataHeaderFlyweight.HEADER_LENGTH;
  }
}
