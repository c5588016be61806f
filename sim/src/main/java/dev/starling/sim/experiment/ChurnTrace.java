package dev.starling.sim.experiment;

import dev.starling.run.ChurnEvent;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads who comes, goes and changes speed: from a key, {@code TIME EVENT LEARNERS} parted by
 * semicolons, and from a CSV file of {@code seconds,learner,event}, one event in a line. Events are
 * {@code join}, {@code leave}, {@code crash} and {@code speed:FACTOR}. A first line of names, empty
 * lines and lines that start with {@code #} are passed over.
 *
 * <pre>  40s join 32-63; 1m speed:0.25 0-7,12
 *
 *   seconds,learner,event
 *   12.5,3,crash
 *   20,3,join</pre>
 */
final class ChurnTrace {
  private static final int FIELDS = 3;
  private static final String SPEED = "speed:";
  private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");

  private ChurnTrace() {}

  /**
   * The events of a key, in its order.
   *
   * @param learners n; each learner that is named must be below it
   * @throws IllegalArgumentException quoting the part that is not understood
   */
  static List<ChurnEvent> ofKey(String text, int learners) {
    List<ChurnEvent> events = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      try {
        addPart(part.strip(), learners, events);
      } catch (IllegalArgumentException cause) {
        throw new IllegalArgumentException("'" + part.strip() + "': " + reason(cause), cause);
      }
    }
    return events;
  }

  /**
   * The events of a file, in its order.
   *
   * @throws IllegalArgumentException naming file and line when a line is not understood
   */
  static List<ChurnEvent> ofFile(Path file, int learners) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException cause) {
      throw new IllegalArgumentException(file + " is no text in UTF-8", cause);
    } catch (IOException cause) {
      throw new IllegalArgumentException(
          Files.isRegularFile(file) ? "cannot read " + file : "there is no file " + file, cause);
    }
    List<ChurnEvent> events = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index).strip();
      boolean isHeader = index == 0 && line.toLowerCase(Locale.ROOT).startsWith("seconds");
      if (line.isEmpty() || line.startsWith("#") || isHeader) {
        continue;
      }
      try {
        events.add(ofLine(line, learners));
      } catch (IllegalArgumentException cause) {
        throw new IllegalArgumentException(
            file + ", line " + (index + 1) + ": " + reason(cause), cause);
      }
    }
    return events;
  }

  private static void addPart(String part, int learners, List<ChurnEvent> events) {
    String[] words = part.split("\\s+", -1);
    if (words.length != FIELDS) {
      throw new IllegalArgumentException(
          "must be TIME EVENT LEARNERS, such as 40s join 32-63 or 40s speed:0.5 0-7,12");
    }
    double seconds = seconds(words[0]);
    BitSet named = LearnerRanges.parse(words[2], learners);
    named.stream().forEach(learner -> events.add(event(seconds, learner, words[1])));
  }

  private static ChurnEvent ofLine(String line, int learners) {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("must be seconds,learner,event, was '" + line + "'");
    }
    return event(
        Double.parseDouble(fields[0].strip()),
        LearnerRanges.learner(fields[1].strip(), learners),
        fields[2].strip());
  }

  private static double seconds(String word) {
    Matcher time = TIME.matcher(word);
    if (!time.matches()) {
      throw new IllegalArgumentException(
          "a time has its unit, such as 40s or 500ms, was '" + word + "'");
    }
    double number = Double.parseDouble(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> number / 1e3;
      case "m" -> number * 60;
      case "h" -> number * 3_600;
      default -> number;
    };
  }

  private static ChurnEvent event(double seconds, int learner, String typed) {
    String event = typed.toLowerCase(Locale.ROOT);
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

  private static String reason(IllegalArgumentException cause) {
    return cause instanceof NumberFormatException
        ? "not a number (" + cause.getMessage() + ")"
        : cause.getMessage();
  }
}
