package dev.starling.sim;

import dev.starling.learning.FrameKind;
import dev.starling.wire.FrameWriter;

/**
 * How parcels are cut into frames: the head, those of the versions, those of the parameters, each
 * of at most so many bytes as {@code frameParameters} float32 values take, and a header as on the
 * wire. Immutable.
 */
final class FrameCut {
  private final int versions;
  private final int versionsPerFrame;
  private final int parameters;
  private final int parametersPerFrame;

  /**
   * @param versions columns of a version vector
   * @param parameters length of θ
   * @param frameParameters 0 for one frame of versions and one of parameters
   */
  FrameCut(int versions, int parameters, int frameParameters) {
    this.versions = versions;
    this.parameters = parameters;
    versionsPerFrame = frameParameters == 0 ? versions : Math.min(versions, frameParameters / 2);
    parametersPerFrame = frameParameters == 0 ? parameters : Math.min(parameters, frameParameters);
  }

  int versions() {
    return versions;
  }

  int parameters() {
    return parameters;
  }

  /** Frames of a parcel, at least 1. */
  int frames(Parcel parcel) {
    int sent = parcel.endParameter - parcel.firstParameter;
    return beforeParameters(parcel) + (sent + parametersPerFrame - 1) / parametersPerFrame;
  }

  FrameKind kind(Parcel parcel, int frame) {
    if (frame >= beforeParameters(parcel)) {
      return parcel.parametersKind;
    }
    return frame < heads(parcel) ? parcel.headKind : parcel.versionsKind;
  }

  /** First column or parameter of a frame. */
  int offset(Parcel parcel, int frame) {
    int parameterFrame = frame - beforeParameters(parcel);
    if (parameterFrame >= 0) {
      return parcel.firstParameter + parameterFrame * parametersPerFrame;
    }
    return frame < heads(parcel) ? 0 : (frame - heads(parcel)) * versionsPerFrame;
  }

  /** Columns, parameters or values of a frame. */
  int length(Parcel parcel, int frame) {
    if (frame >= beforeParameters(parcel)) {
      return Math.min(parametersPerFrame, parcel.endParameter - offset(parcel, frame));
    }
    return frame < heads(parcel) ? 1 : Math.min(versionsPerFrame, versions - offset(parcel, frame));
  }

  /** Bytes of a frame, header included. */
  int bytes(Parcel parcel, int frame) {
    if (frame >= beforeParameters(parcel)) {
      return FrameWriter.parameterFrameBytes(length(parcel, frame));
    }
    return frame < heads(parcel)
        ? FrameWriter.valueFrameBytes()
        : FrameWriter.versionFrameBytes(length(parcel, frame));
  }

  /** Bytes of all frames of a parcel. */
  long bytes(Parcel parcel) {
    long sum = 0;
    for (int frame = frames(parcel) - 1; frame >= 0; frame--) {
      sum += bytes(parcel, frame);
    }
    return sum;
  }

  private int beforeParameters(Parcel parcel) {
    int versionFrames =
        parcel.versionsKind == null ? 0 : (versions + versionsPerFrame - 1) / versionsPerFrame;
    return heads(parcel) + versionFrames;
  }

  private static int heads(Parcel parcel) {
    return parcel.headKind == null ? 0 : 1;
  }
}
