package dev.starling.cluster;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/**
 * Remembers which certificate the other side has shown, also where the handshake then fails. Used
 * by one thread.
 */
final class ShownCertificate implements X509TrustManager {
  private final X509TrustManager judge;
  private X509Certificate shown;
  private boolean trusted;

  ShownCertificate(X509TrustManager judge) {
    this.judge = judge;
  }

  /** The certificate that was shown, if it came to that. */
  Optional<X509Certificate> certificate() {
    return Optional.ofNullable(shown);
  }

  /** Whether it is of our authority, and valid. */
  boolean isTrusted() {
    return trusted;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String method)
      throws CertificateException {
    shown = chain[0];
    judge.checkServerTrusted(chain, method);
    trusted = true;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String method)
      throws CertificateException {
    judge.checkClientTrusted(chain, method);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
