package dev.starling.sim;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.MixingRule;
import dev.starling.learning.StepSchedule;
import dev.starling.random.RandomStream;
import dev.starling.run.ChurnEvent;
import dev.starling.run.Latency;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A small cluster and all that shall happen to it, drawn by one seed. */
record FuzzPlan(
    long seed,
    int learners,
    String topology,
    int parameters,
    boolean trains,
    boolean diverges,
    LearnerSettings settings,
    VirtualOptions options,
    double seconds) {
  private static final double UPDATE_RATE = 10;
  private static final double SECONDS = 8;

  static FuzzPlan of(long seed) {
    RandomStream random = RandomStream.named(seed, "fuzz", 0);
    int learners = 2 + random.nextInt(7);
    boolean trains = random.nextInt(4) > 0;
    boolean diverges = trains && random.nextInt(5) == 0;
    return new FuzzPlan(
        seed,
        learners,
        random.nextInt(3) == 0 ? "ring" : "complete",
        1 + random.nextInt(12),
        trains,
        diverges,
        settings(random, trains, diverges),
        new VirtualOptions(
            1 / UPDATE_RATE,
            random.nextInt(2) * random.nextDouble(),
            1,
            network(random, learners),
            churn(random, learners)),
        SECONDS);
  }

  private static LearnerSettings settings(RandomStream random, boolean trains, boolean diverges) {
    boolean exchanges = random.nextInt(4) == 0;
    boolean natural = trains && random.nextInt(3) == 0;
    LearnerSettings.Pace pace =
        natural
            ? LearnerSettings.Pace.NATURAL
            : new LearnerSettings.Pace(
                trains ? UPDATE_RATE : 1e-6, random.nextInt(2) * 20_000_000L);
    // The one leaves all bounds within an update or two, the other is not finite at once.
    double tooLarge = random.nextInt(2) == 0 ? 1e7 : 1e36;
    double step = diverges ? tooLarge : 0.3 * random.nextDouble() + 0.01;
    return LearnerSettings.defaults()
        .withUpdates(
            new LearnerSettings.Updates(
                1 + random.nextInt(2),
                random.nextInt(3) == 0 ? 30 : 0,
                random.nextInt(2) == 0,
                pace))
        .withOptimizer(
            new LearnerSettings.Optimizer(
                StepSchedule.constant(step), random.nextInt(2) * 0.5, random.nextInt(2) * 0.01))
        .withGossip(exchanges ? LearnerSettings.Gossip.EXCHANGE : LearnerSettings.Gossip.PUSH)
        .withMixing(exchanges ? MixingRule.half() : mixing(random))
        .withCapacity(capacity(random, trains))
        .withDivergence(
            LearnerSettings.Divergence.withDefaultBounds(
                random.nextInt(2) == 0
                    ? LearnerSettings.Divergence.Recovery.RESTART_FROM_PUSH
                    : LearnerSettings.Divergence.Recovery.STAY_OUT))
        .withCommonInit(random.nextInt(2) == 0);
  }

  private static MixingRule mixing(RandomStream random) {
    return switch (random.nextInt(4)) {
      case 0 -> new MixingRule.AgeWeighted();
      case 1 -> new MixingRule.StalenessWeighted();
      case 2 -> new MixingRule.Uniform(random.nextInt(3) == 0 ? 1 : random.nextDouble());
      default -> MixingRule.half();
    };
  }

  private static CapacitySettings capacity(RandomStream random, boolean trains) {
    return trains && random.nextInt(2) == 0
        ? new CapacitySettings.Law(0.5 + random.nextDouble(), random.nextInt(2) == 0, 0.05)
        : new CapacitySettings.Fixed(1 + 20 * random.nextDouble());
  }

  private static NetworkOptions network(RandomStream random, int learners) {
    Latency latency =
        switch (random.nextInt(4)) {
          case 0 -> Latency.fixed(0.05);
          case 1 -> Latency.uniform(0, 0.1);
          case 2 -> Latency.exponential(0.05);
          default -> Latency.NONE;
        };
    return NetworkOptions.PERFECT
        .withFrameParameters(random.nextInt(2) * (2 + random.nextInt(5)))
        .withLatency(latency)
        .withBytesPerSecond(random.nextInt(3) == 0 ? 2_000 + 20_000 * random.nextDouble() : 0)
        .withLoss(random.nextInt(2) * 0.3, random.nextInt(3) == 0 ? 0.1 : 0)
        .withDuplication(random.nextInt(3) == 0 ? 0.2 : 0)
        .withReordering(random.nextInt(3) == 0 ? 0.2 : 0, 0.2)
        .withPartitions(random.nextInt(3) == 0 ? List.of(split(random, learners)) : List.of());
  }

  private static NetworkPartition split(RandomStream random, int learners) {
    BitSet inside = new BitSet();
    inside.set(0, 1 + random.nextInt(learners));
    double from = SECONDS * 0.5 * random.nextDouble();
    return new NetworkPartition(from, from + 2, inside);
  }

  private static ChurnOptions churn(RandomStream random, int learners) {
    double detection = random.nextInt(2) * 0.5;
    double checkpoint = random.nextInt(2) * (0.1 + random.nextDouble());
    if (random.nextInt(4) == 0) {
      return new ChurnOptions(List.of(), 3, 1, random.nextInt(2) == 0, detection, checkpoint);
    }
    List<ChurnEvent> events = new ArrayList<>();
    ChurnEvent.Kind[] kinds = ChurnEvent.Kind.values();
    // Learner 0 stays and is there from the start.
    for (int i = random.nextInt(8); i > 0 && learners > 1; i--) {
      double seconds = SECONDS * random.nextDouble();
      int learner = 1 + random.nextInt(learners - 1);
      ChurnEvent.Kind kind = kinds[random.nextInt(kinds.length)];
      events.add(
          kind == ChurnEvent.Kind.SPEED
              ? ChurnEvent.speed(seconds, learner, 0.5 + random.nextDouble())
              : ChurnEvent.of(seconds, learner, kind));
    }
    return ChurnOptions.of(events, detection).withCheckpoints(checkpoint);
  }

  boolean exchanges() {
    return settings.gossip().protocol() == LearnerSettings.Gossip.Protocol.EXCHANGE;
  }

  /** Whether every push that arrives does so whole and once, so that all can be told apart. */
  boolean keepsPushesApart() {
    NetworkOptions network = options.network();
    return network.isInstant() && network.duplication() == 0;
  }
}
