package dev.starling.sim.experiment;

/**
 * A configuration that cannot be used, told in one line: where it stands, what is wrong, and what
 * would be right. It is for people: a command line prints the message and no stack trace.
 */
public final class RunConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RunConfigException(String message) {
    super(message);
  }

  RunConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
