package dev.starling.ops.bench;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the peers on the JVM are: built by the profile {@code bench} alone, into a folder beside
 * this jar that is on no class path here. Stateless.
 */
final class PeerClasses {
  private static final String FOLDER = "peers";
  private static final String JAR = "starling-ops-peers.jar";
  private static final String LIBRARIES = "lib" + File.separator + "*";
  private static final String HOW = "mvn -P bench -DskipTests package";

  private PeerClasses() {}

  /**
   * The class path of a JVM in which a peer runs, Starling's own behind it.
   *
   * @param names of the peers that are asked for
   * @return empty, after a word on standard error, when they have not been built
   */
  static Optional<String> classPath(String names) {
    Path folder = folder();
    if (!Files.exists(folder.resolve(JAR))) {
      System.err.printf("SKIPPED: the peers on the JVM (%s) have not been built: %s%n", names, HOW);
      return Optional.empty();
    }
    return Optional.of(
        String.join(
            File.pathSeparator,
            folder.resolve(JAR).toString(),
            folder + File.separator + LIBRARIES,
            System.getProperty("java.class.path")));
  }

  private static Path folder() {
    try {
      Path code =
          Path.of(PeerClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return code.resolveSibling(FOLDER);
    } catch (URISyntaxException noFile) {
      throw new IllegalStateException(noFile);
    }
  }
}
