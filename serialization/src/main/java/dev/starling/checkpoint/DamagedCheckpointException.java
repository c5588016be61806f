package dev.starling.checkpoint;

import java.io.IOException;

/** A checkpoint is not as it was written. */
public final class DamagedCheckpointException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedCheckpointException(String message) {
    super(message);
  }
}
