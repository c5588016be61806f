package dev.starling.sim.staleness;

import dev.starling.learning.Origins;
import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * Virtual time without models: gossip as the spread of versions, for up to a million learners. Only
 * m origins are followed, which is exact for those origins, so memory is n × m counts.
 *
 * <p>Clocks without a shift need no event queue: the ticks of n Poisson clocks are one Poisson
 * process of the summed rate, each tick of a learner drawn in proportion to its rate. Updates of
 * origins that nobody follows change nothing in uniform gossip and are left out; in the
 * opportunistic schemes, whose windows they open, all are made. One unit of work is a tick: draw
 * time, sender and receiver, and raise one row of the version matrix by another.
 *
 * <p>Equal experiments give equal outcomes on every machine. Used by one thread; runs over several
 * seeds go side by side in a {@link SeedSweep}.
 */
public final class StalenessEngine {
  private final StalenessExperiment experiment;
  private final MeasuringWindow window;
  private final StalenessTheory theory;
  private final VersionMatrix versions;
  private final StalenessAverages averages;
  private final Ticks updates;
  private final int[] updaters;
  private final TickBlock gossip;
  private final Transmission transmission;

  /** Null without a hop delay. */
  private final DelayedTransmission delayed;

  private double now;
  private double nextSample;
  private long updateCount;

  /** A run at time 0: nobody has made an update, all clocks are in their steady state. */
  public StalenessEngine(StalenessExperiment experiment) {
    this.experiment = experiment;
    window = experiment.resolvedWindow();
    int learners = experiment.learners();
    long seed = experiment.seed();
    double[] updateRates = experiment.updates().rate().draw(learners, seed, "update-rates");
    double[] gossipRates = experiment.gossip().rate().draw(learners, seed, "gossip-rates");
    Origins origins = experiment.origins();
    theory = StalenessTheory.of(experiment, origins, updateRates, gossipRates);
    versions = new VersionMatrix(origins, experiment.ages());
    Population population = new Population(versions, window.end());
    averages = new StalenessAverages(population, window.samples());
    nextSample = window.sampleTime(0);
    updaters = updaters(origins);
    updates = updateTicks(updateRates);
    PeerDraw peers = new PeerDraw(experiment.graph(), RandomStream.named(seed, "peers", 0));
    gossip = gossipTicks(gossipRates, peers, population);
    delayed =
        experiment.hopDelay() > 0
            ? new DelayedTransmission(experiment.scheme(), population, experiment.hopDelay())
            : null;
    transmission =
        delayed != null
            ? delayed
            : Transmission.of(
                experiment.scheme(), population, peers, RandomStream.named(seed, "turns", 0));
  }

  /** Runs {@code experiment} from beginning to end. */
  public static StalenessOutcome run(StalenessExperiment experiment) {
    StalenessEngine engine = new StalenessEngine(experiment);
    engine.advanceUntil(engine.end());
    return engine.outcome();
  }

  /** Lets time pass up to {@code time}, but not beyond {@link #end()}. */
  public void advanceUntil(double time) {
    double limit = Math.min(time, end());
    while (true) {
      double stop = Math.min(limit, nextOther());
      if (gossip.nextTime() < stop) {
        gossip.transmitBefore(lookAhead(stop), transmission);
      } else if (stop < limit) {
        handle(stop);
      } else {
        now = Math.max(now, limit);
        return;
      }
    }
  }

  /** Time passed so far, in time units. */
  public double now() {
    return now;
  }

  /** When the run is over, in time units. */
  public double end() {
    return window.end();
  }

  /** Ticks of the gossip clocks so far. */
  public long gossipEvents() {
    return gossip.count();
  }

  /** What the run measured; it must have come to its end. */
  public StalenessOutcome outcome() {
    if (now < end()) {
      throw new IllegalStateException("the run is at " + now + " of " + end() + " time units");
    }
    return new StalenessOutcome(
        experiment,
        window,
        averages.samples(),
        gossipEvents(),
        updateCount,
        averages.figures(),
        theory.kind(),
        theory.figures(),
        averages.half(0),
        averages.half(1),
        averages.coverage(),
        averages.originMeans());
  }

  private double nextOther() {
    double arrival = delayed == null ? Double.POSITIVE_INFINITY : delayed.nextArrival();
    return Math.min(arrival, Math.min(updates.time(), nextSample));
  }

  /** How far ticks can be carried out with nothing in between: what leaves now arrives later. */
  private double lookAhead(double stop) {
    return delayed == null ? stop : Math.min(stop, gossip.nextTime() + experiment.hopDelay());
  }

  private void handle(double time) {
    now = time;
    if (delayed != null && delayed.nextArrival() == time) {
      delayed.arrive();
    } else if (updates.time() == time) {
      int learner = updaters[updates.slot()];
      versions.update(learner);
      transmission.onUpdate(learner);
      updateCount++;
      updates.advance();
    } else {
      averages.sample(time);
      nextSample =
          averages.samples() < window.samples()
              ? window.sampleTime(averages.samples())
              : Double.POSITIVE_INFINITY;
    }
  }

  private int[] updaters(Origins origins) {
    boolean all = experiment.scheme().isOpportunistic();
    int[] learners = new int[all ? experiment.learners() : origins.count()];
    Arrays.setAll(learners, i -> all ? i : origins.learnerAt(i));
    return learners;
  }

  private Ticks updateTicks(double[] rates) {
    double[] chosen = new double[updaters.length];
    Arrays.setAll(chosen, i -> rates[updaters[i]]);
    RandomStream random = RandomStream.named(experiment.seed(), "update-clock", 0);
    return Ticks.of(experiment.updates(), chosen, random);
  }

  private TickBlock gossipTicks(double[] rates, PeerDraw peers, Population population) {
    RandomStream random = RandomStream.named(experiment.seed(), "gossip-clock", 0);
    Ticks ticks =
        rates.length == 1 ? Ticks.NEVER : Ticks.of(experiment.gossip(), shares(rates), random);
    return new TickBlock(experiment.scheme(), ticks, peers, population);
  }

  /** One clock per learner, or one for the capacity that all share. */
  private double[] shares(double[] rates) {
    return experiment.scheme().isOpportunistic()
        ? new double[] {Arrays.stream(rates).sum()}
        : rates;
  }
}
