package dev.starling.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a user wrote to name data, taken apart: {@code kind:argument?option=value&option=value}.
 *
 * <p>A question mark begins the options only if an equals sign follows it, so that a file name may
 * hold one.
 */
record SourceSpec(String text, String kind, String argument, Map<String, String> options) {

  static SourceSpec parse(String text) {
    int question = text.lastIndexOf('?');
    boolean hasOptions = question >= 0 && text.indexOf('=', question) >= 0;
    String place = hasOptions ? text.substring(0, question) : text;
    String options = hasOptions ? text.substring(question + 1) : "";
    int colon = place.indexOf(':');
    return new SourceSpec(
        text,
        colon < 0 ? place : place.substring(0, colon),
        colon < 0 ? "" : place.substring(colon + 1),
        parseOptions(text, options));
  }

  private static Map<String, String> parseOptions(String text, String options) {
    Map<String, String> parsed = new LinkedHashMap<>();
    int start = 0;
    while (start < options.length()) {
      int ampersand = options.indexOf('&', start);
      int end = ampersand < 0 ? options.length() : ampersand;
      int equals = options.indexOf('=', start);
      if (equals <= start || equals > end) {
        throw new DataException(
            "data '"
                + text
                + "': '"
                + options.substring(start, end)
                + "' is not an option; options look like ?name=value&name=value");
      }
      parsed.put(options.substring(start, equals), options.substring(equals + 1, end));
      start = end + 1;
    }
    return parsed;
  }

  /** Refuses every option that is not among {@code known}. */
  void requireOptionsAmong(Set<String> known) {
    for (String option : options.keySet()) {
      if (known.isEmpty()) {
        throw new DataException("data '" + text + "': " + kind + " takes no options");
      }
      if (!known.contains(option)) {
        throw new DataException(
            "data '"
                + text
                + "': unknown option '"
                + option
                + "'"
                + NearestName.question(option, known)
                + "; known: "
                + String.join(", ", known));
      }
    }
  }

  /** The argument as a path; a leading "~/" is the user's home. */
  Path path() {
    if (argument.isEmpty()) {
      throw new DataException("data '" + text + "' names no file or folder after '" + kind + ":'");
    }
    return argument.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), argument.substring(2))
        : Path.of(argument);
  }

  /**
   * The same data where this machine has them: as they are named, or else under their own name in
   * {@code folder}.
   *
   * @throws DataException when they are in neither place
   */
  SourceSpec in(Path folder) {
    Path named = path();
    Path last = named.getFileName();
    if (Files.exists(named) || last == null) {
      return this;
    }
    Path there = folder.resolve(last);
    if (!Files.exists(there)) {
      throw new DataException(
          "data '" + text + "': neither " + named + " nor " + there + " exists here");
    }
    return new SourceSpec(text, kind, there.toString(), options);
  }

  /** A whole number of at least {@code least}, or {@code absent} when the option is not given. */
  int whole(String option, int absent, int least) {
    double value = number(option, absent, least);
    if (value != (int) value) {
      throw new DataException(
          "data '" + text + "': " + option + " must be a whole number of at least " + least);
    }
    return (int) value;
  }

  /** A finite number of at least {@code least}, or {@code absent} when the option is not given. */
  double number(String option, double absent, double least) {
    String value = options.get(option);
    if (value == null) {
      return absent;
    }
    try {
      double parsed = Double.parseDouble(value);
      if (parsed >= least && parsed < Double.POSITIVE_INFINITY) {
        return parsed;
      }
    } catch (NumberFormatException e) {
      throw new DataException(
          "data '" + text + "': " + option + " must be a number, was '" + value + "'", e);
    }
    throw new DataException(
        "data '"
            + text
            + "': "
            + option
            + " must be finite and at least "
            + least
            + ", was "
            + value);
  }
}
