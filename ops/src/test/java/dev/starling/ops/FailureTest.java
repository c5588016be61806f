package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void shouldTellDataFromUsageFromTheMachine() {
    assertThat(Failure.of(new DataException("x.csv is empty")))
        .isEqualTo(new Failure(ExitCode.DATA, "x.csv is empty"));
    assertThat(Failure.of(new IllegalArgumentException("run.learners must be at least 1")).code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(Failure.of(new UncheckedIOException("cannot write", new IOException("full"))).code())
        .isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(Failure.of(new RunFailedException("the run broke off", null)).code())
        .isEqualTo(ExitCode.FAILED);
  }

  @Test
  void shouldLookInsideWhatOtherThreadsThrow() {
    Throwable wrapped = new CompletionException(new DataException("x.csv is empty"));
    assertThat(Failure.of(wrapped).line()).isEqualTo("x.csv is empty");
  }

  @Test
  void shouldBeOneLineAlways() {
    assertThat(Failure.of(new IllegalArgumentException("first\n   second\r\n")).line())
        .isEqualTo("first; second");
  }

  @Test
  void shouldNameTheUnforeseen() {
    Failure failure = Failure.of(new IllegalStateException("lane 3 runs nothing"));
    assertThat(failure.code()).isEqualTo(ExitCode.FAILED);
    assertThat(failure.line()).contains("IllegalStateException: lane 3 runs nothing", "--debug");
    assertThat(Failure.of(new IllegalArgumentException()).code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void shouldSayWhatHelpsWhenMemoryIsShort() {
    Failure failure = Failure.of(new OutOfMemoryError("Java heap space"));
    assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(failure.line()).contains("STARLING_JAVA_OPTS");
  }
}
