package dev.starling.ops.bench;

import dev.starling.cluster.aeron.DataPlane;
import dev.starling.cluster.aeron.DriverProcess;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.ops.bench.child.BareChild;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;

/**
 * Two JVMs that do nothing but carry models to each other, over media drivers as Starling starts
 * them. What they do is a {@link Contender} for each pair of roles.
 */
final class BarePair implements AutoCloseable {
  private static final int TERM_BYTES = 16 << 20;
  private static final int FIRST_STREAM = 7;

  private final List<ChildJvm> drivers;
  private final List<ChildJvm> children;

  private BarePair(List<ChildJvm> drivers, List<ChildJvm> children) {
    this.drivers = drivers;
    this.children = children;
  }

  /** Both on one media driver. */
  static BarePair overIpc(int parameters) {
    return start(parameters, List.of("aeron:ipc", "aeron:ipc"), DataPlane.DEFAULT_UDP_MTU_BYTES, 1);
  }

  /** Each with a media driver of its own, as on two machines. */
  static BarePair overUdp(int parameters, int mtuBytes) {
    return start(
        parameters,
        PairAddresses.udpPorts().stream()
            .map(endpoint -> "aeron:udp?endpoint=" + endpoint + "|mtu=" + mtuBytes)
            .toList(),
        mtuBytes,
        2);
  }

  /**
   * @param channels at which the first and the second receive
   */
  private static BarePair start(int parameters, List<String> channels, int mtuBytes, int drivers) {
    BarePair pair = new BarePair(new ArrayList<>(), new ArrayList<>());
    try {
      List<String> directories = new ArrayList<>();
      for (int i = 0; i < drivers; i++) {
        String directory =
            EmbeddedDriver.defaultParent()
                .resolve("starling-bench-" + ProcessHandle.current().pid() + "-" + i)
                .toString();
        directories.add(directory);
        pair.drivers.add(
            ChildJvm.start(
                DriverProcess.class,
                List.of(directory, Integer.toString(TERM_BYTES), Integer.toString(mtuBytes))));
      }
      for (int i = 0; i < channels.size(); i++) {
        int other = 1 - i;
        pair.children.add(
            ChildJvm.start(
                BareChild.class,
                List.of(
                    directories.get(i % drivers),
                    Integer.toString(parameters),
                    channels.get(other),
                    Integer.toString(FIRST_STREAM + other),
                    channels.get(i),
                    Integer.toString(FIRST_STREAM + i))));
      }
      pair.children.forEach(ChildJvm::answer);
      return pair;
    } catch (RuntimeException | Error fault) {
      CloseHelper.quietClose(pair);
      throw fault;
    }
  }

  /**
   * Bytes of model received per second by both.
   *
   * @param first role of the first
   * @param second role of the second
   */
  Contender as(String name, String first, String second) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double measure(double seconds) {
        children.get(0).tell("go " + first + " " + seconds);
        children.get(1).tell("go " + second + " " + seconds);
        return children.stream().mapToDouble(child -> Double.parseDouble(child.answer())).sum();
      }

      @Override
      public void close() {
        BarePair.this.close();
      }
    };
  }

  @Override
  public void close() {
    CloseHelper.closeAll(children);
    CloseHelper.closeAll(drivers);
    children.clear();
    drivers.clear();
  }
}
