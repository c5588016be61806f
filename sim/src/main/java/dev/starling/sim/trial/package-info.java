/**
 * Runs of learners for experiments: {@link dev.starling.sim.trial.VirtualTrials} makes them in
 * virtual time, probes look at them on the grid of the staleness, and a theory stands beside each
 * figure that has one.
 */
package dev.starling.sim.trial;
