package dev.starling.ops;

import java.io.PrintStream;

/**
 * Where output goes. Used by the main thread, and by the thread that reports of the bounds while
 * the main thread waits for them.
 *
 * @param result the outcome, which other programs may read
 * @param people everything else
 * @param width columns of the terminal that {@code people} is; 0 when it is none
 */
record Console(PrintStream result, PrintStream people, int width) {
  private static final String WIDTH_PROPERTY = "starling.terminal.width";

  /** As the start script describes the terminal; without it there is none. */
  static Console of(PrintStream out, PrintStream err) {
    return new Console(out, err, Math.max(0, Integer.getInteger(WIDTH_PROPERTY, 0)));
  }

  boolean isTerminal() {
    return width > 0;
  }
}
