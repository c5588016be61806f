package dev.starling.ops;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends this process when its parent is gone, by whatever way: a pipe from a parent that was killed
 * reaches its end, where no hook of the parent's would run.
 */
final class ParentWatch {
  private static final long MAX_LEAVING_SECONDS = 20;

  private ParentWatch() {}

  /** Starts to read {@code input}, which never says anything and ends with the parent. */
  static void start(InputStream input, Interruption interruption) {
    Thread reader =
        new Thread(
            () -> {
              awaitEnd(input);
              interruption.request();
              endAnyway();
            },
            "parent-watch");
    reader.setDaemon(true);
    reader.start();
  }

  private static void awaitEnd(InputStream input) {
    try {
      while (input.read() >= 0) {
        // Whatever the parent says is of no meaning.
      }
    } catch (IOException broken) {
      // As good as its end.
    }
  }

  private static void endAnyway() {
    try {
      new CountDownLatch(1).await(MAX_LEAVING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
  }
}
