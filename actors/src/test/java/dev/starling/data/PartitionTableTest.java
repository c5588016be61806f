package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionTableTest {

  @Test
  void shouldCountTheClassesOfEachLearner() {
    assertThat(table(3, new float[] {0, 1, 1, 2, 2}, new int[][] {{0, 3, 4}, {1, 2}}))
        .isEqualTo(
            """
            learner samples    c0    c1    c2
                  0       3     1     0     2
                  1       2     0     2     0\
            """);
  }

  @Test
  void shouldTellTheRangeOfRealTargets() {
    assertThat(table(0, new float[] {-0.5f, 1, 2}, new int[][] {{0, 1}, {2}}))
        .isEqualTo(
            """
            learner samples        min       mean        max
                  0       2    -0.5000     0.2500      1.000
                  1       1      2.000      2.000      2.000\
            """);
  }

  @Test
  void shouldSummariseManyClasses() {
    assertThat(table(26, new float[] {0, 25, 25, 25}, new int[][] {{0, 1, 2, 3}}))
        .isEqualTo(
            """
            learner samples classes largest
                  0       4       2     75%\
            """);
  }

  @Test
  void shouldStopAfterThirtyTwoLearners() {
    int[][] rows = new int[40][];
    for (int learner = 0; learner < 40; learner++) {
      rows[learner] = new int[] {learner};
    }

    assertThat(table(2, new float[40], rows)).hasLineCount(34).endsWith("\n… and 8 more learners");
  }

  private static String table(int classes, float[] targets, int[][] rows) {
    DataSet train = new DataSet("d", 1, classes, new float[targets.length], targets);
    return new Partitions(train, 0, rows).toTable();
  }
}
