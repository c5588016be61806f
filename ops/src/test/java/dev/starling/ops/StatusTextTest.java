package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.ClusterStatus;
import dev.starling.cluster.ClusterStatus.NodeStatus;
import dev.starling.cluster.Lateness;
import dev.starling.cluster.NodeMemory;
import dev.starling.cluster.NodeOutages;
import dev.starling.cluster.NodeReport;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.StalenessPart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run of 16 learners, four on each node that has reported. */
class StatusTextTest {

  @Test
  void shouldCountLearnersAsLiveWhereTheirNodesAnswer() {
    assertThat(StatusText.of(status(node("n1", true, 0), node("n2", true, 0))))
        .as("the other nodes of the run have been given up")
        .contains("0:12, 8 learners live, 1,000 updates by the slowest");
  }

  @Test
  void shouldCountLearnersApartWhoseNodesDoNotAnswer() {
    String text =
        StatusText.of(
            status(
                node("n1", true, 0),
                node("n2", false, 7.2),
                node("n3", true, 4.4),
                new NodeStatus("n4", "host:4", true, "PREPARING", 0, List.of())));
    assertThat(text)
        .contains("0:12, 4 learners live, 8 on nodes that do not answer, 1,000 updates")
        .contains("n1                     running          1         4")
        .contains("n2                     unreachable      1         4")
        .contains("n3                     silent 4 s       1         4")
        .contains("n4                     preparing");
  }

  @Test
  void shouldTellWhichNodeWasWithoutItsMediaDriver() {
    assertThat(StatusText.of(status(node("n1", true, 0))))
        .endsWith(
            "outages     node n1: 1 of its media driver, 1.2 s in all" + System.lineSeparator());
  }

  private static ClusterStatus status(NodeStatus... nodes) {
    return new ClusterStatus(
        List.of(nodes),
        "a-run",
        "RUNNING",
        16,
        1,
        List.of(LiveLineTest.progress(12, 1000, 0)),
        List.of(),
        List.of(new NodeOutages("n1", 1, 1.2)),
        "");
  }

  private static NodeStatus node(String name, boolean isReachable, double silentSeconds) {
    return new NodeStatus(
        name, "host:1", isReachable, "RUNNING", silentSeconds, List.of(report(name)));
  }

  private static NodeReport report(String node) {
    return new NodeReport(
        "a-run",
        node,
        12,
        1,
        4,
        4,
        0,
        1000,
        1001,
        0,
        0,
        CarriedGossip.NONE,
        Totals.none().add(Tally.UPDATES, 12_000),
        Lateness.NONE,
        Lateness.NONE,
        NodeMemory.NONE,
        new NodeOutages(node, 0, 0),
        true,
        StalenessPart.NONE,
        Diagnosis.NONE,
        Diagnosis.NONE);
  }
}
