package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.starling.data.DataSources;
import dev.starling.data.Partitioners;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.KeyDoc;
import dev.starling.sim.experiment.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunOptionTest {

  @ParameterizedTest
  @EnumSource
  void shouldStandForAKeyThatExists(RunOption option) {
    assertThat(RunConfig.keys()).extracting(KeyDoc::key).contains(option.key());
  }

  @Test
  void shouldNameEverySplitAndEverySourceOfData() {
    assertThat(helpOf(RunOption.SPLIT)).contains(Partitioners.describe());
    assertThat(helpOf(RunOption.DATA)).contains(DataSources.describe());
  }

  private static String helpOf(RunOption option) {
    return String.join(" ", option.spec().description());
  }

  @Test
  void shouldWinOverSetAndThatOverTheFile(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.conf"), "run { seed = 1, learners = 1, updates = 11 }\n");
    RunDescription run =
        describe(
            Optional.of(file),
            List.of("run.seed=2", "run.learners=2"),
            Map.of(RunOption.SEED, "3"));
    assertThat(run.seed()).isEqualTo(3);
    assertThat(run.learners()).isEqualTo(2);
    assertThat(run.limits().updates()).isEqualTo(11);
  }

  @Test
  void shouldMakeTheClockPacedWhenARateIsGiven() {
    RunDescription run = describe(Map.of(RunOption.UPDATE_RATE, "5"));
    assertThat(run.clock().isPaced()).isTrue();
    assertThat(run.clock().updateRate()).isEqualTo(5);
    assertThat(
            describe(Map.of(RunOption.UPDATE_RATE, "5", RunOption.CLOCK, "natural"))
                .clock()
                .isPaced())
        .isFalse();
  }

  @Test
  void shouldChooseBetweenAFixedRateAndTheLaw() {
    assertThat(describe(Map.of(RunOption.GOSSIP_RATE, "7")).gossip().isFixedRate()).isTrue();
    RunDescription law =
        describe(
            Optional.empty(), List.of("gossip.rate=7"), Map.of(RunOption.STALENESS_TARGET, "2"));
    assertThat(law.gossip().isFixedRate()).isFalse();
    assertThat(law.gossip().stalenessTarget()).isEqualTo(2);
  }

  @Test
  void shouldLetTimeAloneLimitARunThatIsGivenNoUpdates() {
    assertThat(describe(Map.of(RunOption.SECONDS, "9")).limits().updates()).isZero();
    assertThat(describe(Map.of(RunOption.SECONDS, "9", RunOption.UPDATES, "8")).limits().updates())
        .isEqualTo(8);
    assertThat(
            describe(Optional.empty(), List.of("run.updates=6"), Map.of(RunOption.SECONDS, "9"))
                .limits()
                .updates())
        .isEqualTo(6);
  }

  @Test
  void shouldRefuseTwoGossipRates() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> describe(Map.of(RunOption.GOSSIP_RATE, "1", RunOption.STALENESS_TARGET, "1")))
        .withMessageContaining("exclude each other");
  }

  private static RunDescription describe(Map<RunOption, String> given) {
    return describe(Optional.empty(), List.of(), given);
  }

  private static RunDescription describe(
      Optional<Path> file, List<String> sets, Map<RunOption, String> given) {
    return RunConfig.load(file, RunOption.overrides(sets, new EnumMap<>(given))).describe("run");
  }
}
