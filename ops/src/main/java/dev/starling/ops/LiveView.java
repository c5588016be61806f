package dev.starling.ops;

import dev.starling.cluster.RunEvent;
import dev.starling.cluster.RunProgress;
import dev.starling.run.RunDescription;

/**
 * Shows how a run stands while it runs: one line that is written over on a terminal, else a plain
 * line every {@value #PLAIN_SECONDS} seconds of run time; and a line for each node that comes or
 * goes, above it. Used by one thread.
 */
final class LiveView {
  static final double PLAIN_SECONDS = 5;
  private static final int PLAIN_WIDTH = 200;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Console console;
  private final LiveLine line;
  private final boolean quiet;
  private double elapsedSeconds;
  private double nextPlainSeconds;
  private boolean drawn;

  LiveView(Console console, RunDescription run, boolean quiet) {
    this.console = console;
    this.quiet = quiet;
    line = new LiveLine(run);
  }

  void show(RunProgress progress) {
    if (quiet) {
      return;
    }
    elapsedSeconds = progress.elapsedSeconds();
    if (console.isTerminal()) {
      // The last column stays free: writing there would wrap the line.
      console.people().print(CLEAR_LINE + line.render(progress, console.width() - 1));
      console.people().flush();
      drawn = true;
    } else if (progress.elapsedSeconds() >= nextPlainSeconds) {
      console.people().println(line.render(progress, PLAIN_WIDTH));
      nextPlainSeconds = progress.elapsedSeconds() + PLAIN_SECONDS;
    }
  }

  /** One line, which stays. */
  void tell(RunEvent.Attended event) {
    if (quiet) {
      return;
    }
    double at = Double.isNaN(event.atSeconds()) ? elapsedSeconds : event.atSeconds();
    // Of what stood there before, the rest of this line shall not remain.
    String clear = drawn ? CLEAR_LINE : "";
    console.people().println(clear + Figures.clock(at) + "  " + event.text());
    drawn = false;
  }

  /** Leaves the last line standing. */
  void end() {
    if (drawn) {
      console.people().println();
      drawn = false;
    }
  }
}
