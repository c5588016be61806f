package dev.starling.ops;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the process says when it ends; scripts rely on the numbers. */
enum ExitCode {
  OK(0, "it worked"),
  FAILED(1, "the run broke off, a replay differs, or something unforeseen happened"),
  USAGE(2, "a command, option, key or value that does not exist or does not fit"),
  DATA(3, "the data or the model file cannot be read, or do not fit"),
  ENVIRONMENT(4, "this machine does not allow it: memory for the driver, a port, JVM flags, disk"),
  DIVERGED(5, "a learner ended with a model that had diverged; the results are written"),
  INTERRUPTED(
      130, "stopped by Ctrl-C or a signal; the results are written when training had begun");

  private static final Map<Integer, ExitCode> BY_NUMBER =
      Arrays.stream(values()).collect(Collectors.toMap(ExitCode::number, Function.identity()));

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  /** Number and meaning, as a help text lists them. */
  static Map<String, String> list() {
    return Arrays.stream(values())
        .collect(
            Collectors.toMap(
                code -> Integer.toString(code.number),
                code -> code.meaning,
                (first, second) -> first,
                LinkedHashMap::new));
  }

  /** The code with this number; {@link #FAILED} when there is none. */
  static ExitCode of(int number) {
    return BY_NUMBER.getOrDefault(number, FAILED);
  }
}
