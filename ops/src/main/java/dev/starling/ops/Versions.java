package dev.starling.ops;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs here, in which version: for {@code --version} and the run directory. Stateless. */
final class Versions {
  private static final String UNPACKAGED = "development";

  /** Name and version; jars of native code for one platform repeat their library's. */
  private static final Pattern JAR =
      Pattern.compile("(?!.*(?:linux|macosx|windows))(.+?)-(\\d[\\w.-]*)\\.jar");

  private static final List<String> LIBRARIES =
      List.of(
          "akka-actor-typed_2.13",
          "akka-cluster-sharding-typed_2.13",
          "aeron-client",
          "aeron-driver",
          "agrona",
          "nd4j-native",
          "openblas",
          "kryo");

  private Versions() {}

  /** Of Starling; {@code development} when it was not started from its jar. */
  static String starling() {
    String version = Starling.class.getPackage().getImplementationVersion();
    return version == null ? UNPACKAGED : version;
  }

  static String java() {
    return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
  }

  /** Lines for the run directory, the seed last. */
  static String text(long seed) {
    StringBuilder text =
        new StringBuilder()
            .append("starling ")
            .append(starling())
            .append("\njava ")
            .append(java())
            .append("\nsystem ")
            .append(System.getProperty("os.name"))
            .append(' ')
            .append(System.getProperty("os.version"))
            .append(' ')
            .append(System.getProperty("os.arch"))
            .append(", ")
            .append(Runtime.getRuntime().availableProcessors())
            .append(" processors\n");
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path file = Path.of(entry).getFileName();
      Matcher jar = JAR.matcher(file == null ? "" : file.toString());
      if (jar.matches() && LIBRARIES.contains(jar.group(1))) {
        text.append(jar.group(1)).append(' ').append(jar.group(2)).append('\n');
      }
    }
    return text.append("seed ").append(seed).append('\n').toString();
  }
}
