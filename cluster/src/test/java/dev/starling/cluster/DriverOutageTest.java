package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.DataPlane;
import dev.starling.run.RunDescription;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real nodes whose media driver, a process of its own, is killed in mid-run. */
class DriverOutageTest {
  private final String cluster = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestRun run = new TestRun();

  @TempDir private Path drivers;

  @Test
  void shouldTellOfTheOutageInTheResultAlsoOfANodeThatHasGone() throws Exception {
    try (ClusterNode first = start("first");
        ClusterNode second = start("second", first);
        ClusterClient client =
            ClusterClient.connect(
                cluster, TestRun.addressOf(first), Optional.empty(), ConfigFactory.empty())) {
      TestRun.awaitNodes(client, 2);
      client.submit(paced(), run.events::add);
      run.awaitUpdates(20);
      assertThat(client.status().outages()).isEmpty();
      ProcessHandle driver = driver();
      driver.destroyForcibly();
      driver.onExit().join();
      run.awaitProgress(() -> client.status().outages().size() == 2);
      second.leave();
      second.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
      run.awaitProgress(() -> client.status().departures().size() == 1);
      client.endRun("driver-killed");
      RunResult result = TestRun.resultOf(run.awaitEnd());

      assertThat(result.attendance().outages())
          .extracting(NodeOutages::node)
          .containsExactlyInAnyOrder("first", "second");
      assertThat(result.attendance().outages())
          .allMatch(each -> each.count() == 1 && each.seconds() > 0);
    }
  }

  /** With a media driver in a directory of this test alone. */
  private ClusterNode start(String name, ClusterNode... known) {
    NodeSettings settings =
        new NodeSettings(
            cluster,
            name,
            "127.0.0.1",
            0,
            0,
            1,
            Optional.empty(),
            drivers,
            DataPlane.DEFAULT_UDP_MTU_BYTES,
            true,
            Arrays.stream(known).map(TestRun::addressOf).toList(),
            OnSplit.STOP,
            Optional.empty(),
            ConfigFactory.empty());
    return ClusterNode.start(
        settings,
        fault -> {
          throw new AssertionError("the node broke", fault);
        });
  }

  private ProcessHandle driver() {
    List<ProcessHandle> all =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().commandLine().orElse("").contains(drivers.toString()))
            .toList();
    assertThat(all).as("media drivers of this test").hasSize(1);
    return all.get(0);
  }

  private static RunDescription paced() {
    RunDescription.Limits none = new RunDescription.Limits(1_000_000, 0, 0);
    return TestRun.describe("driver-killed", 6, "digits", none, TestRun.paced(40));
  }
}
