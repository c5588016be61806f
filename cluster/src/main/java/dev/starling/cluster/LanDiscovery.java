package dev.starling.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import org.agrona.concurrent.NanoClock;

/**
 * Nodes of one LAN find each other by multicast DNS, as service {@code _starling._tcp}. A node
 * announces itself, looks for others, and hands {@link #seeds} to Akka, whose rule is that the
 * first of them forms the cluster unless another one is in a cluster already, and that all others
 * join. Who announces before looking is seen by whoever looks later, so that of two nodes at least
 * one knows the other. Used by one thread.
 */
public final class LanDiscovery implements AutoCloseable {
  private static final String TYPE = "_starling._tcp.local.";
  private static final String CLUSTER = "cluster";
  private static final String HOST = "host";
  private static final String HOST_PATTERN = "[0-9A-Za-z.:_-]{1,255}";
  private static final int RESOLVE_MS = 1;
  private static final int MAX_ANSWERS = 1024;
  private static final long ANNOUNCED_WITHIN_MS = 10_000;

  private final String cluster;
  private final JmDNS dns;
  private final NanoClock clock;
  private final BlockingQueue<ServiceInfo> answers = new LinkedBlockingQueue<>(MAX_ANSWERS);
  private final TreeSet<Node> found = new TreeSet<>(byAddress());

  private LanDiscovery(String cluster, JmDNS dns, NanoClock clock) {
    this.cluster = cluster;
    this.dns = dns;
    this.clock = clock;
    dns.addServiceListener(TYPE, new Answers());
  }

  /**
   * A node that has announced itself.
   *
   * @param host as it was started with
   * @param port of its control plane
   */
  public record Node(String host, int port) {}

  /**
   * Starts to listen on the network of an address of this machine.
   *
   * @param cluster name that is looked for; other clusters are not seen
   * @throws NodeException when that network carries no multicast, or the address is not here
   */
  public static LanDiscovery open(String cluster, String host, NanoClock clock) {
    try {
      // Two of one name would first have to agree on another one.
      String name = "starling-" + UUID.randomUUID();
      return new LanDiscovery(cluster, JmDNS.create(InetAddress.getByName(host), name), clock);
    } catch (IOException fault) {
      throw new NodeException(
          "nodes cannot be looked for on the network of "
              + host
              + " ("
              + fault.getMessage()
              + "): name one with --join instead",
          fault);
    }
  }

  /**
   * Makes a node known, until this is closed. Returns when it has heard of itself over the network,
   * which takes a few seconds: then others have too.
   *
   * @throws NodeException when it has not within 10 s
   */
  public void announce(Node node) throws InterruptedException {
    try {
      dns.registerService(
          ServiceInfo.create(
              TYPE,
              cluster + "-" + node.host().replace('.', '-') + "-" + node.port(),
              node.port(),
              0,
              0,
              Map.of(CLUSTER, cluster, HOST, node.host())));
    } catch (IOException fault) {
      throw new NodeException("this node could not be announced: " + fault.getMessage(), fault);
    }
    listen(ANNOUNCED_WITHIN_MS, Optional.of(node));
    if (!found.contains(node)) {
      throw new NodeException(
          "the network of "
              + node.host()
              + " carries no multicast (UDP port 5353): name a node with --join instead",
          null);
    }
  }

  /**
   * Looks for nodes of the cluster, for as long as is said: there is no telling how many there are.
   *
   * @return all that were heard of until now, own ones too, the lowest address first
   */
  public List<Node> lookUp(long patienceMs) throws InterruptedException {
    listen(patienceMs, Optional.empty());
    return List.copyOf(found);
  }

  private void listen(long patienceMs, Optional<Node> until) throws InterruptedException {
    long deadlineNs = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
    long leftNs = deadlineNs - clock.nanoTime();
    while (leftNs > 0 && until.filter(found::contains).isEmpty()) {
      ServiceInfo answer = answers.poll(leftNs, TimeUnit.NANOSECONDS);
      if (answer != null) {
        node(answer).ifPresent(found::add);
      }
      leftNs = deadlineNs - clock.nanoTime();
    }
  }

  /**
   * The nodes to join, in the order that decides who forms the cluster: the same for everybody who
   * has seen the same nodes.
   */
  public static List<Node> seeds(Node self, List<Node> found) {
    TreeSet<Node> all = new TreeSet<>(byAddress());
    all.addAll(found);
    all.add(self);
    return List.copyOf(all);
  }

  /** Takes the announcement back, which others hear; may take a few seconds. */
  @Override
  public void close() {
    try {
      dns.close();
    } catch (IOException fault) {
      throw new NodeException("the announcement was not taken back: " + fault.getMessage(), fault);
    }
  }

  private Optional<Node> node(ServiceInfo answer) {
    String host = answer.getPropertyString(HOST);
    boolean ours = cluster.equals(answer.getPropertyString(CLUSTER));
    return ours && host != null && host.matches(HOST_PATTERN) && answer.getPort() > 0
        ? Optional.of(new Node(host, answer.getPort()))
        : Optional.empty();
  }

  /** By the numbers in the host, so that 10.0.0.9 comes before 10.0.0.10; then by port. */
  private static Comparator<Node> byAddress() {
    return Comparator.comparing((Node node) -> sortable(node.host())).thenComparing(Node::port);
  }

  private static String sortable(String host) {
    StringBuilder padded = new StringBuilder();
    for (String part : host.split("(?<=\\D)|(?=\\D)", -1)) {
      padded.append(part.matches("[0-9]{1,9}") ? "0".repeat(9 - part.length()) + part : part);
    }
    return padded.toString();
  }

  /** Called on a thread of the library. */
  private final class Answers implements ServiceListener {
    @Override
    public void serviceAdded(ServiceEvent event) {
      event.getDNS().requestServiceInfo(event.getType(), event.getName(), RESOLVE_MS);
    }

    @Override
    public void serviceResolved(ServiceEvent event) {
      // Who has that many unread answers is not looking any more.
      answers.offer(event.getInfo());
    }

    @Override
    public void serviceRemoved(ServiceEvent event) {
      // Akka finds out by itself who is gone.
    }
  }
}
