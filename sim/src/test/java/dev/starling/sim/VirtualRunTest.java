package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.learning.Learner;
import dev.starling.learning.LinkTable;
import dev.starling.params.ParameterVector;
import dev.starling.run.Latency;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.sim.report.LearnerRow;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SummaryJson;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class VirtualRunTest {
  private static final long SEED = 7;
  private static final long TRACE_OF_EVERY_MACHINE = -7368638604545926037L;
  private static final NetworkOptions FAULTY =
      NetworkOptions.PERFECT
          .withFrameParameters(100)
          .withLatency(Latency.exponential(0.01))
          .withLoss(0.1, 0.02)
          .withDuplication(0.05)
          .withReordering(0.02, 0.05);

  @Test
  void shouldTrainToTheLastUpdateAndSayAllThatATrainedRunSays() {
    RunAssembly assembly = RunAssembly.open(SmallRuns.paced(SEED, 8, 600));
    long before = ParameterVector.liveBytes();
    VirtualOutcome outcome =
        VirtualRun.run(assembly, VirtualOptions.DEFAULT, VirtualRunListener.NONE);
    assertThat(ParameterVector.liveBytes()).isEqualTo(before);

    RunSummary summary = outcome.summary("test", null, null);
    assertThat(summary.run().exit()).isEqualTo("updates");
    assertThat(summary.run().host()).isEqualTo("virtual");
    assertThat(summary.run().updatesPerLearner()).isEqualTo(600);
    assertThat(summary.run().seconds()).isCloseTo(64, within(8.0));
    assertThat(summary.accuracy().min()).isGreaterThan(0.8);
    assertThat(summary.updates().rate()).isCloseTo(10, Percentage.withPercentage(3));
    assertThat(summary.gossip().lost()).isZero();
    assertThat(summary.gossip().sent()).isEqualTo(summary.gossip().mixed());
    assertThat(summary.gossip().bytes()).isPositive();
    assertThat(summary.staleness().mean()).isCloseTo(1, within(0.12));
    assertThat(summary.staleness().law())
        .isCloseTo(summary.staleness().mean(), Percentage.withPercentage(8));
    assertThat(summary.staleness().local()).isCloseTo(1, within(0.12));
    assertThat(summary.staleness().age().travelled())
        .as("H(n−1)/λ, seed %d", SEED)
        .isCloseTo(summary.staleness().age().law(), Percentage.withPercentage(8));
    assertThat(summary.staleness().neverHeard()).isZero();
    assertThat(summary.staleness().stalest().cause()).isEqualTo("chance");
    assertThat(summary.updates().slowest().updates()).isPositive().isLessThanOrEqualTo(600);
    assertThat(outcome.links().get().rows()).hasSize(56);
    assertThat(outcome.links().get().rows().stream().mapToLong(LinkTable.Link::mixed).sum())
        .isEqualTo(summary.gossip().mixed());
    assertThat(summary.consensus().rms()).isPositive();
    assertThat(SummaryJson.read(SummaryJson.write(summary))).isEqualTo(summary);

    List<LearnerRow> rows = outcome.learnerRows(assembly.partitions());
    assertThat(rows).hasSize(8).allMatch(row -> row.state().equals("finished"));
    assertThat(rows.get(3).stalenessAsHolder()).isPositive();
    MetricsRow last = outcome.metrics().get(outcome.metrics().size() - 1);
    assertThat(outcome.metrics()).hasSizeGreaterThan(10);
    assertThat(last.seconds()).isEqualTo(outcome.seconds());
    assertThat(last.updates().min()).isEqualTo(600);
    assertThat(last.accuracy().min()).isGreaterThan(0.8);
  }

  @Test
  void shouldRepeatItselfBitForBitWithTheSameSeedAndNoOther() {
    VirtualOptions options = VirtualOptions.DEFAULT.withNetwork(FAULTY);
    VirtualOutcome first = run(SmallRuns.paced(SEED, 6, 60), options);
    VirtualOutcome second = run(SmallRuns.paced(SEED, 6, 60), options);
    VirtualOutcome other = run(SmallRuns.paced(SEED + 1, 6, 60), options);
    assertThat(second.traceHash()).isEqualTo(first.traceHash()).isNotEqualTo(other.traceHash());
    assertThat(second.parameterHash())
        .isEqualTo(first.parameterHash())
        .isNotEqualTo(other.parameterHash());
    assertThat(second.summary("v", null, null)).isEqualTo(first.summary("v", null, null));
    assertThat(second.metrics()).isEqualTo(first.metrics());
  }

  @Test
  void shouldHaveTheTraceOfEveryMachine() {
    // Computed once with this code on JDK 17, and the same on JDK 25.
    VirtualOptions options = VirtualOptions.DEFAULT.withNetwork(FAULTY);
    assertThat(run(SmallRuns.paced(SEED, 6, 60), options).traceHash())
        .isEqualTo(TRACE_OF_EVERY_MACHINE);
  }

  @Test
  void shouldNotChangeItsTraceByMeasuringMore() {
    RunDescription run = SmallRuns.natural(SEED, 4, 5);
    long few = run(run, VirtualOptions.DEFAULT.withEvaluatedLearners(1)).traceHash();
    assertThat(run(run, VirtualOptions.DEFAULT).traceHash()).isEqualTo(few);
  }

  @Test
  void shouldGiveNaturalClocksTheirStepTime() {
    VirtualOutcome outcome =
        run(SmallRuns.natural(SEED, 4, 20), VirtualOptions.DEFAULT.withStepTime(0.05, 0.1));
    RunSummary summary = outcome.summary("test", null, null);
    assertThat(summary.run().exit()).isEqualTo("seconds");
    assertThat(summary.run().seconds()).isEqualTo(20);
    assertThat(summary.updates().rate()).isCloseTo(20, Percentage.withPercentage(3));
    assertThat(summary.updates().configuredRate()).isNull();
  }

  @Test
  void shouldShowItsLearnersAndRowsToItsListener() {
    List<Integer> stopped = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    VirtualRunListener listener =
        new VirtualRunListener() {
          @Override
          public void onRow(MetricsRow row, double share) {
            shares.add(share);
          }

          @Override
          public void onStopped(Learner learner) {
            stopped.add(learner.id());
          }

          @Override
          public boolean isInterrupted() {
            return shares.size() == 3;
          }
        };
    RunAssembly assembly = RunAssembly.open(SmallRuns.natural(SEED, 3, 100));
    VirtualOutcome outcome =
        VirtualRun.run(assembly, VirtualOptions.DEFAULT.withStepTime(0.1, 0), listener);
    assertThat(outcome.exit()).isEqualTo(VirtualOutcome.Exit.INTERRUPTED);
    assertThat(shares).containsExactly(0.05, 0.1, 0.15);
    assertThat(stopped).containsExactly(0, 1, 2);
  }

  @Test
  void shouldGoOnWhileLearnersComeAndGo() {
    ChurnOptions churn = new ChurnOptions(List.of(), 5, 2, true, 0.5, 0);
    VirtualOptions options =
        VirtualOptions.DEFAULT.withStepTime(0.05, 0.1).withChurn(churn).withNetwork(FAULTY);
    VirtualOutcome outcome = run(SmallRuns.natural(SEED, 8, 30), options);
    assertThat(outcome.exit()).isEqualTo(VirtualOutcome.Exit.SECONDS);
    assertThat(outcome.learners()).hasSizeBetween(1, 8);
    assertThat(outcome.network().framesAbsent()).isPositive();
    assertThat(outcome.summary("v", null, null).gossip().dropped()).containsKey("absent");
  }

  @Test
  void shouldAskForAnEndInTimeWhereUpdatesMayBeginAnew() {
    RunAssembly assembly = RunAssembly.open(SmallRuns.paced(SEED, 4, 50));
    VirtualOptions options =
        VirtualOptions.DEFAULT.withChurn(new ChurnOptions(List.of(), 5, 2, true, 0, 0));
    assertThatThrownBy(() -> VirtualRun.run(assembly, options, VirtualRunListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run.seconds above 0");
  }

  private static VirtualOutcome run(RunDescription run, VirtualOptions options) {
    return VirtualRun.run(RunAssembly.open(run), options, VirtualRunListener.NONE);
  }
}
