package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does with the wish that it end. */
class StandingNodeTest {
  private static final long PATIENCE_SECONDS = 90;

  private final NodesHere nodes;
  private final AtomicBoolean endedAtOnce = new AtomicBoolean();
  private final Interruption interruption = new Interruption(() -> endedAtOnce.set(true));

  StandingNodeTest(@TempDir Path folder) {
    nodes = new NodesHere("standing", folder);
  }

  @Test
  void shouldLeaveWhenItIsAskedInTheMomentInWhichItTellsWhereItIs() throws Exception {
    StandingNode node =
        new StandingNode(
            nodes.settings("ward-1", List.of()),
            new Console(interruptingAt("others join it with"), silent(), 0),
            interruption);
    CompletableFuture<ExitCode> end =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return node.run();
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
            });
    try {
      assertThat(end.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join())
          .isEqualTo(ExitCode.OK);
      assertThat(endedAtOnce).as("the node ended without a word to the others").isFalse();
    } finally {
      interruption.request();
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Brings the wish while a line with {@code words} is being said. */
  private PrintStream interruptingAt(String words) {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
      @Override
      public void println(String line) {
        if (line.contains(words)) {
          interruption.request();
        }
      }
    };
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
