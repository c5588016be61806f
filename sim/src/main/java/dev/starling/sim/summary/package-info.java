/**
 * The result of a run as data, and as JSON: {@link dev.starling.sim.summary.RunSummary} has a
 * record for each section, and {@link dev.starling.sim.summary.SummaryJson} writes and reads it as
 * {@code summary.json}. The same for real and for virtual time; nothing here knows what hosted the
 * learners, or how people are told of it.
 *
 * <p>What is not known is null, and no key in the JSON; 0 means measured as 0. Every number over
 * learners keeps its {@link dev.starling.sim.summary.Spread}.
 */
package dev.starling.sim.summary;
