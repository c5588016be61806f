package dev.starling.ops;

import dev.starling.sim.VirtualOutcome;
import dev.starling.sim.report.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether two runs in virtual time are the same. They stand at the end of {@code
 * versions.txt}.
 *
 * @param trace of times, peers and versions; equal on every machine
 * @param parameters of all models at the end; equal for one BLAS kernel
 */
record RunHashes(long trace, long parameters) {
  private static final Pattern LINES =
      Pattern.compile("trace-hash ([0-9a-f]{16})\\s+parameter-hash ([0-9a-f]{16})");

  static RunHashes of(VirtualOutcome outcome) {
    return new RunHashes(outcome.traceHash(), outcome.parameterHash());
  }

  /** Those of a run that is over; empty when it has none, as a run in real time. */
  static Optional<RunHashes> read(RunDirectory directory) {
    try {
      Matcher lines = LINES.matcher(Files.readString(directory.versions()));
      return lines.find()
          ? Optional.of(new RunHashes(number(lines.group(1)), number(lines.group(2))))
          : Optional.empty();
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "cannot read " + directory.versions() + ": " + fault.getMessage(), fault);
    }
  }

  /** For {@code versions.txt}: two lines, each with its end. */
  String lines() {
    return "trace-hash " + hex(trace) + "\nparameter-hash " + hex(parameters) + "\n";
  }

  /** For people, in one line without its end. */
  String text() {
    return "trace " + hex(trace) + "  parameters " + hex(parameters);
  }

  static String hex(long hash) {
    return "%016x".formatted(hash);
  }

  private static long number(String hex) {
    return Long.parseUnsignedLong(hex, 16);
  }
}
