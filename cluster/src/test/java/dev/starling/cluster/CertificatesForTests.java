package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Makes an authority and certificates with openssl, by the README's commands. */
record CertificatesForTests(Path folder) {
  private static final long PATIENCE_SECONDS = 60;

  /** Gives the test up, and says so, where there is no openssl. */
  static CertificatesForTests in(Path folder) throws IOException, InterruptedException {
    boolean present;
    try {
      present = new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException absent) {
      present = false;
    }
    if (!present) {
      System.err.println("SKIPPED: TLS is not tested, there is no openssl on this machine");
    }
    Assumptions.assumeTrue(present, "openssl");
    return new CertificatesForTests(folder);
  }

  /** An authority; what it signs is told from what others sign by {@code name}. */
  CertificatesForTests authority(String name) throws IOException, InterruptedException {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%1$s -keyout %1$s.key -out %1$s.pem"
            .formatted(name));
    return this;
  }

  /** A key and its certificate for {@code subject}, the name that nodes have in common. */
  TlsSettings node(String name, String authority, String subject)
      throws IOException, InterruptedException {
    openssl(
        "req -newkey rsa:2048 -nodes -subj /O=%1$s/CN=%2$s -keyout %1$s.key -out %1$s.csr"
            .formatted(name, subject));
    openssl(
        "x509 -req -in %1$s.csr -CA %2$s.pem -CAkey %2$s.key -CAcreateserial -days 2 -out %1$s.pem"
            .formatted(name, authority));
    return new TlsSettings(
        folder.resolve(name + ".key"),
        folder.resolve(name + ".pem"),
        folder.resolve(authority + ".pem"));
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    Path said = folder.resolve("openssl.log");
    List<String> command = List.of(("openssl " + arguments).split(" "));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }
}
