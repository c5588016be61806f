package dev.starling.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What the files of {@link TlsSettings} hold, read and held against each other: Akka would only
 * find out at the first connection, and try again for ever.
 */
final class TlsIdentity {
  private static final String KEY = "cluster.tls.key";
  private static final String CERTIFICATE = "cluster.tls.certificate";
  private static final String AUTHORITY = "cluster.tls.authority";
  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";
  private static final String PROTOCOL = "TLSv1.2";
  private static final Integer DNS_NAME = 2;
  private static final char[] NO_PASSWORD = {};

  private final RSAPrivateKey key;
  private final X509Certificate certificate;
  private final X509Certificate authority;

  private TlsIdentity(RSAPrivateKey key, X509Certificate certificate, X509Certificate authority) {
    this.key = key;
    this.certificate = certificate;
    this.authority = authority;
  }

  /**
   * Reads the three files.
   *
   * @throws NodeException with one line that names the setting, the file and what is wrong with it
   */
  static TlsIdentity read(TlsSettings settings) {
    RSAPrivateKey key = key(settings.key());
    X509Certificate certificate = certificate(CERTIFICATE, settings.certificate());
    X509Certificate authority = certificate(AUTHORITY, settings.authority());
    if (!(certificate.getPublicKey() instanceof RSAPublicKey open)) {
      throw refused(CERTIFICATE, settings.certificate(), "is not of an RSA key", null);
    }
    BigInteger modulus = key.getModulus();
    if (!open.getModulus().equals(modulus)) {
      throw refused(
          CERTIFICATE, settings.certificate(), "is not of the key in " + settings.key(), null);
    }
    try {
      certificate.verify(authority.getPublicKey());
    } catch (GeneralSecurityException other) {
      throw refused(
          CERTIFICATE,
          settings.certificate(),
          "was not signed by the authority in " + settings.authority(),
          other);
    }
    return new TlsIdentity(key, certificate, authority);
  }

  /**
   * Checks what Akka asks of a peer besides the authority: a subject name that both have.
   *
   * @param peer certificate that the other node has shown
   */
  void requireNameInCommon(X509Certificate peer, String node) throws CertificateException {
    Set<String> ours = subjectNames(certificate);
    Set<String> theirs = subjectNames(peer);
    if (Collections.disjoint(ours, theirs)) {
      throw new NodeException(
          ("the certificate of the node at %s is for %s, this node's for %s:"
                  + " all nodes need one name in common")
              .formatted(node, theirs, ours),
          null);
    }
  }

  /** Common names, and names of the extension for more of them. */
  private static Set<String> subjectNames(X509Certificate certificate) throws CertificateException {
    Set<String> names = new TreeSet<>();
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          names.add(part.getValue().toString());
        }
      }
    } catch (InvalidNameException malformed) {
      throw new CertificateException(malformed);
    }
    Collection<List<?>> more = certificate.getSubjectAlternativeNames();
    if (more != null) {
      more.stream()
          .filter(name -> name.get(0).equals(DNS_NAME))
          .forEach(name -> names.add(name.get(1).toString()));
    }
    return names;
  }

  /** Trusts certificates of the same authority. */
  X509TrustManager trust() throws GeneralSecurityException, IOException {
    KeyStore trusted = emptyStore();
    trusted.setCertificateEntry("authority", authority);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Sockets that show this identity, to peers that {@code trust} lets pass. */
  SSLSocketFactory sockets(X509TrustManager trust) throws GeneralSecurityException, IOException {
    KeyStore own = emptyStore();
    own.setKeyEntry("own", key, NO_PASSWORD, new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance(PROTOCOL);
    context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
    return context.getSocketFactory();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static RSAPrivateKey key(Path file) {
    String text = new String(bytes(KEY, file), StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(KEY_BEGIN);
    int end = text.indexOf(KEY_END);
    if (begin < 0 || end < begin) {
      throw refused(
          KEY,
          file,
          "is no private key that can be used: it must be RSA, PKCS#8 in PEM without a password;"
              + " this makes one of another kind of file: openssl pkey -in FILE -out NEW_FILE",
          null);
    }
    try {
      byte[] encoded =
          Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException other) {
      throw refused(
          KEY, file, "holds no RSA key: make one with openssl req -newkey rsa:3072", other);
    }
  }

  private static X509Certificate certificate(String setting, Path file) {
    byte[] bytes = bytes(setting, file);
    try (InputStream in = new ByteArrayInputStream(bytes)) {
      X509Certificate read =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      read.checkValidity();
      return read;
    } catch (CertificateException | IOException other) {
      throw refused(
          setting,
          file,
          "is no certificate in PEM that is valid today: " + other.getMessage(),
          other);
    }
  }

  private static byte[] bytes(String setting, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException absent) {
      throw refused(setting, file, "does not exist", absent);
    } catch (IOException unreadable) {
      throw refused(setting, file, "cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static NodeException refused(String setting, Path file, String what, Exception cause) {
    return new NodeException(setting + " = " + file + " " + what, cause);
  }
}
