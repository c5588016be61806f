package dev.starling.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Tries the control port of another node before this one joins it. Akka tries for ever and says
 * little; this says within seconds why nothing will come of it. Stateless.
 */
public final class JoinProbe {
  /** How a connection of Akka's begins: its magic word, and a stream's number. */
  private static final byte[] PLAIN_GREETING = "AKKA\u0001".getBytes(StandardCharsets.ISO_8859_1);

  /** A node that wants TLS closes at once on a plain greeting; one that does not says nothing. */
  private static final int SILENCE_MS = 500;

  private JoinProbe() {}

  /**
   * Checks that a node at this address can be talked to.
   *
   * @param tls as this node is set up; empty for none
   * @param patienceMs how long to wait for it, from 1
   * @throws NodeException with one line that says why it cannot, and what to do
   */
  public static void require(String host, int port, Optional<TlsSettings> tls, int patienceMs) {
    String node = host + ":" + port;
    Optional<TlsIdentity> identity = tls.map(TlsIdentity::read);
    try (Socket socket = connect(host, port, patienceMs)) {
      socket.setSoTimeout(patienceMs);
      if (identity.isPresent()) {
        shakeHands(socket, host, port, identity.get());
      } else {
        requirePlain(socket, node);
      }
    } catch (IOException fault) {
      throw new NodeException(
          "nothing that can be joined is at " + node + ": " + fault.getMessage(), fault);
    }
  }

  private static Socket connect(String host, int port, int patienceMs) throws IOException {
    String node = host + ":" + port;
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new NodeException("no machine is known as " + host + ": write its address", null);
    }
    Socket socket = new Socket();
    try {
      socket.connect(address, patienceMs);
      return socket;
    } catch (ConnectException | SocketTimeoutException fault) {
      socket.close();
      boolean refused = fault instanceof ConnectException;
      throw new NodeException(
          refused
              ? "no node listens at " + node + ": start it, or look up its port"
              : "no answer from "
                  + node
                  + " within "
                  + patienceMs / 1000.0
                  + " s: look at the address and at firewalls (starling doctor, there)",
          fault);
    } catch (IOException fault) {
      socket.close();
      throw fault;
    }
  }

  private static void shakeHands(Socket plain, String host, int port, TlsIdentity identity)
      throws IOException {
    String node = host + ":" + port;
    try {
      ShownCertificate shown = new ShownCertificate(identity.trust());
      SSLSocketFactory sockets = identity.sockets(shown);
      try (SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true)) {
        socket.startHandshake();
        identity.requireNameInCommon(shown.certificate().orElseThrow(), node);
      } catch (IOException fault) {
        throw new NodeException(tlsProblem(node, identity, shown, fault), fault);
      }
    } catch (GeneralSecurityException fault) {
      throw new NodeException("this Java cannot use the certificates: " + fault, fault);
    }
  }

  private static String tlsProblem(
      String node, TlsIdentity identity, ShownCertificate shown, IOException fault)
      throws CertificateException {
    if (shown.certificate().isEmpty()) {
      return "the node at "
          + node
          + " does not speak TLS ("
          + fault.getMessage()
          + "): give it cluster.tls.* too";
    }
    if (!shown.isTrusted()) {
      return "the certificate of the node at "
          + node
          + " is not of the authority in cluster.tls.authority, or not valid today: all nodes need"
          + " one authority";
    }
    identity.requireNameInCommon(shown.certificate().get(), node);
    return "the node at "
        + node
        + " does not take this node's certificate ("
        + fault.getMessage()
        + "): all nodes need one authority";
  }

  private static void requirePlain(Socket socket, String node) throws IOException {
    socket.setSoTimeout(SILENCE_MS);
    socket.getOutputStream().write(PLAIN_GREETING);
    try {
      socket.getInputStream().read();
    } catch (SocketTimeoutException asItShouldBe) {
      return;
    }
    throw new NodeException(
        "the node at "
            + node
            + " speaks TLS: give this one cluster.tls.key, cluster.tls.certificate and"
            + " cluster.tls.authority",
        null);
  }
}
