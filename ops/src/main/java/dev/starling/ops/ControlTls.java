package dev.starling.ops;

import dev.starling.cluster.TlsSettings;
import dev.starling.sim.experiment.RunConfig;
import java.util.Optional;

/** The certificates that a configuration names. */
final class ControlTls {
  private ControlTls() {}

  static Optional<TlsSettings> of(RunConfig config) {
    return config
        .tls()
        .map(files -> new TlsSettings(files.key(), files.certificate(), files.authority()));
  }
}
