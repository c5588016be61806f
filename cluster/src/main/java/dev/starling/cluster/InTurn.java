package dev.starling.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Runs tasks elsewhere, one at a time and in the order in which they were given, also when one
 * fails. The last word about where learners live must be the last that takes effect, and each may
 * block for as long as a media driver does not answer. For one thread.
 */
final class InTurn {
  private final Executor executor;
  private CompletionStage<?> last = CompletableFuture.completedFuture(null);

  InTurn(Executor executor) {
    this.executor = executor;
  }

  <T> CompletionStage<T> run(Supplier<T> task) {
    CompletionStage<T> next = last.handleAsync((done, fault) -> task.get(), executor);
    last = next;
    return next;
  }
}
