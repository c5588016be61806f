package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.VirtualHost.Matrix;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exact staleness is for reports: learners decide the same with it, without it, or misled. */
class DecisionsWithoutMatrixTest {
  private static final long SEED = 1906;

  /** All that may enter a learner while it runs. */
  private static final Set<Class<?>> INPUTS =
      Set.of(
          long.class,
          LearnerEffects.class,
          FrameView.class,
          Offer.class,
          BitSet.class,
          StateReader.class,
          StateWriter.class);

  @ParameterizedTest
  @EnumSource(LearnerSettings.Gossip.Protocol.class)
  void shouldDecideTheSameWithoutTheMatrix(LearnerSettings.Gossip.Protocol protocol) {
    Decisions with = decisions(protocol, Matrix.EXACT);
    assertThat(decisions(protocol, Matrix.ABSENT)).as("seed %d", SEED).isEqualTo(with);
    assertThat(decisions(protocol, Matrix.WRONG)).as("misled, seed %d", SEED).isEqualTo(with);
    assertThat(with.pushes).as("it gossips, seed %d", SEED).isGreaterThan(100);
  }

  @Test
  void shouldHaveNoInputThatCouldCarryTheMatrix() {
    List<Method> inputs =
        Arrays.stream(Learner.class.getDeclaredMethods())
            .filter(method -> !Modifier.isPrivate(method.getModifiers()))
            .filter(method -> !method.isSynthetic())
            .toList();
    assertThat(inputs).isNotEmpty();
    assertThat(inputs)
        .allSatisfy(input -> assertThat(input.getParameterTypes()).isSubsetOf(INPUTS));
  }

  private static Decisions decisions(LearnerSettings.Gossip.Protocol protocol, Matrix matrix) {
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1))
            .withCapacity(CapacitySettings.Law.closedLoop(1))
            .withGossip(
                protocol == LearnerSettings.Gossip.Protocol.EXCHANGE
                    ? LearnerSettings.Gossip.EXCHANGE
                    : LearnerSettings.Gossip.PUSH);
    try (VirtualHost host =
        new VirtualHost(8, i -> settings, i -> new QuadraticTask(i, 1, 1), 0.1, SEED)) {
      host.matrix(matrix).link(0.2, 1).runUntil(60);
      return new Decisions(
          host.trace(),
          Arrays.stream(host.learners)
              .map(learner -> Float.floatToIntBits(learner.parameters().get(0)))
              .toList(),
          Arrays.stream(host.learners).map(Learner::gossipRate).toList(),
          Arrays.stream(host.learners).map(Learner::capacityTrim).toList(),
          Arrays.stream(host.learners)
              .mapToLong(learner -> learner.counters().pushesMixed())
              .sum());
    }
  }

  /**
   * What came of a run.
   *
   * @param trace hash of all effects, with the bits of every value
   * @param thetaBits first parameter of each model
   */
  private record Decisions(
      long trace, List<Integer> thetaBits, List<Double> rates, List<Double> trims, long pushes) {}
}
