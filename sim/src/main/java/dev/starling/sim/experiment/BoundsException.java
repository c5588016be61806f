package dev.starling.sim.experiment;

/** The bounds could not be computed; the message says which, the cause why. */
public final class BoundsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BoundsException(String message, Throwable cause) {
    super(message, cause);
  }
}
