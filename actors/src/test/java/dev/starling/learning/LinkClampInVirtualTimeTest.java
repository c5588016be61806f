package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that carry less than the law asks for, in virtual time. */
class LinkClampInVirtualTimeTest {
  private static final long SEED = 31;

  @ParameterizedTest
  @CsvSource({"16, 1, 0.5", "16, 4, 0.5", "32, 8, 0.5", "16, 1, 0.25", "16, 16, 0.25"})
  void shouldTellTheStalenessThatALimitedLinkWillGive(int n, int learnersPerLink, double share) {
    double asked = StalenessLaw.requiredGossipRate(1, n, 1);
    try (VirtualHost host = host(n)) {
      host.runUntil(100);
      assertThat(host.learners)
          .as("seed %d", SEED)
          .noneMatch(learner -> learner.gossip().isClamped());
      host.link(1 / (asked * share * learnersPerLink), learnersPerLink);
      host.runUntil(130);
      assertThat(host.learners)
          .as("seed %d", SEED)
          .allMatch(learner -> learner.gossip().isClamped());
      host.runUntil(160);
      double predicted = predicted(host);
      DoubleSummaryStatistics trims =
          Arrays.stream(host.learners).mapToDouble(Learner::capacityTrim).summaryStatistics();
      host.measureFromNow();
      host.runUntil(1000);
      assertThat(predicted)
          .as("seed %d", SEED)
          .isCloseTo(host.grid.summary().mean(), Percentage.withPercentage(10));
      assertThat(host.learners)
          .as("frozen while the clamp holds, seed %d", SEED)
          .extracting(Learner::capacityTrim)
          .allMatch(trim -> Math.abs(trim - trims.getAverage()) < 0.1);
    }
  }

  @Test
  void shouldComeBackToItsTargetWhenTheLinkDoes() {
    try (VirtualHost host = host(16)) {
      host.link(1, 1);
      host.runUntil(200);
      assertThat(host.learners)
          .as("seed %d", SEED)
          .allMatch(learner -> learner.gossip().isClamped());
      host.link(0, 1);
      host.runUntil(260);
      assertThat(host.learners)
          .as("seed %d", SEED)
          .noneMatch(learner -> learner.gossip().isClamped());
      host.measureFromNow();
      host.runUntil(1000);
      assertThat(host.grid.summary().mean()).as("seed %d", SEED).isBetween(0.95, 1.06);
    }
  }

  private static VirtualHost host(int n) {
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1))
            .withCapacity(CapacitySettings.Law.closedLoop(1));
    return new VirtualHost(n, i -> settings, i -> new QuadraticTask(0, 1, 1), 0, SEED);
  }

  private static double predicted(VirtualHost host) {
    double sum = 0;
    for (Learner learner : host.learners) {
      sum += learner.gossip().predictedStaleness() / host.learners.length;
    }
    return sum;
  }
}
