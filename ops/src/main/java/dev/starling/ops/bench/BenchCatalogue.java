package dev.starling.ops.bench;

import java.util.List;
import java.util.stream.Collectors;

/** The benchmarks that there are. */
final class BenchCatalogue {
  private static final List<Benchmark> ALL =
      List.of(
          new TransferBenchmark(),
          new UdpTransferBenchmark(),
          new GossipBenchmark(),
          new NodeBenchmark(),
          new SgdBenchmark(),
          new VirtualTimeBenchmark(),
          new VersionEngineBenchmark(),
          new GrowthBenchmark(),
          new StartBenchmark());

  private BenchCatalogue() {}

  static List<Benchmark> all() {
    return ALL;
  }

  /**
   * Those called {@code names}, all for no name.
   *
   * @throws IllegalArgumentException when there is none of a name
   */
  static List<Benchmark> named(List<String> names) {
    return names.isEmpty() ? ALL : names.stream().map(BenchCatalogue::named).toList();
  }

  private static Benchmark named(String name) {
    return ALL.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no benchmark \""
                        + name
                        + "\"; choose "
                        + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "))));
  }
}
