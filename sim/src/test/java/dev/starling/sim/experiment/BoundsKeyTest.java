package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.run.RunAssembly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gossip.capacity=fixed",
        "gossip.staleness-target=0.5",
        "run.topology=ring",
        "clock.kind=paced",
        "run.until=accuracy:0.9",
        "measuring.evaluation=1s",
        "versions.tracked=8"
      })
  void shouldBeSharedByRunsThatDifferOnlyInWhatBoundsDoNotDependOn(String change) {
    assertThat(key(change)).isEqualTo(key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run.seed=8",
        "run.learners=5",
        "run.model=mlp:13",
        "run.init=own",
        "run.updates=31",
        "data.source=synthetic:two-means",
        "data.split=iid",
        "steps.tau=2",
        "steps.batch=16",
        "steps.size=0.2",
        "steps.schedule=constant",
        "steps.momentum=0.5",
        "steps.weight-decay=1e-4",
        "steps.objective=per-learner",
        "divergence.parameter-bound=10"
      })
  void shouldDifferWhereTheBoundsMay(String change) {
    assertThat(key(change)).isNotEqualTo(key());
  }

  @Test
  void shouldTellTheUpdatesOfEachLearner() {
    RunAssembly assembly = SampleRuns.assembly();

    assertThat(BoundsKey.of(assembly, new long[] {1, 2, 3, 4}, 0))
        .isNotEqualTo(BoundsKey.of(assembly, new long[] {1, 2, 4, 3}, 0));
  }

  @Test
  void shouldCountTheLengthOfTheRunOnlyWhereTheStepSizeDecaysWithTime() {
    RunAssembly byUpdates = SampleRuns.assembly();
    RunAssembly byTime = SampleRuns.assembly("run.seconds=10");
    long[] updates = SampleRuns.each(byUpdates, 30);

    assertThat(BoundsKey.of(byUpdates, updates, 3)).isEqualTo(BoundsKey.of(byUpdates, updates, 4));
    assertThat(BoundsKey.of(byTime, updates, 3)).isNotEqualTo(BoundsKey.of(byTime, updates, 4));
  }

  @Test
  void shouldNotNameTheBoundsOfAModelWhoseCodeMayChange() {
    RunAssembly assembly = SampleRuns.assembly("run.model=" + BrokenModel.NAME);

    assertThat(BoundsKey.of(assembly, SampleRuns.each(assembly, 30), 0)).isEmpty();
  }

  private static BoundsKey key(String... changes) {
    RunAssembly assembly = SampleRuns.assembly(changes);
    return BoundsKey.of(assembly, SampleRuns.each(assembly, 30), 0).orElseThrow();
  }
}
