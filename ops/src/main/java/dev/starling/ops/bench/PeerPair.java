package dev.starling.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.CloseHelper;

/**
 * A peer on the JVM: what one would write without Starling, in two JVMs of its own. Its classes are
 * built by the profile {@code bench} alone, into a jar beside this one that is on no class path
 * here.
 */
final class PeerPair implements Contender {
  static final String ARTERY = "Artery TCP + Kryo";
  static final String SOCKETS = "NIO sockets";

  private final String name;
  private final List<ChildJvm> children = new ArrayList<>();

  private PeerPair(String name) {
    this.name = name;
  }

  /**
   * Those that have been built, ready to measure; after a word on standard error when they have
   * not.
   */
  static List<Contender> start(int parameters) {
    Optional<String> built = PeerClasses.classPath(ARTERY + ", " + SOCKETS);
    if (built.isEmpty()) {
      return List.of();
    }
    List<Contender> all = new ArrayList<>();
    all.add(start(ARTERY, "dev.starling.peers.ArteryPeer", built.get(), parameters));
    all.add(start(SOCKETS, "dev.starling.peers.SocketPeer", built.get(), parameters));
    return all;
  }

  private static PeerPair start(String name, String main, String classPath, int parameters) {
    PeerPair pair = new PeerPair(name);
    try {
      List<Integer> ports = freePorts();
      for (int i = 0; i < ports.size(); i++) {
        pair.children.add(
            ChildJvm.start(
                main,
                classPath,
                List.of(
                    Integer.toString(parameters),
                    Integer.toString(ports.get(i)),
                    Integer.toString(ports.get(1 - i)))));
      }
      pair.children.forEach(ChildJvm::answer);
      return pair;
    } catch (RuntimeException | Error fault) {
      CloseHelper.quietClose(pair);
      throw fault;
    }
  }

  private static List<Integer> freePorts() {
    try (ServerSocket first = new ServerSocket(0);
        ServerSocket second = new ServerSocket(0)) {
      return List.of(first.getLocalPort(), second.getLocalPort());
    } catch (IOException fault) {
      throw new UncheckedIOException("there are no free ports", fault);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double measure(double seconds) {
    children.forEach(child -> child.tell("go peer " + seconds));
    return children.stream().mapToDouble(child -> Double.parseDouble(child.answer())).sum();
  }

  @Override
  public void close() {
    CloseHelper.closeAll(children);
  }
}
