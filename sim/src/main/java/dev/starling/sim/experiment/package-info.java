/**
 * What a run is asked to do, and what it is held against.
 *
 * <p><b>Configuration.</b> {@link dev.starling.sim.experiment.RunConfig} reads a run's HOCON file
 * and the overrides of the command line into a {@link dev.starling.run.RunDescription}. The keys,
 * their defaults and what they mean stand in {@code starling-run.conf} and nowhere else. What is
 * wrong is told in one line: the file and line, the key, the value, and what would be right.
 *
 * <p><b>Bounds.</b> {@link dev.starling.sim.experiment.BoundsRunner} computes what the same
 * learners reach alone (the lower bound) and what plain SGD reaches with all their data in one
 * place (the upper one), with the same {@link dev.starling.learning.Learner} that gossips in a run,
 * in virtual time:
 *
 * <pre>
 *                 data            steps            samples per step   step size
 * isolated        own partition   those it made    batch              its own, scaled by the objective
 * centralised     all             mean over n      n·batch            the schedule's
 * </pre>
 *
 * Both compute as many sample gradients as the run. {@link dev.starling.sim.experiment.BoundsCache}
 * keeps them; {@link dev.starling.sim.experiment.Fingerprint} tells whether a learner of a run
 * ended bit-equal to one in isolation.
 *
 * <p><b>Experiments.</b> {@code ExperimentFile} reads an experiment into points, each run once per
 * seed by a {@code SweepEngine}: the version engine of {@link dev.starling.sim.staleness}, or
 * learners in virtual time by way of a {@link dev.starling.sim.experiment.TrialHost}. {@link
 * dev.starling.sim.experiment.ExperimentRun} writes a row as each run ends, and at the end tables,
 * figures and a page that hold them against theory.
 */
package dev.starling.sim.experiment;
