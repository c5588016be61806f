package dev.starling.sim;

import dev.starling.learning.VersionVector;
import dev.starling.params.ParameterVector;
import org.agrona.UnsafeApi;

/**
 * One copy of a parcel that takes time: what its frames say, copied from the source as each of them
 * leaves, since the source goes on learning. Reused for parcel after parcel; used by one thread.
 */
final class Flight implements AutoCloseable {
  final Parcel parcel = new Parcel();
  final long[] versions;
  final ParameterVector theta;

  /** Of this copy, drawn once; frames that are held up take longer. */
  long latencyNs;

  /** Frames of which it is not known yet what comes of them. */
  int framesPending;

  /** Whether a frame of it has reached its learner. */
  boolean delivered;

  Flight(FrameCut cut) {
    versions = new long[cut.versions()];
    theta = ParameterVector.allocate(cut.parameters());
  }

  /**
   * Takes header and versions of a parcel that is about to leave.
   *
   * @param live where its versions are when {@code captured} is null
   * @param captured versions by column; null for none, or when they are in {@code live}
   */
  void begin(Parcel leaving, int frames, long latency, VersionVector live, long[] captured) {
    parcel.copy(leaving);
    latencyNs = latency;
    framesPending = frames;
    delivered = false;
    if (captured != null) {
      System.arraycopy(captured, 0, versions, 0, versions.length);
    } else if (parcel.versionsKind != null) {
      live.copyTo(versions);
    }
  }

  /** Takes some parameters as they are now. */
  void capture(ParameterVector from, int offset, int length) {
    if (offset < 0 || length < 0 || offset > Math.min(from.length(), theta.length()) - length) {
      throw new IndexOutOfBoundsException(
          "parameters " + offset + " to " + (offset + length) + " of " + theta.length());
    }
    long skipped = (long) offset * Float.BYTES;
    UnsafeApi.copyMemory(
        from.address() + skipped, theta.address() + skipped, (long) length * Float.BYTES);
  }

  @Override
  public void close() {
    theta.close();
  }
}
