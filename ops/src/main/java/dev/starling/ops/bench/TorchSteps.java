package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The peer: PyTorch on one thread, in a process of its own, where Python has it. */
final class TorchSteps implements Contender {
  static final String NAME = "PyTorch";

  /** Which Python; else the first of those below that has PyTorch. */
  private static final String PYTHON = "STARLING_PYTHON";

  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
  private static final String SCRIPT = "sgd_torch.py";
  private static final String READY = "ready ";
  private static final long MAX_END_SECONDS = 5;

  private final Process process;
  private final BufferedReader answers;
  private final String version;

  private TorchSteps(Process process, BufferedReader answers, String version) {
    this.process = process;
    this.answers = answers;
    this.version = version;
  }

  /**
   * Starts it, ready to measure.
   *
   * @return empty, after a word on standard error, where no Python has PyTorch
   */
  static Optional<TorchSteps> start(DataSet data, int hidden, int batch) {
    String chosen = System.getenv(PYTHON);
    for (String python : chosen == null ? PYTHONS : List.of(chosen)) {
      Optional<TorchSteps> started = start(python, data, hidden, batch);
      if (started.isPresent()) {
        return started;
      }
    }
    System.err.println(
        "SKIPPED: PyTorch is not measured beside it, since no Python here can import torch. Install it"
            + " (Debian: python3-torch and libopenblas0-pthread), or name its Python in "
            + PYTHON
            + ".");
    return Optional.empty();
  }

  private static Optional<TorchSteps> start(String python, DataSet data, int hidden, int batch) {
    ProcessBuilder builder =
        new ProcessBuilder(
            python,
            "-c",
            script(),
            String.valueOf(batch),
            String.valueOf(hidden),
            String.valueOf(data.features()),
            String.valueOf(data.classes()),
            String.valueOf(data.size()));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
      String ready = answers.readLine();
      if (ready == null || !ready.startsWith(READY)) {
        process.destroy();
        return Optional.empty();
      }
      return Optional.of(new TorchSteps(process, answers, ready.substring(READY.length())));
    } catch (IOException noSuchPython) {
      return Optional.empty();
    }
  }

  private static String script() {
    try (InputStream in = TorchSteps.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double measure(double seconds) {
    try {
      process.getOutputStream().write((seconds + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
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
