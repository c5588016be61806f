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

  // 4 and 16 learners: 1 + 1/2 + 1/3 and 1 + … + 1/15.
  @Test
  void shouldDrawWhatAnUpdateCostsOverTheNumberOfLearnersBesideTheLaw() throws IOException {
    Contest contest =
        new Contest("λ = r·H(n−1), ratios of n = 16", "updates/s", List::of, new Target.None(), "");
    Samples one = Samples.of(1);
    List<ContestResult.Line> lines =
        List.of(
            new ContestResult.Line("n = 16", Samples.of(100), one, ""),
            new ContestResult.Line("n = 4", Samples.of(300), one, ""),
            new ContestResult.Line("bare loop, n = 4", Samples.of(900), one, ""));

    StringBuilder body = new StringBuilder();
    int height = GrowthCurves.draw(body, 0, List.of(new ContestResult("growth", contest, lines)));

    // From the top of 40 to 260 lie 0 to 3 times the cost; the law's H(15) is 3.318 beside 1.833.
    assertThat(height).isEqualTo(296);
    assertThat(body).contains("points=\"60.0,186.7 620.0,40.0\"").contains("λ = r·H(n−1)");
    assertThat(body).contains("points=\"60.0,186.7 620.0,127.3\"").contains("H(n−1), the law");
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
