/**
 * The version-only engine: staleness of up to a million learners in virtual time, without models.
 *
 * <p>Staleness does not depend on what is learnt, only on who made an update and who sent to whom.
 * So this engine keeps versions alone: for m origins, the newest update of each that every learner
 * has. It shares the rules of the learners of {@link dev.starling.learning} (origins, versions,
 * topology, law), and {@link dev.starling.sim.staleness.VersionMatrix}, fed with the updates and
 * pushes of a run with models, holds exactly the versions that its learners hold.
 *
 * <p>A {@link dev.starling.sim.staleness.StalenessExperiment} decides everything, one seed all that
 * is random:
 *
 * <pre>{@code
 * StalenessExperiment experiment =
 *     StalenessExperiment.push(1_000_000, StrictMath.log(1_000_000))
 *         .withWindow(new MeasuringWindow(5, 20, MeasuringWindow.DERIVED));
 * StalenessOutcome outcome = StalenessEngine.run(experiment);
 * SeedSweep sweep = SeedSweep.run(experiment.withSeed(1), 20, 2);
 * Estimate mean = sweep.measured(StalenessFigures::mean);
 * Estimate.Agreement agreement = mean.agreementWith(sweep.theory(StalenessFigures::mean));
 * }</pre>
 *
 * <p>What can be set: the {@link dev.starling.sim.staleness.Scheme} of gossip, three uniform and
 * three opportunistic; the topology; update and gossip clocks with a shift each ({@link
 * dev.starling.sim.staleness.RenewalLaw}) and with unequal rates ({@link
 * dev.starling.sim.staleness.RateProfile}); a hop delay. What is measured, after a burn-in and on a
 * grid ({@link dev.starling.sim.staleness.MeasuringWindow}), stands in {@link
 * dev.starling.sim.staleness.StalenessFigures}, with theory beside it in the same form.
 *
 * <p>Theory as code: {@link dev.starling.learning.StalenessLaw} for uniform gossip, {@link
 * dev.starling.sim.staleness.OpportunisticLaw}, {@link dev.starling.sim.staleness.HopDelayLaw}, and
 * {@link dev.starling.sim.staleness.ExactSampler}, which draws from the law of one pair without a
 * simulation. {@link dev.starling.sim.staleness.StalenessTheory} knows which of them holds for an
 * experiment.
 *
 * <p>Times are in time units, any unit, and rates are per time unit. Memory is 4·n·m bytes, twice
 * that with ages, and a hop delay δ adds 4·m bytes for each of the n·λ·δ models under way. A push
 * costs what it takes to fetch two rows: in cache at a thousand learners, from memory at a million.
 */
package dev.starling.sim.staleness;
