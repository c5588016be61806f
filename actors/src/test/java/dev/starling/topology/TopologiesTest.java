package dev.starling.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class TopologiesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 17, 100})
  void shouldHoldTheLawsOfAnUndirectedGraph(int learners) {
    for (String spec : List.of("complete", "ring", "random-regular:4")) {
      if (spec.endsWith("4") && learners < 5) {
        continue;
      }
      assertLaws(Topologies.parse(spec, learners, 7), spec + " of " + learners);
    }
  }

  @Test
  void shouldConnectEveryoneWithEveryoneInACompleteGraph() {
    Topology topology = Topologies.parse("complete", 4, 1);

    assertThat(topology.isComplete()).isTrue();
    assertThat(neighbours(topology, 0)).containsExactly(1, 2, 3);
    assertThat(neighbours(topology, 2)).containsExactly(0, 1, 3);
  }

  @Test
  void shouldStoreNothingPerLearnerInACompleteGraph() {
    Topology topology = Topologies.parse("complete", Integer.MAX_VALUE, 1);

    assertThat(topology.neighbour(7, Integer.MAX_VALUE - 2)).isEqualTo(Integer.MAX_VALUE - 1);
  }

  @Test
  void shouldCloseTheRing() {
    Topology topology = Topologies.parse("ring", 5, 1);

    assertThat(topology.isComplete()).isFalse();
    assertThat(neighbours(topology, 0)).containsExactly(1, 4);
    assertThat(neighbours(topology, 4)).containsExactly(0, 3);
  }

  @Test
  void shouldGiveTwoLearnersOneEdgeAndOneLearnerNone() {
    for (String spec : List.of("complete", "ring")) {
      assertThat(neighbours(Topologies.parse(spec, 1, 1), 0)).as(spec).isEmpty();
      assertThat(neighbours(Topologies.parse(spec, 2, 1), 0)).as(spec).containsExactly(1);
      assertThat(neighbours(Topologies.parse(spec, 2, 1), 1)).as(spec).containsExactly(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "3,2", "40,2", "4,3", "10,3", "1000,4", "12,10", "30,27", "50,49", "64,30"})
  void shouldDrawRegularGraphsThatAreConnected(int learners, int degree) {
    for (long seed = 0; seed < 5; seed++) {
      String as = learners + " learners, degree " + degree + ", seed " + seed;
      Topology topology = Topologies.parse("random-regular:" + degree, learners, seed);

      for (int i = 0; i < learners; i++) {
        assertThat(topology.degree(i)).as(as).isEqualTo(degree);
      }
      assertLaws(topology, as);
    }
  }

  @Test
  void shouldDrawTheSameGraphFromTheSameSeedAndAnotherFromAnother() {
    List<List<Integer>> first = edges(Topologies.parse("random-regular:4", 50, 3));

    assertThat(edges(Topologies.parse("random-regular:4", 50, 3))).isEqualTo(first);
    assertThat(edges(Topologies.parse("random-regular:4", 50, 4))).isNotEqualTo(first);
  }

  @Test
  void shouldReadEdgesOnceInWhicheverDirectionTheyStand() throws IOException {
    Topology topology =
        Topologies.parse(
            edges("# a path, and a remark", "0 1", "", "2\t1 # again below", "1,2"), 3, 1);

    assertThat(neighbours(topology, 0)).containsExactly(1);
    assertThat(neighbours(topology, 1)).containsExactly(0, 2);
    assertThat(neighbours(topology, 2)).containsExactly(1);
  }

  @Test
  void shouldSeeThatAFileHoldsTheCompleteGraph() throws IOException {
    assertThat(Topologies.parse(edges("0 1", "1 2", "2 0"), 3, 1).isComplete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0 1 2; line 1: an edge is two learner numbers",
        "7; line 1: an edge is two learner numbers",
        "0 x; line 1: \"x\" is not a learner number",
        "0 3; line 1: learner 3 does not exist; they go from 0 to 2",
        "0 -1; line 1: learner -1 does not exist",
        "1 1; line 1: learner 1 cannot be its own neighbour",
        "0 1; no path leads from learner 0 to learner 2"
      })
  void shouldNameTheFileAndTheLineOfABadEdge(String line, String message) throws IOException {
    String spec = edges(line);

    assertThatThrownBy(() -> Topologies.parse(spec, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("graph.edges")
        .hasMessageContaining(message);
  }

  @Test
  void shouldNameAFileThatIsMissing() {
    assertThatThrownBy(() -> Topologies.parse("edges:" + directory.resolve("none"), 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none")
        .hasCauseInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "star; 4; choose complete, ring, random-regular:K or edges:FILE",
        "complete:3; 4; there is no such topology",
        "random-regular:; 4; such as random-regular:4",
        "random-regular:two; 4; such as random-regular:4",
        "random-regular:3; 5; must be even",
        "random-regular:1; 4; only with 2 learners",
        "random-regular:4; 4; K from 1 to 3",
        "random-regular:0; 4; K from 1 to 3",
        "edges:; 4; name is missing",
        "ring; 0; at least 1 learner"
      })
  void shouldSayWhatWouldBeRight(String spec, int learners, String message) {
    assertThatThrownBy(() -> Topologies.parse(spec, learners, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseAnIndexOutOfRange() {
    for (String spec : List.of("complete", "ring")) {
      Topology topology = Topologies.parse(spec, 4, 1);

      assertThatThrownBy(() -> topology.degree(4)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> topology.neighbour(-1, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> topology.neighbour(0, topology.degree(0)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private String edges(String... lines) throws IOException {
    Path file = directory.resolve("graph.edges");
    Files.write(file, List.of(lines));
    return "edges:" + file;
  }

  private static void assertLaws(Topology topology, String as) {
    List<List<Integer>> edges = edges(topology);
    for (int i = 0; i < topology.size(); i++) {
      assertThat(edges.get(i)).as(as).doesNotContain(i).doesNotHaveDuplicates().isSorted();
      for (int j : edges.get(i)) {
        assertThat(edges.get(j)).as(as).contains(i);
      }
    }
    assertThat(reachable(edges)).as(as).isEqualTo(topology.size());
  }

  private static int reachable(List<List<Integer>> edges) {
    List<Integer> reached = new ArrayList<>(List.of(0));
    for (int at = 0; at < reached.size(); at++) {
      for (int j : edges.get(reached.get(at))) {
        if (!reached.contains(j)) {
          reached.add(j);
        }
      }
    }
    return reached.size();
  }

  private static List<List<Integer>> edges(Topology topology) {
    List<List<Integer>> edges = new ArrayList<>();
    for (int i = 0; i < topology.size(); i++) {
      edges.add(neighbours(topology, i));
    }
    return edges;
  }

  private static List<Integer> neighbours(Topology topology, int learner) {
    List<Integer> neighbours = new ArrayList<>();
    for (int index = 0; index < topology.degree(learner); index++) {
      neighbours.add(topology.neighbour(learner, index));
    }
    return neighbours;
  }
}
