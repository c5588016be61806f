package dev.starling.ops;

/**
 * The user's wish to stop, on its way from a signal to whatever goes on at the moment. While there
 * is nothing to be saved the process ends at once; afterwards the wish is answered as {@link
 * #answerWith} said last. Used by the main thread and by those that bring signals.
 */
final class Interruption {
  private final Runnable atOnce;
  private Runnable notice = () -> {};
  private Runnable answer;
  private boolean requested;

  /**
   * @param atOnce ends the process when there is nothing to be saved
   */
  Interruption(Runnable atOnce) {
    this.atOnce = atOnce;
    answer = atOnce;
  }

  /** One that nothing brings, for use inside another program. */
  static Interruption none() {
    return new Interruption(() -> {});
  }

  /** What tells the user that a request was heard, when it does not end the process at once. */
  synchronized void noticeWith(Runnable next) {
    notice = next;
  }

  /** From now on a request is answered by {@code next}. */
  synchronized void answerWith(Runnable next) {
    answer =
        () -> {
          notice.run();
          next.run();
        };
  }

  /** From now on a request is only noted: what goes on will soon be over. */
  void note() {
    answerWith(() -> {});
  }

  /** From now on a request ends the process, but not before {@code tidying}. */
  synchronized void endAfter(Runnable tidying) {
    answer =
        () -> {
          tidying.run();
          atOnce.run();
        };
  }

  /** Asks what goes on to end. */
  synchronized void request() {
    requested = true;
    answer.run();
  }

  synchronized boolean isRequested() {
    return requested;
  }
}
