package dev.starling.ops.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A script of PyTorch's side in a process of its own, where a Python has PyTorch: it takes seconds,
 * line by line, and answers with a figure each. Used by one thread.
 */
final class TorchScript implements AutoCloseable {
  /** Which Python; else the first of those below that has PyTorch. */
  private static final String PYTHON = "STARLING_PYTHON";

  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
  private static final String READY = "ready ";
  private static final long MAX_END_SECONDS = 5;

  private final Process process;
  private final BufferedReader answers;
  private String version = "PyTorch";

  private TorchScript(Process process) {
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a resource of this package once for each of {@code arguments}, side by side.
   *
   * @return empty, after a word on standard error, where no Python has PyTorch
   */
  static List<TorchScript> start(String script, List<List<String>> arguments) {
    String chosen = System.getenv(PYTHON);
    for (String python : chosen == null ? PYTHONS : List.of(chosen)) {
      Optional<List<TorchScript>> started = start(python, script, arguments);
      if (started.isPresent()) {
        return started.get();
      }
    }
    System.err.println(
        "SKIPPED: PyTorch is not measured beside it, since no Python here can import torch. Install it"
            + " (Debian: python3-torch and libopenblas0-pthread), or name its Python in "
            + PYTHON
            + ".");
    return List.of();
  }

  private static Optional<List<TorchScript>> start(
      String python, String script, List<List<String>> arguments) {
    List<TorchScript> started = new ArrayList<>();
    try {
      for (List<String> each : arguments) {
        started.add(new TorchScript(launch(python, text(script), each)));
      }
      boolean areReady = true;
      for (TorchScript each : started) {
        areReady = areReady && each.awaitReady();
      }
      if (areReady) {
        return Optional.of(started);
      }
    } catch (IOException noSuchPython) {
      // Another may do.
    }
    started.forEach(each -> each.process.destroy());
    return Optional.empty();
  }

  private static Process launch(String python, String text, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(python, "-c", text));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private static String text(String script) {
    try (InputStream in = TorchScript.class.getResourceAsStream(script)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private boolean awaitReady() throws IOException {
    String ready = answers.readLine();
    if (ready == null || !ready.startsWith(READY)) {
      return false;
    }
    version = ready.substring(READY.length());
    return true;
  }

  /** Lets it work for {@code seconds}; the figure is fetched with {@link #answer()}. */
  void tell(double seconds) {
    try {
      process.getOutputStream().write((seconds + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException fault) {
      throw new UncheckedIOException(version + " takes no orders: " + fault.getMessage(), fault);
    }
  }

  double answer() {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException(version + " ended before it answered");
      }
      return Double.parseDouble(answer);
    } catch (IOException fault) {
      throw new UncheckedIOException(version + " does not answer: " + fault.getMessage(), fault);
    }
  }

  /** The process ends when its input does. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(MAX_END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
