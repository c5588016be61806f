package dev.starling.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavingTest {
  private final List<String> calls = new ArrayList<>();

  @Test
  void shouldMeasureInTurnAndCloseAll() {
    Contest contest = contest(new Target.None(), named("a", 1), named("b", 1));

    Interleaving.run("test", contest, new Pace(2, 1, 1, true));

    assertThat(calls).containsExactly("a", "b", "a", "b", "a", "b", "close a", "close b");
  }

  @Test
  void shouldTakeTheRatioRoundByRound() {
    // A machine that gets twice as fast after each round: figures spread, their ratio does not.
    Contest contest =
        contest(new Target.ShareOf("b", 0.5), named("a", 1, 2, 4), named("b", 2, 4, 8));

    ContestResult result = Interleaving.run("test", contest, new Pace(3, 0, 1, true));

    assertThat(result.own()).isEqualTo(new Samples(1, 2, 4));
    assertThat(result.lines().get(1).ratio()).isEqualTo(new Samples(0.5, 0.5, 0.5));
    assertThat(result.isReached()).isTrue();
  }

  @Test
  void shouldMissATargetThatTheMedianDoesNotReach() {
    ContestResult result =
        Interleaving.run(
            "test", contest(new Target.AtLeast(3), named("a", 1, 2, 9)), new Pace(3, 0, 1, true));

    assertThat(result.isReached()).isFalse();
    assertThat(BenchTable.text(result)).contains("≥ 3: missed", "2 (1 to 9)");
  }

  @Test
  void shouldCallNoTargetReachedWhoseContenderIsNotThere() {
    Target target = new Target.Both(new Target.AtLeast(1), new Target.ShareOf("absent", 3));
    ContestResult result =
        Interleaving.run("test", contest(target, named("a", 2)), new Pace(1, 0, 1, true));

    assertThat(BenchTable.text(result)).contains("≥ 3 × absent: not measured");
    assertThat(BenchTable.csv(result, 1).strip()).endsWith(",");
  }

  @Test
  void shouldTakeTheMeanOfTheMiddleTwoForAnEvenNumber() {
    assertThat(Samples.of(4, 1, 3, 2).median()).isCloseTo(2.5, within(1e-12));
  }

  @Test
  void shouldWriteAmountsWithThreeDigits() {
    assertThat(Amount.text(0.09876)).isEqualTo("0.0988");
    assertThat(Amount.text(9_999)).isEqualTo("10 k");
    assertThat(Amount.text(1_234)).isEqualTo("1230");
    assertThat(Amount.text(20.7e6)).isEqualTo("20.7 M");
    assertThat(Amount.text(Double.NaN)).isEqualTo("–");
  }

  @Test
  void shouldBringFiguresOverFromAnotherJvmAsTheyAre() {
    Interleaving.Figures figures =
        new Interleaving.Figures("bare loop", new double[] {0.1, 1e9 / 3, Double.NaN}, "");

    Interleaving.Figures brought = ContestJvm.parse(ContestJvm.text(figures));

    assertThat(brought.rounds()).isEqualTo(figures.rounds());
    assertThat(brought).extracting("contender", "note").containsExactly("bare loop", "");
  }

  private static Contest contest(Target target, Contender... contenders) {
    return new Contest("case", "units/s", () -> List.of(contenders), target, "nothing");
  }

  private Contender named(String name, double... figures) {
    return new Contender() {
      private int next;

      @Override
      public String name() {
        return name;
      }

      @Override
      public double measure(double seconds) {
        calls.add(name);
        return figures[next++ % figures.length];
      }

      @Override
      public void close() {
        calls.add("close " + name);
      }
    };
  }
}
