package dev.starling.ops;

/** A run broke off; the message is one line for the user. */
class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause null when all that is known was said in words
   */
  RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
