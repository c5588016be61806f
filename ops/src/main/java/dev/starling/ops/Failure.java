package dev.starling.ops;

import dev.starling.cluster.NodeException;
import dev.starling.cluster.aeron.DataPlaneException;
import dev.starling.data.DataException;
import dev.starling.data.UnknownDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What is told of a fault: one line and an exit code, never a stack trace.
 *
 * @param line for people, without a line end
 */
record Failure(ExitCode code, String line) {

  static Failure of(Throwable thrown) {
    Throwable fault = unwrapped(thrown);
    if (fault instanceof OutOfMemoryError) {
      return new Failure(
          ExitCode.ENVIRONMENT,
          "out of memory ("
              + fault.getMessage()
              + "): use fewer learners or a smaller model, or give more with"
              + " STARLING_JAVA_OPTS=-Xmx4g");
    }
    if (fault instanceof LinkageError) {
      return new Failure(
          ExitCode.ENVIRONMENT, oneLine("this installation cannot be used here: " + fault));
    }
    ExitCode code = code(fault);
    String message = fault.getMessage();
    return code == null || message == null || message.isBlank()
        ? new Failure(ExitCode.FAILED, oneLine("unforeseen: " + fault + " (--debug shows where)"))
        : new Failure(code, oneLine(message));
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable fault = thrown;
    while ((fault instanceof CompletionException || fault instanceof ExecutionException)
        && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return fault;
  }

  /** The code of a fault whose message is made for people; null for any other. */
  private static ExitCode code(Throwable fault) {
    if (fault instanceof DataException && !(fault instanceof UnknownDataException)) {
      return ExitCode.DATA;
    }
    if (fault instanceof IllegalArgumentException) {
      return ExitCode.USAGE;
    }
    if (fault instanceof NodeException
        || fault instanceof DataPlaneException
        || fault instanceof UncheckedIOException
        || fault instanceof IOException) {
      return ExitCode.ENVIRONMENT;
    }
    return fault instanceof RunFailedException ? ExitCode.FAILED : null;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
