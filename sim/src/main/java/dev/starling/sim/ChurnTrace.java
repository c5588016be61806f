package dev.starling.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads churn from a CSV file of {@code seconds,learner,event}, one event in a line: {@code join},
 * {@code leave}, {@code crash} or {@code speed:FACTOR}. A first line of names, empty lines and
 * lines that start with {@code #} are passed over.
 *
 * <pre>  seconds,learner,event
 *   12.5,3,crash
 *   20,3,join
 *   30,0,speed:0.25</pre>
 */
public final class ChurnTrace {
  private static final int FIELDS = 3;
  private static final String SPEED = "speed:";

  private ChurnTrace() {}

  /**
   * The events of {@code file}, in its order.
   *
   * @param learners n; each learner of the file must be below it
   * @throws IllegalArgumentException naming file and line when a line is not understood
   */
  public static List<ChurnEvent> read(Path file, int learners) {
    try {
      return parse(Files.readAllLines(file), file.toString(), learners);
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot read the churn trace " + file, fault);
    }
  }

  static List<ChurnEvent> parse(List<String> lines, String name, int learners) {
    List<ChurnEvent> events = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index).strip();
      boolean isHeader = index == 0 && line.toLowerCase(Locale.ROOT).startsWith("seconds");
      if (line.isEmpty() || line.startsWith("#") || isHeader) {
        continue;
      }
      try {
        events.add(event(line, learners));
      } catch (IllegalArgumentException cause) {
        throw new IllegalArgumentException(
            name + ", line " + (index + 1) + ": " + reason(cause, line), cause);
      }
    }
    return events;
  }

  private static ChurnEvent event(String line, int learners) {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("must be seconds,learner,event, was '" + line + "'");
    }
    double seconds = Double.parseDouble(fields[0].strip());
    int learner = Integer.parseInt(fields[1].strip());
    if (learner < 0 || learner >= learners) {
      throw new IllegalArgumentException(
          "learner must be in [0, " + (learners - 1) + "], was " + learner);
    }
    String event = fields[2].strip().toLowerCase(Locale.ROOT);
    if (event.startsWith(SPEED)) {
      return ChurnEvent.speed(
          seconds, learner, Double.parseDouble(event.substring(SPEED.length())));
    }
    return ChurnEvent.of(seconds, learner, kind(event));
  }

  private static ChurnEvent.Kind kind(String event) {
    return switch (event) {
      case "join" -> ChurnEvent.Kind.JOIN;
      case "leave" -> ChurnEvent.Kind.LEAVE;
      case "crash" -> ChurnEvent.Kind.CRASH;
      default ->
          throw new IllegalArgumentException(
              "event must be join, leave, crash or speed:FACTOR, was '" + event + "'");
    };
  }

  private static String reason(IllegalArgumentException cause, String line) {
    return cause instanceof NumberFormatException
        ? "not a number in '" + line + "' (" + cause.getMessage() + ")"
        : cause.getMessage();
  }
}
