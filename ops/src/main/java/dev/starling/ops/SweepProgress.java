package dev.starling.ops;

import dev.starling.sim.experiment.SweepListener;
import org.agrona.concurrent.NanoClock;

/**
 * Tells how far a sweep is and how long it will still take, at the pace of this session: one line
 * that is written over on a terminal, else a line every few seconds. Used by one thread.
 */
final class SweepProgress implements SweepListener {
  private static final double NANOS = 1e9;
  private static final long PAUSE_NS = 10_000_000_000L;

  private final Console console;
  private final NanoClock clock;
  private final long startNs;
  private long lastNs;

  SweepProgress(Console console, NanoClock clock) {
    this.console = console;
    this.clock = clock;
    startNs = clock.nanoTime();
    lastNs = startNs;
  }

  @Override
  public void onRun(int done, int total, double share) {
    long now = clock.nanoTime();
    boolean ends = done == total;
    boolean begins = share == 0;
    if (!console.isTerminal() && !ends && !begins && now - lastNs < PAUSE_NS) {
      return;
    }
    lastNs = now;
    double elapsed = (now - startNs) / NANOS;
    StringBuilder line = new StringBuilder(Figures.clock(elapsed));
    line.append("  ").append(Figures.count(done)).append(" of ").append(Figures.count(total));
    line.append(" runs");
    if (share > 0 && !ends) {
      line.append(", ").append(Figures.clock(elapsed * (1 - share) / share)).append(" left");
    }
    if (console.isTerminal()) {
      console.people().print("\r\u001b[K" + line + (ends ? "\n" : ""));
      console.people().flush();
    } else {
      console.people().println(line);
    }
  }
}
