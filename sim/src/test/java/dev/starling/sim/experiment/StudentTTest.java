package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

  @ParameterizedTest(name = "{0} runs")
  @CsvSource({"2, 12.7062", "5, 2.7764", "6, 2.5706", "10, 2.2622", "20, 2.0930", "121, 1.9799"})
  void shouldAgreeWithTheTablesOfStudentsDistribution(int runs, double quantile) {
    assertThat(StudentT.halfWidth(runs)).isCloseTo(quantile, within(0.0005));
  }

  @ParameterizedTest(name = "{0} runs")
  @CsvSource({"0", "1"})
  void shouldTellNothingOfFewerThanTwoRuns(int runs) {
    assertThat(StudentT.halfWidth(runs)).isNaN();
  }
}
