package dev.starling.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralGapTest {
  @TempDir Path directory;

  /** Source: the eigenvalues of a circulant matrix, (1 + 2·cos(2π/n))/3, printed to five digits. */
  @ParameterizedTest
  @CsvSource({
    "4,0.33333", "5,0.53934", "8,0.80474", "16,0.94925",
    "25,0.97906", "36,0.98987", "64,0.99679", "100,0.99868"
  })
  void shouldMatchTheClosedFormOfTheRing(int learners, double printed) {
    double rho = SpectralGap.rho(MixingWeights.uniform(Topologies.parse("ring", learners, 1)));

    assertThat(rho).isCloseTo(printed, within(5e-6));
    assertThat(rho).isCloseTo((1 + 2 * StrictMath.cos(2 * Math.PI / learners)) / 3, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50})
  void shouldBeZeroWhereOneRoundAveragesAll(int learners) {
    Topology complete = Topologies.parse("complete", learners, 1);

    assertThat(SpectralGap.rho(MixingWeights.uniform(complete))).isZero();
    assertThat(SpectralGap.rho(MixingWeights.metropolisHastings(complete))).isZero();
    if (learners <= 3) {
      Topology ring = Topologies.parse("ring", learners, 1);
      assertThat(SpectralGap.rho(MixingWeights.uniform(ring))).isZero();
    }
  }

  /** Source: the star under Metropolis–Hastings weights has ρ = 1 − 1/n (BlueFog's star graph). */
  @ParameterizedTest
  @ValueSource(ints = {4, 9, 30})
  void shouldMatchTheClosedFormOfTheStar(int learners) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int leaf = 1; leaf < learners; leaf++) {
      lines.add("0 " + leaf);
    }

    assertThat(SpectralGap.rho(MixingWeights.metropolisHastings(graph(lines, learners))))
        .isCloseTo(1 - 1.0 / learners, within(1e-6));
  }

  /** Source: largest |1 + 2·cos(2πa/s) + 2·cos(2πb/s)|/5 over the modes of an s × s torus. */
  @ParameterizedTest
  @CsvSource({"4,0.6", "5,0.72361", "6,0.8", "8,0.88284", "10,0.92361"})
  void shouldMatchTheClosedFormOfTheTorus(int side, double printed) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int here = row * side + column;
        lines.add(here + " " + (row * side + (column + 1) % side));
        lines.add(here + " " + ((row + 1) % side * side + column));
      }
    }

    assertThat(SpectralGap.rho(MixingWeights.uniform(graph(lines, side * side))))
        .isCloseTo(printed, within(5e-6));
  }

  /**
   * Source: the second eigenvalue of a large random k-regular graph is near 2·√(k−1) (Friedman), so
   * that ρ is near (1 + 2·√(k−1))/(k+1).
   */
  @ParameterizedTest
  @CsvSource({"4,0.893", "6,0.782", "10,0.636"})
  void shouldComeNearTheLimitOfLargeRegularGraphs(int degree, double limit) {
    for (long seed = 1; seed <= 3; seed++) {
      Topology topology = Topologies.parse("random-regular:" + degree, 2000, seed);

      assertThat(SpectralGap.rho(MixingWeights.uniform(topology)))
          .as("seed %d", seed)
          .isCloseTo(limit, within(0.015));
    }
  }

  /** Uniform weights on a path of three: the singular values of W − J, worked out by hand. */
  @Test
  void shouldTakeTheLargestSingularValueWhereColumnsDoNotSumToOne() throws IOException {
    Topology path = graph(List.of("0 1", "1 2"), 3);

    // W − J = [[1,1,-2],[0,0,0],[-2,1,1]]/6: singular values 1/2 (on (1,0,-1)) and 1/√12.
    assertThat(SpectralGap.rho(MixingWeights.uniform(path))).isCloseTo(0.5, within(1e-6));
  }

  private Topology graph(List<String> lines, int learners) throws IOException {
    Path file = directory.resolve("graph.edges");
    Files.write(file, lines);
    return Topologies.parse("edges:" + file, learners, 1);
  }
}
