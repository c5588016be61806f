/**
 * Virtual time: the second host of the learner. A run here needs no machines, no seconds and no
 * luck; the same seed gives the same run, and time passes as fast as the events can be computed.
 *
 * <pre>
 *   VirtualRun        a described run from its start to its scores: what {@code train} does in real time
 *     VirtualCluster  the event queue, and a Seat for each learner
 *       FaultyNetwork   carries pushes: Latency, bandwidth, loss, duplication, reordering, partitions
 *       Churn           who comes, goes and slows down, and when the others hear of it
 *     StalenessMeter, Scoring, RowMaker, SummaryMaker   what is measured, and how it is told
 *   InputRecorder, InputReplay   one learner's inputs, written down and fed to it again
 * </pre>
 *
 * <p><b>One learner.</b> {@link dev.starling.learning.Learner} decides everything here as it does
 * on a node: mixing, versions, gossip rate, both clocks. This package delivers inputs and performs
 * effects. {@link dev.starling.sim.InputReplay} proves it: what a learner heard in either host, fed
 * to a fresh one, gives the same effects and a bit-equal θ.
 *
 * <p><b>Time.</b> Virtual nanoseconds from 0. With a paced clock computing takes no time; with a
 * natural one a mini-batch takes what {@link dev.starling.sim.VirtualOptions} say. Measuring takes
 * none. A speed stretches the time between a learner's updates.
 *
 * <p><b>The network.</b> A push that arrives at once is mixed from its source's own memory. Any
 * other is copied, each frame as it leaves. What every option does and its unit stands at {@link
 * dev.starling.sim.NetworkOptions}. A frame that is due to leave after its source has diverged is
 * withheld.
 *
 * <p><b>Determinism.</b> Draws come from streams named after their use and their learner, so one
 * option more shifts no other draw. Events of one instant have a fixed order. {@link
 * dev.starling.sim.TraceHash} tells whether two runs were the same in times, peers and versions, on
 * any machine; the parameter hash of a {@link dev.starling.sim.VirtualOutcome} also in every bit of
 * every model, for one BLAS kernel.
 *
 * <p><b>Speed.</b> One thread runs one run. The host's own share of a push is less than a fifth;
 * most is the learner's version vector and its models in memory: run few learners and they fit the
 * cache.
 */
package dev.starling.sim;
