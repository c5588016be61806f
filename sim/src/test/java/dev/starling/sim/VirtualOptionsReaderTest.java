package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.run.ChurnEvent;
import dev.starling.run.Latency;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.experiment.RunConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualOptionsReaderTest {
  @TempDir private Path folder;

  @Test
  void shouldReadTheDefaults() {
    assertThat(read()).isEqualTo(VirtualOptions.DEFAULT);
  }

  @Test
  void shouldReadEveryKey() throws IOException {
    Path trace = Files.writeString(folder.resolve("trace.csv"), "2,3,crash\n");
    VirtualOptions options =
        read(
            "virtual.step-time=2ms",
            "virtual.step-jitter=0.5",
            "virtual.evaluated-learners=7",
            "network.latency=uniform:0.01,0.03",
            "network.bandwidth=1e6",
            "network.frame=100",
            "network.loss=0.1",
            "network.frame-loss=0.2",
            "network.duplication=0.3",
            "network.reordering=0.4",
            "network.reordering-delay=50ms",
            "network.partitions=10-20:0-2,7; 30-31.5:4",
            "churn.trace=" + trace,
            "churn.mean-up=20s",
            "churn.mean-down=5s",
            "churn.crashes=false",
            "churn.detection=1s",
            "churn.checkpoint=3s");
    BitSet some = new BitSet();
    some.set(0, 3);
    some.set(7);
    BitSet one = new BitSet();
    one.set(4);
    assertThat(options)
        .isEqualTo(
            new VirtualOptions(
                0.002,
                0.5,
                7,
                new NetworkOptions(
                    100,
                    Latency.uniform(0.01, 0.03),
                    1e6,
                    0.1,
                    0.2,
                    0.3,
                    0.4,
                    0.05,
                    List.of(
                        new NetworkPartition(10, 20, some), new NetworkPartition(30, 31.5, one))),
                new ChurnOptions(
                    List.of(ChurnEvent.of(2, 3, ChurnEvent.Kind.CRASH)), 20, 5, false, 1, 3)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "network.loss=2 | network.loss must be a share in [0, 1], was 2.0",
        "network.latency=slow | network.latency must be none, fixed:SECONDS",
        "network.frame=1 | network.frame must be 2 parameters or more",
        "network.reordering=0.1 | network.reordering needs a network.reordering-delay",
        "network.partitions=soon | network.partitions: must be FROM-UNTIL:LEARNERS",
        "network.partitions=1-2:8 | network.partitions: there is no learner 8",
        "network.partitions=2-1:0 | must be later than 2.0 s",
        "churn.mean-up=2s | churn.mean-up and churn.mean-down must both",
        "churn.checkpoint=1us | churn.checkpoint must be 0.001 s or more, or 0 for none",
        "virtual.step-time=0s | virtual.step-time must be above 0 seconds",
        "virtual.step-tim=1s | did you mean virtual.step-time?",
        "virtual.evaluated-learners=0 | must be a whole number of at least 1",
      })
  void shouldNameTheKeyThatDoesNotFit(String override, String message) {
    assertThatThrownBy(() -> read(override))
        .isInstanceOf(RunConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldNameFileAndLine() throws IOException {
    Path file = Files.writeString(folder.resolve("my.conf"), "network {\n  loss = 3\n}\n");
    RunConfig config = RunConfig.load(Optional.of(file), List.of());
    assertThatThrownBy(() -> VirtualOptionsReader.read(config.virtual(), config.describe("run")))
        .hasMessageStartingWith(file + ":2: network.loss must be");
  }

  @Test
  void shouldWarnOfKeysThatRealTimeDoesNotKnow() {
    RunConfig config = RunConfig.load(Optional.empty(), List.of("network.loss=0.1"));
    assertThat(config.warningsInRealTime())
        .containsExactly("network.loss = 0.1 has no effect: it is for virtual time alone");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void shouldWarnOfCheckpointsThatNobodyComesBackTo() {
    RunConfig idle = RunConfig.load(Optional.empty(), List.of("churn.checkpoint=3s"));
    assertThat(idle.warningsInVirtualTime())
        .containsExactly(
            "churn.checkpoint = 3s has no effect: nobody comes back without churn.events,"
                + " churn.trace or churn.mean-up");
    RunConfig used =
        RunConfig.load(
            Optional.empty(),
            List.of("churn.checkpoint=3s", "run.seconds=60", "churn.events=5s crash 1; 6s join 1"));
    assertThat(used.warningsInVirtualTime()).isEmpty();
  }

  private static VirtualOptions read(String... overrides) {
    RunConfig config =
        RunConfig.load(
            Optional.empty(),
            Stream.concat(Stream.of("run.learners=8", "run.seconds=60"), Stream.of(overrides))
                .toList());
    return VirtualOptionsReader.read(config.virtual(), config.describe("run"));
  }
}
