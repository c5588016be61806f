package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class InTurnTest {
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final InTurn turns = new InTurn(waiting::add);
  private final List<String> ran = new ArrayList<>();

  @Test
  void shouldKeepTheOrderOnAnExecutorThatRunsTheNewestFirst() {
    for (String name : List.of("first", "second", "third")) {
      turns.run(() -> ran.add(name));
    }
    while (!waiting.isEmpty()) {
      waiting.removeLast().run();
    }
    assertThat(ran).containsExactly("first", "second", "third");
  }

  @Test
  void shouldGoOnAfterATaskThatFailedAndTellOfIt() {
    CompletionStage<Boolean> failing =
        turns.run(
            () -> {
              throw new IllegalStateException("no driver");
            });
    CompletionStage<Boolean> next = turns.run(() -> ran.add("next"));
    while (!waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
    assertThat(failing.toCompletableFuture()).isCompletedExceptionally();
    assertThat(next.toCompletableFuture()).isCompletedWithValue(true);
    assertThat(ran).containsExactly("next");
  }
}
