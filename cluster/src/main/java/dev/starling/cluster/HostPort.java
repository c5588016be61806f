package dev.starling.cluster;

/**
 * Where a node's control plane is.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port in [1, 65535]
 */
public record HostPort(String host, int port) {
  private static final int MAX_PORT = 65_535;

  public HostPort {
    if (host.isBlank() || port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "a node is at HOST:PORT with a port in [1, 65535], not '" + host + ":" + port + "'");
    }
  }

  /**
   * Reads {@code HOST:PORT}, {@code [ADDRESS]:PORT}, or a host alone.
   *
   * @param defaultPort of a host alone
   */
  public static HostPort parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean isBareAddress = colon >= 0 && text.indexOf(':') < colon && !text.startsWith("[");
    if (colon < 0 || isBareAddress || text.endsWith("]")) {
      return new HostPort(unbracketed(text), defaultPort);
    }
    try {
      return new HostPort(
          unbracketed(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException fault) {
      throw new IllegalArgumentException(
          "a node is at HOST:PORT with a port in [1, 65535], not '" + text + "'", fault);
    }
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
