package dev.starling.ops;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how much of some work is done: a bar on a terminal, else one line for every {@value
 * #PLAIN_STEP} % or so. Used by one thread at a time.
 */
final class ShareView implements AutoCloseable {
  private static final int FULL = 100;
  private static final int PLAIN_STEP = 10;

  private final Console console;
  private final ProgressBar bar;
  private final boolean silent;
  private int nextPlain;

  private ShareView(Console console, ProgressBar bar, boolean silent) {
    this.console = console;
    this.bar = bar;
    this.silent = silent;
  }

  /**
   * @param task its name, before the bar
   * @param quiet whether nothing is to be shown
   */
  static ShareView on(Console console, String task, boolean quiet) {
    boolean drawn = console.isTerminal() && !quiet;
    return new ShareView(console, drawn ? bar(console, task) : null, quiet);
  }

  private static ProgressBar bar(Console console, String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(FULL)
        .setUnit("%", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(console.people(), console.width() - 1))
        .build();
  }

  /**
   * @param share that is done, in [0, 1]
   * @param line how things stand, for people; may be empty, and is said only beside the share
   */
  void show(double share, String line) {
    int percent = (int) (FULL * share);
    if (bar != null) {
      bar.setExtraMessage(line);
      bar.stepTo(percent);
    } else if (!silent && !line.isEmpty() && percent >= nextPlain) {
      console.people().println("%3d %%  %s".formatted(percent, line));
      nextPlain = percent - percent % PLAIN_STEP + PLAIN_STEP;
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
