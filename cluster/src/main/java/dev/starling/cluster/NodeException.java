package dev.starling.cluster;

/** A node cannot start; the message is one line for the user, with a remedy. */
public final class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
