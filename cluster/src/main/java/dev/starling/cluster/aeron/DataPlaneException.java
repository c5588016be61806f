package dev.starling.cluster.aeron;

/** The data plane cannot do its work; the message is one line for the user, with a remedy. */
public final class DataPlaneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataPlaneException(String message, Throwable cause) {
    super(message, cause);
  }
}
