package dev.starling.cluster;

import java.util.concurrent.CompletionException;

/** Says what went wrong in one line, for people. */
final class OneLine {
  private OneLine() {}

  static String of(Throwable fault) {
    Throwable cause = fault;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean isOurs = cause instanceof IllegalArgumentException || isStarling(cause);
    String message = cause.getMessage();
    return isOurs && message != null ? message : cause.toString();
  }

  private static boolean isStarling(Throwable cause) {
    return cause.getClass().getName().startsWith("dev.starling.");
  }
}
