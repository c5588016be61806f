package dev.starling.ops;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs the command line in this process and keeps what it says. */
record Capture(int code, String out, String err) {

  static Capture of(String... args) {
    return of(Interruption.none(), args);
  }

  static Capture of(Interruption interruption, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            0);
    int code = Starling.run(args, console, interruption);
    return new Capture(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  ExitCode exit() {
    return ExitCode.of(code);
  }
}
