package dev.starling.data;

/**
 * Data that cannot be used, told in one line: what was read, what is wrong with it, and what would
 * be right. It is for people: a command line prints the message and no stack trace.
 */
public class DataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
