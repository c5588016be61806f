package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import dev.starling.topology.Topologies;
import dev.starling.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/**
 * The sum of all models under exchange, while frames are lost, doubled, and delayed at random so
 * that they overtake each other, and while every learner trains. The gradients do not depend on the
 * models, so the sum is known: that of the starts, less all steps.
 */
class ExchangeChaosTest {
  private static final int SCHEDULES = 2_000;
  private static final int PARAMETERS = 9;
  private static final int FRAME_LENGTH = 4;
  private static final long SECOND = 1_000_000_000L;
  private static final double STEP_SIZE = 0.125;

  @Test
  void shouldKeepTheSumOfAllModelsWhateverBecomesOfTheFrames() {
    ExchangeCounters total = new ExchangeCounters();
    for (int seed = 0; seed < SCHEDULES; seed++) {
      try (Network network = new Network(seed, 2 + seed % 4)) {
        network.runUntil(8 * SECOND);
        network.heal();
        network.runUntil(20 * SECOND);
        network.runUntilNothingIsUnderWay();
        network.assertSumIsKept();
        network.addTo(total);
      }
    }
    // Every way out of trouble was taken, and often.
    assertThat(total.completed()).isGreaterThan(20L * SCHEDULES);
    assertThat(total.unanswered()).isGreaterThan(SCHEDULES);
    assertThat(total.voided()).isGreaterThan(SCHEDULES);
    assertThat(total.refused()).isGreaterThan(SCHEDULES / 4);
    assertThat(total.queries()).isGreaterThan(SCHEDULES);
    assertThat(total.reminders()).isGreaterThan(SCHEDULES);
    assertThat(total.stale()).isGreaterThan(SCHEDULES);
    assertThat(total.abandoned()).isZero();
  }

  @Test
  void shouldDriftWhereADifferenceIsLostForGood() {
    // The test can fail: a peer that leaves for good takes a difference with it.
    double worst = 0;
    for (int seed = 0; seed < 50; seed++) {
      try (Network network = new Network(seed, 3)) {
        network.runUntil(20 * SECOND);
        worst = Math.max(worst, network.drift());
      }
    }
    assertThat(worst).as("with exchanges under way").isGreaterThan(1e-2);
  }

