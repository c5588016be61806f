package dev.starling.ops;

import dev.starling.cluster.HostPort;
import dev.starling.cluster.LanDiscovery;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Nodes of one name on one network that have found each other. Those that start together agree on
 * who forms the cluster by their addresses. Used by one thread.
 */
final class NearbyNodes implements AutoCloseable {
  private static final long LOOK_UP_MILLIS = 3_000;

  private final LanDiscovery discovery;
  private final List<HostPort> seeds;

  private NearbyNodes(LanDiscovery discovery, List<HostPort> seeds) {
    this.discovery = discovery;
    this.seeds = seeds;
  }

  /** Announces {@code self} until this is closed, and listens for the others for a while. */
  static NearbyNodes find(String name, HostPort self, Console console) throws InterruptedException {
    console.result().println("starling: looking for nodes called " + name);
    console.result().flush();
    LanDiscovery discovery = LanDiscovery.open(name, self.host(), SystemNanoClock.INSTANCE);
    try {
      LanDiscovery.Node own = new LanDiscovery.Node(self.host(), self.port());
      discovery.announce(own);
      List<HostPort> seeds =
          LanDiscovery.seeds(own, discovery.lookUp(LOOK_UP_MILLIS)).stream()
              .map(node -> new HostPort(node.host(), node.port()))
              .toList();
      console.result().println("starling: found " + (seeds.size() - 1) + " beside this one");
      return new NearbyNodes(discovery, seeds);
    } catch (RuntimeException | InterruptedException fault) {
      discovery.close();
      throw fault;
    }
  }

  /** All of them, this one too; the first forms the cluster when nobody has. */
  List<HostPort> seeds() {
    return seeds;
  }

  @Override
  public void close() {
    discovery.close();
  }
}
