package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.run.Checkpoints;
import dev.starling.run.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConfigTest {
  @TempDir Path directory;

  @Test
  void shouldBeReadyToRunWithoutAnySetting() {
    RunConfig config = set();
    RunDescription run = config.describe("first");

    assertThat(run.id()).isEqualTo("first");
    assertThat(run.learners()).isEqualTo(16);
    assertThat(run.seed()).isEqualTo(7);
    assertThat(run.model()).isEqualTo("mlp:64");
    assertThat(run.data()).isEqualTo(new RunDescription.Data("fashion-mini", "dirichlet:0.1"));
    assertThat(run.limits()).isEqualTo(new RunDescription.Limits(2000, 0, 0));
    assertThat(run.clock().isPaced()).isFalse();
    assertThat(run.clock().speeds()).containsExactly(1.0);
    assertThat(run.measuring()).isEqualTo(new RunDescription.Measuring(0.25, 0.02));
    assertThat(run.faults()).isEqualTo(RunDescription.Faults.NONE);
    assertThat(run.commonInit()).isTrue();
    assertThat(config.clusterName()).isEqualTo("starling");
    assertThat(config.clusterHost()).isEqualTo("127.0.0.1");
    assertThat(config.clusterPort()).isZero();
    assertThat(config.lanes()).isEmpty();
    assertThat(config.aeronDirectory()).isEmpty();
    assertThat(config.outputDirectory()).isEmpty();
    assertThat(config.boundsEnabled()).isTrue();
    assertThat(config.boundsCache()).isEmpty();
    assertThat(config.akka().isEmpty()).isTrue();
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void shouldTakeOverridesAsPeopleTypeThem() {
    RunConfig config =
        set(
            "run.model=mlp:100,50",
            "run.topology = random-regular:4",
            "data.source=csv:data//a#b.csv?target=y",
            "data.split=\"shards:2\"",
            "run.until=accuracy:0.85",
            "run.updates=1e4",
            "run.seed=-3",
            "clock.kind=paced",
            "clock.speeds=0.5,1.5",
            "clock.compute-delay=5 ms",
            "cluster.lanes=2",
            "output.directory=out//here",
            "bounds.enabled=false",
            "divergence.recovery=stay-out",
            "data.placement=local",
            "steps.objective=per-learner");
    RunDescription run = config.describe("run");

    assertThat(run.model()).isEqualTo("mlp:100,50");
    assertThat(run.topology()).isEqualTo("random-regular:4");
    assertThat(run.data().source()).isEqualTo("csv:data//a#b.csv?target=y");
    assertThat(run.data().split()).isEqualTo("shards:2");
    assertThat(run.data().placement().isUndivided()).isTrue();
    assertThat(run.limits().untilAccuracy()).isEqualTo(0.85);
    assertThat(run.limits().updates()).isEqualTo(10_000);
    assertThat(run.seed()).isEqualTo(-3);
    assertThat(run.clock())
        .isEqualTo(new RunDescription.Clock("paced", 20, 0.005, List.of(0.5, 1.5)));
    assertThat(config.lanes()).hasValue(2);
    assertThat(config.outputDirectory()).contains(Path.of("out/here"));
    assertThat(config.boundsEnabled()).isFalse();
    assertThat(run.divergence().restart()).isFalse();
    assertThat(run.steps().pooled()).isFalse();
  }

  @Test
  void shouldTakeListsAsHocon() {
    assertThat(set("clock.speeds=[0.5, 2]").describe("run").clock().speeds())
        .containsExactly(0.5, 2.0);
    assertThat(set("clock.speeds=3").describe("run").clock().speeds()).containsExactly(3.0);
  }

  @Test
  void shouldLetTheLaterOfTwoOverridesWin() {
    assertThat(set("run.seed=1", "run.seed=2").describe("run").seed()).isEqualTo(2);
  }

  @Test
  void shouldLayOverridesOverTheFileOverTheDefaults() throws IOException {
    RunConfig config =
        load(
            """
            run { learners = 4, seed = 5 }
            steps.tau = ${run.learners}
            gossip.staleness-target = 0.5
            """,
            "run.seed=6");
    RunDescription run = config.describe("run");

    assertThat(run.learners()).isEqualTo(4);
    assertThat(run.steps().perUpdate()).isEqualTo(4);
    assertThat(run.gossip().stalenessTarget()).isEqualTo(0.5);
    assertThat(run.seed()).isEqualTo(6);
    assertThat(run.model()).isEqualTo("mlp:64");
  }

  @Test
  void shouldReadJsonToo() throws IOException {
    assertThat(load("{\"run\": {\"model\": \"softmax\"}}").describe("run").model())
        .isEqualTo("softmax");
  }

  @Test
  void shouldPassAnAkkaBlockThrough() throws IOException {
    RunConfig config =
        load("akka { loglevel = DEBUG, anything { goes = 1 } }", "akka.loglevel=INFO");

    assertThat(config.akka().getString("akka.loglevel")).isEqualTo("INFO");
    assertThat(config.akka().getInt("akka.anything.goes")).isEqualTo(1);
    assertThat(config.akka().root()).containsOnlyKeys("akka");
  }

  @Test
  void shouldAllowFaultsWhereTheyAreMeant() {
    assertThat(set("faults.enabled=true", "faults.loss=1").describe("run").faults().loss())
        .isEqualTo(1);
  }

  @Test
  void shouldReadWhereAndHowOftenLearnersAreSaved() {
    assertThat(set().describe("run").checkpoints().isOn()).isFalse();
    Checkpoints saved =
        set("checkpoint.dir=saved", "checkpoint.interval=2s").describe("run").checkpoints();
    assertThat(saved).isEqualTo(new Checkpoints("saved", 2));
    assertThatThrownBy(() -> set("checkpoint.interval=1ms"))
        .hasMessageContaining("checkpoint.interval must lie in [0.1, 86400], was 0.001");
    assertThat(set("checkpoint.interval=2s").warnings())
        .singleElement()
        .asString()
        .endsWith("checkpoint.interval = 2s has no effect: checkpoint.dir names no directory");
    assertThat(set("checkpoint.dir=saved").warningsInVirtualTime())
        .singleElement()
        .asString()
        .endsWith("it is for real time alone, churn.checkpoint is its like");
  }

  @Test
  void shouldWarnOfAKeyThatHasNoEffect() throws IOException {
    RunConfig config = load("gossip.rate = 10\n", "clock.speeds=1,2");

    assertThat(config.warnings())
        .containsExactly(
            file()
                + ":1: gossip.rate = 10 has no effect: gossip.capacity is law,"
                + " not fixed or own-model or freshest or last-updater",
            "clock.speeds = 1,2 has no effect: clock.kind is natural, not paced");
  }

  @Test
  void shouldRenderWhatCanBeLoadedAgain() throws IOException {
    RunConfig config =
        load(
            "akka.loglevel = DEBUG",
            "run.model=mlp:100,50",
            "clock.speeds=0.5,1.5",
            "run.until=accuracy:0.9",
            "cluster.lanes=3",
            "output.directory=a \"b\"",
            "run.updates=1e3");

    RunConfig again = load(config.render());

    assertThat(again.describe("run")).isEqualTo(config.describe("run"));
    assertThat(again.lanes()).isEqualTo(config.lanes());
    assertThat(again.outputDirectory()).isEqualTo(config.outputDirectory());
    assertThat(again.akka()).isEqualTo(config.akka());
    assertThat(again.render()).isEqualTo(config.render());
  }

  @Test
  void shouldRenderInTheOrderOfTheKeys() {
    assertThat(set().render())
        .startsWith(
            """
            run {
              learners = 16
              seed = 7
              updates = 2000
              seconds = 0
              until = ""
              model = "mlp:64"
              topology = "complete"
              init = "common"
            }

            data {
              source = "fashion-mini"
              split = "dirichlet:0.1"
              placement = "shared"
            }
            """)
        .contains("  speeds = [1.0]\n")
        .endsWith("output {\n  directory = \"auto\"\n}\n");
  }

  @Test
  void shouldDocumentEveryKey() {
    List<KeyDoc> keys = RunConfig.keys();

    assertThat(keys.get(0).key()).isEqualTo("run.learners");
    assertThat(keys.get(0).defaultValue()).isEqualTo("16");
    assertThat(keys)
        .hasSizeGreaterThan(60)
        .allSatisfy(
            doc ->
                assertThat(doc.comment())
                    .as(doc.key())
                    .hasSizeBetween(20, 260)
                    .endsWith(".")
                    .doesNotContain("\n"));
    assertThat(keys)
        .contains(
            new KeyDoc(
                "faults.enabled",
                "false",
                "true lets the faults below happen. Only for tests and experiments."));
  }

  private static RunConfig set(String... overrides) {
    return RunConfig.load(Optional.empty(), List.of(overrides));
  }

  private RunConfig load(String text, String... overrides) throws IOException {
    return RunConfig.load(Optional.of(Files.writeString(file(), text)), List.of(overrides));
  }

  private Path file() {
    return directory.resolve("my.conf");
  }
}
