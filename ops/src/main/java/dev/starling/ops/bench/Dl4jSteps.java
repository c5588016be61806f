package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The peer: DL4J on one thread, in a JVM of its own, where it has been built. */
final class Dl4jSteps implements Contender {
  static final String NAME = "DL4J";

  private static final String MAIN = "dev.starling.peers.Dl4jPeer";

  private final ChildJvm child;

  private Dl4jSteps(ChildJvm child) {
    this.child = child;
  }

  /** Starts it, warm; returns empty, after a word on standard error, where it is not there. */
  static Optional<Dl4jSteps> start(DataSet data, int hidden, int batch) {
    List<String> arguments =
        Stream.of(batch, hidden, data.features(), data.classes(), data.size())
            .map(String::valueOf)
            .toList();
    return PeerClasses.classPath(NAME)
        .map(
            classPath -> {
              ChildJvm child = ChildJvm.start(MAIN, classPath, arguments);
              child.answer();
              return new Dl4jSteps(child);
            });
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double measure(double seconds) {
    return Double.parseDouble(child.ask("go peer " + seconds));
  }

  @Override
  public void close() {
    child.close();
  }
}
