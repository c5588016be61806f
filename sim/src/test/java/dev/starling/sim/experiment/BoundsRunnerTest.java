package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.starling.learning.Learner;
import dev.starling.model.Evaluation;
import dev.starling.params.ParameterVector;
import dev.starling.run.RunAssembly;
import dev.starling.run.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class BoundsRunnerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steps.tau=1",
        "steps.tau=3",
        "steps.tau=3 steps.atomic=true steps.momentum=0.9 steps.size=0.05",
        "run.init=own steps.weight-decay=0.001",
        "steps.objective=per-learner steps.schedule=constant",
        "clock.kind=paced clock.update-rate=20 clock.compute-delay=10ms clock.speeds=0.5,1.5",
        "clock.kind=paced run.updates=0 run.seconds=2",
        "data.split=shards:2 gossip.capacity=fixed gossip.rate=3000"
      })
  void shouldEndBitEqualToALearnerThatNeverReceivesAFrame(String settings)
      throws InterruptedException {
    RunAssembly assembly = SampleRuns.assembly(settings.split(" "));
    long[] updates = {30, 29, 17, 30};

    Bounds bounds = BoundsRunner.run(assembly, updates, 2, 2, ProgressListener.NONE);

    try (Workspace workspace = assembly.newWorkspace()) {
      for (int id = 0; id < updates.length; id++) {
        try (Learner real = assembly.newLearner(id, 0, workspace)) {
          new DeafHost().train(real, updates[id]);
          assertThat(real.counters().pushesSent()).as("learner %d pushes", id).isPositive();
          assertThat(bounds.isolated().get(id).fingerprint())
              .as("learner %d, seed %d", id, assembly.description().seed())
              .isEqualTo(Fingerprint.of(real.parameters()));
          Evaluation test = workspace.evaluate(real.parameters(), assembly.data().test());
          assertThat(bounds.isolated().get(id).test()).isEqualTo(test);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20})
  void shouldNotDependOnTheNumberOfThreads(int threads) throws InterruptedException {
    RunAssembly assembly = SampleRuns.assembly("run.learners=6");
    long[] updates = SampleRuns.each(assembly, 30);

    Bounds alone = BoundsRunner.run(assembly, updates, 0, 1, ProgressListener.NONE);
    Bounds together = BoundsRunner.run(assembly, updates, 0, threads, ProgressListener.NONE);

    assertThat(together).isEqualTo(alone);
  }

  @Test
  void shouldBeOneAndTheSameWhenOneLearnerHasAllTheData() throws InterruptedException {
    RunAssembly assembly = SampleRuns.assembly("run.learners=1", "data.split=iid");

    Bounds bounds = BoundsRunner.run(assembly, new long[] {30}, 0, 1, ProgressListener.NONE);

    assertThat(bounds.isolated()).containsExactly(bounds.centralised());
  }

  @Test
  void shouldShowWhatCooperationIsWorth() throws InterruptedException {
    RunAssembly assembly =
        SampleRuns.assembly(
            "data.source=fashion-mini", "run.learners=8", "run.model=mlp:32", "run.updates=250");

    Bounds bounds =
        BoundsRunner.run(assembly, SampleRuns.each(assembly, 250), 0, 2, ProgressListener.NONE);

    double[] isolated =
        bounds.isolated().stream().mapToDouble(score -> score.test().accuracy()).sorted().toArray();
    assertThat(bounds.centralised().test().accuracy()).isGreaterThan(0.7);
    assertThat(bounds.centralised().test().samples()).isEqualTo(1000);
    assertThat(bounds.centralised().validation().samples()).isEqualTo(600);
    assertThat(isolated[4]).isLessThan(0.6);
  }

  @Test
  void shouldDecayWithTimeWhenTheRunIsLimitedByTime() throws InterruptedException {
    RunAssembly assembly = SampleRuns.assembly("run.updates=0", "run.seconds=4");
    long[] updates = SampleRuns.each(assembly, 20);

    Bounds whole = BoundsRunner.run(assembly, updates, 4, 1, ProgressListener.NONE);
    Bounds cutShort = BoundsRunner.run(assembly, updates, 1, 1, ProgressListener.NONE);

    assertThat(whole.centralised().fingerprint())
        .isNotEqualTo(cutShort.centralised().fingerprint());
  }

  @Test
  void shouldKeepTheCommonStartingModelWithoutUpdates() throws InterruptedException {
    RunAssembly assembly = SampleRuns.assembly();

    Bounds bounds =
        BoundsRunner.run(assembly, SampleRuns.each(assembly, 0), 0, 2, ProgressListener.NONE);

    assertThat(bounds.isolated())
        .extracting(BoundScore::fingerprint)
        .containsOnly(bounds.centralised().fingerprint());
  }

  @Test
  void shouldStopWhereALearnerDiverges() throws InterruptedException {
    RunAssembly assembly = SampleRuns.assembly("steps.size=1e30", "steps.schedule=constant");

    Bounds bounds =
        BoundsRunner.run(assembly, SampleRuns.each(assembly, 30), 0, 2, ProgressListener.NONE);

    assertThat(bounds.isolated())
        .allSatisfy(score -> assertThat(score.test().accuracy()).isBetween(0.0, 0.4));
  }

  @Test
  void shouldTellHowFarItIs() throws InterruptedException {
    RunAssembly assembly = SampleRuns.assembly();
    List<Double> shares = Collections.synchronizedList(new ArrayList<>());

    BoundsRunner.run(assembly, SampleRuns.each(assembly, 30), 0, 3, shares::add);

    assertThat(shares).isSorted().hasSizeLessThanOrEqualTo(100).last().isEqualTo(1.0);
  }

  @Test
  void shouldFreeAllMemory() throws InterruptedException {
    long before = ParameterVector.liveBytes();
    RunAssembly assembly = SampleRuns.assembly("steps.momentum=0.5");

    BoundsRunner.run(assembly, SampleRuns.each(assembly, 5), 0, 3, ProgressListener.NONE);

    assertThat(ParameterVector.liveBytes()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void shouldFailWithTheCauseWhenAThreadDies(int threads) {
    long before = ParameterVector.liveBytes();
    RunAssembly assembly = SampleRuns.assembly("run.model=" + BrokenModel.NAME);
    long[] updates = SampleRuns.each(assembly, 5);

    assertThatExceptionOfType(BoundsException.class)
        .isThrownBy(() -> BoundsRunner.run(assembly, updates, 0, threads, ProgressListener.NONE))
        .withMessageMatching("(centralised SGD|learner \\d in isolation) failed: .*no memory.*")
        .withCauseInstanceOf(OutOfMemoryError.class);
    assertThat(ParameterVector.liveBytes()).isEqualTo(before);
  }

  @Test
  void shouldFailWithTheCauseWhenTheListenerDoes() {
    RunAssembly assembly = SampleRuns.assembly();
    IllegalStateException fault = new IllegalStateException("the screen is gone");

    assertThatExceptionOfType(BoundsException.class)
        .isThrownBy(
            () ->
                BoundsRunner.run(
                    assembly,
                    SampleRuns.each(assembly, 30),
                    0,
                    3,
                    share -> {
                      throw fault;
                    }))
        .withCause(fault);
  }

  @Test
  void shouldEndItsThreadsWhenTheCallerIsInterrupted() {
    long before = ParameterVector.liveBytes();
    RunAssembly assembly = SampleRuns.assembly("run.updates=100000000");
    Thread caller = Thread.currentThread();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () -> {
              caller.interrupt();
              BoundsRunner.run(
                  assembly, SampleRuns.each(assembly, 100_000_000), 0, 2, ProgressListener.NONE);
            });
    assertThat(ParameterVector.liveBytes()).isEqualTo(before);
  }

  @Test
  void shouldRefuseUpdatesOfOtherLearners() {
    RunAssembly assembly = SampleRuns.assembly();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoundsRunner.run(assembly, new long[3], 0, 1, ProgressListener.NONE))
        .withMessage("numbers of updates are given for 3 learners, the run has 4");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> BoundsRunner.run(assembly, new long[] {1, 1, -1, 1}, 0, 1, ProgressListener.NONE))
        .withMessage("updates of learner 2 must be 0 or more, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoundsRunner.run(assembly, new long[4], 0, 0, ProgressListener.NONE))
        .withMessage("threads must be at least 1, was 0");
  }
}