  /** Learners and their frames in flight. */
  private static final class Network implements AutoCloseable {
    private final long seed;
    private final RandomStream random;
    private final Node[] nodes;
    private final PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::number));
    private final double loss;
    private final double doubling;
    private final ParameterVector memory = ParameterVector.allocate(PARAMETERS);
    private boolean healed;
    private int inFlight;
    private long nowNs;
    private long eventCount;
    private double expected;

    Network(long seed, int learners) {
      this.seed = seed;
      random = RandomStream.named(seed, "chaos", 0);
      loss = 0.4 * random.nextDouble();
      doubling = 0.3 * random.nextDouble();
      LearnerSettings settings =
          LearnerSettings.defaults()
              .withPace(LearnerSettings.Pace.poisson(2))
              .withOptimizer(new LearnerSettings.Optimizer(StepSchedule.constant(STEP_SIZE), 0, 0))
              .withObjective(new LearnerSettings.Objective(false, 0, 8))
              .withGossip(
                  new LearnerSettings.Gossip(
                      LearnerSettings.Gossip.Protocol.EXCHANGE, 1 + (int) seed % 2, SECOND / 2))
              .withCapacity(new CapacitySettings.Fixed(4))
              .withCommonInit(false);
      Topology all = Topologies.parse("complete", learners, seed);
      nodes = new Node[learners];
      for (int i = 0; i < learners; i++) {
        nodes[i] = new Node(i, settings, all);
        for (float value : nodes[i].learner.parameters().toArray()) {
          expected += value;
        }
      }
      for (Node node : nodes) {
        node.learner.start(0, node);
      }
    }

    /** From now on nothing is lost, doubled or late, and nobody trains. */
    void heal() {
      healed = true;
    }

    void runUntil(long untilNs) {
      while (!events.isEmpty() && events.peek().atNs() <= untilNs) {
        Event event = events.poll();
        nowNs = event.atNs();
        event.action().run();
      }
      nowNs = untilNs;
    }

    double drift() {
      double sum = 0;
      for (Node node : nodes) {
        for (float value : node.learner.parameters().toArray()) {
          sum += value;
        }
      }
      return Math.abs(sum - expected);
    }

    void assertSumIsKept() {
      assertThat(drift()).as("seed %d", seed).isCloseTo(0, within(2e-3));
    }

    void runUntilNothingIsUnderWay() {
      while (inFlight > 0 || Arrays.stream(nodes).anyMatch(Node::isExchanging)) {
        assertThat(nowNs).as("never at rest, seed %d", seed).isLessThan(120 * SECOND);
        runUntil(events.peek().atNs());
      }
    }

    void addTo(ExchangeCounters total) {
      for (Node node : nodes) {
        total.add(node.learner.counters().exchanges(), 1);
      }
    }

    private void at(long atNs, Runnable action) {
      events.add(new Event(atNs, eventCount++, action));
    }

    /** Mostly some milliseconds, now and then seconds; a fixed one once healed. */
    private long delayNs() {
      if (healed) {
        return SECOND / 1000;
      }
      return (long) ((random.nextInt(8) == 0 ? SECOND : SECOND / 50) * random.nextExponential());
    }

    @Override
    public void close() {
      for (Node node : nodes) {
        node.learner.close();
        node.gradient.close();
      }
      memory.close();
    }

    /** A learner, its task, and its part of the host. */
    private final class Node implements LearnerEffects, LocalTask {
      private final int id;
      private final Learner learner;
      private final ParameterVector gradient = ParameterVector.allocate(PARAMETERS);
      private final long[] wakeNumber = new long[Wake.values().length];

      Node(int id, LearnerSettings settings, Topology topology) {
        this.id = id;
        this.learner = new Learner(id, settings, this, topology, seed, 0);
      }

      boolean isExchanging() {
        ExchangeCounters counters = learner.counters().exchanges();
        long ended = counters.refused() + counters.unanswered() + counters.voided();
        return counters.begun() > ended + counters.completed();
      }

      @Override
      public void push(int peer) {
        throw new AssertionError("an exchange pushes nothing");
      }

      @Override
      public void send(ExchangeMessage message) {
        List<Copy> copies = new ArrayList<>();
        TestFrames.of(
            message, id, FRAME_LENGTH, new TestFrame(), frame -> copies.add(new Copy(frame)));
        for (Copy copy : copies) {
          if (healed || random.nextDouble() >= loss) {
            dispatch(message.target(), copy);
          }
          if (!healed && random.nextDouble() < doubling) {
            dispatch(message.target(), copy);
          }
        }
        Offer outcome = !healed && random.nextInt(20) == 0 ? Offer.ABANDONED : Offer.SENT;
        at(nowNs + delayNs() / 10, () -> learner.onPushSent(outcome, nowNs, this));
      }

      private void dispatch(int target, Copy copy) {
        inFlight++;
        at(nowNs + delayNs(), () -> arrive(target, copy));
      }

      private void arrive(int target, Copy copy) {
        inFlight--;
        nodes[target].learner.onFrame(copy.in(memory), nowNs, nodes[target]);
      }

      @Override
      public void wakeAt(Wake kind, long deadlineNs) {
        long number = ++wakeNumber[kind.ordinal()];
        at(
            Math.max(deadlineNs, nowNs),
            () -> {
              if (number == wakeNumber[kind.ordinal()]) {
                wake(kind);
              }
            });
      }

      private void wake(Wake kind) {
        if (kind == Wake.GOSSIP) {
          learner.onGossipTick(nowNs, this);
        } else if (!healed) {
          learner.onStep(nowNs, this);
        }
      }

      @Override
      public void record(Measure measure, double value) {
        // Not what is tested.
      }

      @Override
      public void quarantined(String reason) {
        throw new AssertionError(reason);
      }

      @Override
      public int parameters() {
        return PARAMETERS;
      }

      @Override
      public int samples() {
        return 1;
      }

      @Override
      public void initialise(ParameterVector theta, RandomStream stream) {
        for (int i = 0; i < PARAMETERS; i++) {
          theta.set(i, (float) stream.nextGaussian());
        }
      }

      @Override
      public double nextBatch(ParameterVector theta, RandomStream order) {
        for (int i = 0; i < PARAMETERS; i++) {
          gradient.set(i, (float) order.nextGaussian());
          expected -= STEP_SIZE * gradient.get(i);
        }
        return 0;
      }

      @Override
      public ParameterVector gradient() {
        return gradient;
      }
    }
  }

  private record Event(long atNs, long number, Runnable action) {}

  /** A frame with contents of its own. */
  private static final class Copy {
    private final TestFrame frame;
    private final float[] parameters;
    private final long[] versions;

    Copy(TestFrame original) {
      frame = original.header();
      FrameKind.Payload payload = frame.kind().payload();
      int end = frame.offset() + frame.length();
      parameters = payload == FrameKind.Payload.PARAMETERS ? new float[end] : null;
      versions = payload == FrameKind.Payload.VERSIONS ? new long[end] : null;
      for (int i = 0; i < frame.length(); i++) {
        if (parameters != null) {
          parameters[frame.offset() + i] = original.parameters().get(i);
        } else if (versions != null) {
          versions[frame.offset() + i] = original.version(i);
        }
      }
    }

    /** The frame, its parameters in {@code memory}. */
    TestFrame in(ParameterVector memory) {
      FrameKind kind = frame.kind();
      if (parameters != null) {
        memory.copyFrom(0, parameters, 0, parameters.length);
        return frame.parameters(memory, frame.offset(), frame.length()).as(kind);
      }
      return versions == null
          ? frame
          : frame.versions(versions, frame.offset(), frame.length()).as(kind);
    }
  }
}
