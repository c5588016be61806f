package dev.starling.ops;

import dev.starling.cluster.TlsSettings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The certificates by which nodes, and those who talk to them, know each other. */
final class TlsOptions {
  @ArgGroup(exclusive = false)
  private Files files;

  static final class Files {
    @Option(
        names = "--tls-key",
        paramLabel = "FILE",
        required = true,
        description = "This side's private key (PEM): puts the control plane on mutual TLS.")
    private Path key;

    @Option(
        names = "--tls-certificate",
        paramLabel = "FILE",
        required = true,
        description = "The certificate of that key (PEM).")
    private Path certificate;

    @Option(
        names = "--tls-authority",
        paramLabel = "FILE",
        required = true,
        description = "The certificate of the authority that signed those of all nodes (PEM).")
    private Path authority;
  }

  /** What was given; empty when nothing was. */
  Optional<TlsSettings> settings() {
    return Optional.ofNullable(files)
        .map(given -> new TlsSettings(given.key, given.certificate, given.authority));
  }
}
