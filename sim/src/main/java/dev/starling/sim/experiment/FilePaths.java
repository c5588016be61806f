package dev.starling.sim.experiment;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that name files which a run reads, with the path made absolute: a run directory is read
 * again from elsewhere. Stateless.
 */
final class FilePaths {
  private static final Map<String, Pattern> PREFIXES =
      Map.of(
          "data.source", Pattern.compile("(csv:|libsvm:|idx:)(?!~/)(.+)"),
          "run.topology", Pattern.compile("(edges:)(.+)"),
          "churn.trace", Pattern.compile("()(.+)"),
          "cluster.tls.key", Pattern.compile("()(.+)"),
          "cluster.tls.certificate", Pattern.compile("()(.+)"),
          "cluster.tls.authority", Pattern.compile("()(.+)"));

  private FilePaths() {}

  /** {@code text} as the value of {@code key}, from wherever it is read. */
  static String absolute(String key, String text) {
    Pattern prefix = PREFIXES.get(key);
    Matcher parts = prefix == null ? null : prefix.matcher(text);
    // The options that may follow a path stay where they are: an absolute path goes before it.
    return parts != null && parts.matches()
        ? parts.group(1) + Path.of("").toAbsolutePath().resolve(parts.group(2))
        : text;
  }
}
