package dev.starling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.run.DataPlacement.Share;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which learners belong to which node, when nodes have data of their own. */
class DataPlacementTest {
  @Test
  void shouldDivideLearnersEvenlyInTheOrderOfTheNodesNames() {
    DataPlacement placement = divide(8, Map.of("c", 90, "a", 50, "b", 20));

    assertThat(placement.shares())
        .containsExactly(
            new Share("a", 0, 3, 50), new Share("b", 3, 3, 20), new Share("c", 6, 2, 90));
    assertThat(placement.owner(5)).contains("b");
    assertThat(placement.owner(6)).contains("c");
    assertThat(placement.of("a").orElseThrow().holds(3)).isFalse();
    assertThat(placement.of("d")).isEmpty();
    assertThat(placement.meanSamples()).isEqualTo(160.0 / 8);
    assertThat(placement.isUndivided()).isFalse();
  }

  @Test
  void shouldPinNobodyWhenDataAreShared() {
    assertThat(DataPlacement.SHARED.owner(0)).isEmpty();
    assertThat(DataPlacement.SHARED.isUndivided()).isFalse();
    assertThat(DataPlacement.LOCAL.isUndivided()).isTrue();
  }

  @Test
  void shouldRefuseMoreNodesThanLearnersWithBothNumbers() {
    assertThatThrownBy(() -> divide(1, Map.of("a", 9, "b", 9)))
        .hasMessage(
            "2 nodes have data of their own, and run.learners is 1: it must be at least 2, one for"
                + " each node");
  }

  @Test
  void shouldRefuseFewerSamplesThanLearnersWithBothNumbers() {
    assertThatThrownBy(() -> divide(6, Map.of("a", 9, "b", 2)))
        .hasMessage(
            "node b would host 3 learners, and its data have 2 samples: each learner needs at least"
                + " one, so run.learners must be lower");
  }

  private static DataPlacement divide(int learners, Map<String, Integer> samples) {
    return DataPlacement.divide(learners, new TreeMap<>(samples));
  }
}
