package dev.starling.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files with which a node, or a program that talks to nodes, proves who it is: the control
 * plane then runs over mutual TLS. Frames do not.
 *
 * @param key private key, RSA, PKCS#8 in PEM without a password
 * @param certificate of that key, in PEM; all certificates of one cluster share a subject name
 * @param authority certificate that has signed those of all nodes, in PEM
 */
public record TlsSettings(Path key, Path certificate, Path authority) {
  private static final String ENGINE = "akka.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider";
  private static final String FILES = "akka.remote.artery.ssl.rotating-keys-engine.";

  /**
   * Reads the files and holds them against each other.
   *
   * @return these settings
   * @throws NodeException with one line that names the setting, the file and what is wrong with it
   */
  public TlsSettings requireUsable() {
    TlsIdentity.read(this);
    return this;
  }

  /**
   * Akka's settings for it, to be laid over those of the user. The engine asks every peer for a
   * certificate of the same authority with a subject name in common, and reads the files again
   * every few minutes.
   */
  public Config config() {
    return ConfigFactory.parseMap(
        Map.of(
            "akka.remote.artery.transport",
            "tls-tcp",
            "akka.remote.artery.ssl.ssl-engine-provider",
            ENGINE,
            FILES + "key-file",
            key.toAbsolutePath().toString(),
            FILES + "cert-file",
            certificate.toAbsolutePath().toString(),
            FILES + "ca-cert-file",
            authority.toAbsolutePath().toString()));
  }
}
