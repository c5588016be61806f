package dev.starling.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BenchRunTest {
  @TempDir Path folder;

  static List<String> names() {
    return BenchCatalogue.all().stream().map(Benchmark::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldMeasureEveryContenderOfEachBenchmark(String name) throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();

    List<ContestResult> results =
        BenchRun.run(
            BenchCatalogue.named(List.of(name)),
            Pace.SMOKE,
            folder,
            new PrintStream(shown, true, StandardCharsets.UTF_8));

    assertThat(results).isNotEmpty();
    assertThat(results)
        .flatExtracting(ContestResult::lines)
        .allSatisfy(line -> assertThat(line.figure().median()).isNotNegative().isFinite());
    String table = Files.readString(folder.resolve("bench.txt"));
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(table);
    assertThat(table).contains("machine ", "java ", "blas ", "commit ", name, "starling");
    long lines = results.stream().mapToLong(result -> result.lines().size()).sum();
    assertThat(Files.readAllLines(folder.resolve("bench.csv")))
        .hasSize(1 + (int) lines)
        .allSatisfy(line -> assertThat(line).contains(","));
    assertThat(Files.readString(folder.resolve("bench.svg"))).startsWith("<svg").contains(name);
  }

  @Test
  void shouldNameTheBenchmarksWhenThereIsNoneOfAName() {
    assertThatThrownBy(() -> BenchCatalogue.named(List.of("versions")))
        .hasMessageContaining("versions")
        .hasMessageContaining("version-engine");
  }

  @Test
  void shouldListEachBenchmarkOnALine() {
    assertThat(BenchRun.list().lines()).hasSize(names().size());
  }
}
