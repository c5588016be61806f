/**
 * {@code starling bench}: how fast Starling is, beside what bounds it, on the machine at hand.
 *
 * <p>Machines differ, and so does one machine from minute to minute, so a figure of speed alone
 * says little. Hence every figure stands in a {@link dev.starling.ops.bench.Contest} with the
 * others that do the same work: ceilings, which do only what cannot be left out, and baselines.
 * They are measured in turn (A B A B …) in one run, and what counts is the ratio of two that follow
 * each other, in the median over the rounds, with its spread.
 *
 * <p>Peers that are not Starling's own libraries are never loaded here.
 */
package dev.starling.ops.bench;
