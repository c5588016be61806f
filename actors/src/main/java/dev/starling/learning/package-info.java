/**
 * The learner: a pure state machine that trains one model and gossips it.
 *
 * <p>A {@link dev.starling.learning.Learner} is driven by inputs (a step is due, a push is due, a
 * frame came, a push was sent, the peers changed), each with the time at which it happens, and
 * answers through {@link dev.starling.learning.LearnerEffects}. It reads no clock, sends nothing
 * and starts no thread: the same inputs at the same times with the same seed give the same effects.
 * A host in real time and a host in virtual time drive the same object.
 *
 * <p>Inside, each subject has a class of its own:
 *
 * <ul>
 *   <li>the two processes of a learner: {@link dev.starling.learning.UpdateProcess} on its {@link
 *       dev.starling.learning.UpdateClock}, and {@link dev.starling.learning.GossipProcess} on its
 *       {@link dev.starling.learning.GossipClock};
 *   <li>the local work: {@link dev.starling.learning.LocalTraining} with {@link
 *       dev.starling.learning.SgdOptimizer}, {@link dev.starling.learning.StepSchedule} and {@link
 *       dev.starling.learning.ObjectiveScale};
 *   <li>what is known of others: {@link dev.starling.learning.Origins}, {@link
 *       dev.starling.learning.Version}, {@link dev.starling.learning.VersionVector} and {@link
 *       dev.starling.learning.RateEstimator};
 *   <li>how often to gossip, and with whom: {@link dev.starling.learning.CapacityController}, which
 *       asks, {@link dev.starling.learning.LinkClamp}, which knows what is carried, and {@link
 *       dev.starling.learning.LivePeers};
 *   <li>what is said and what becomes of it: a {@link dev.starling.learning.GossipProtocol}, which
 *       works on a {@link dev.starling.learning.MixedModel} under a {@link
 *       dev.starling.learning.MixingRule} and a {@link dev.starling.learning.DivergenceGuard}.
 * </ul>
 *
 * <p>There are two protocols. {@link dev.starling.learning.PushProtocol}, the default, sends a
 * model one way; {@link dev.starling.learning.ExchangeProtocol} averages two models so that the sum
 * of all is kept. Another one is another class behind the same interface.
 *
 * <p>A learner's whole state goes out through a {@link dev.starling.learning.StateWriter} and comes
 * back through a {@link dev.starling.learning.StateReader}: learning knows no files.
 *
 * <p>Beside the learner stand the law that it is held to, {@link
 * dev.starling.learning.StalenessLaw}, and the host's exact measurement of it, {@link
 * dev.starling.learning.StalenessGrid}, which no learner ever sees. On several nodes each has a
 * grid of its own, and their {@link dev.starling.learning.StalenessPart}s add up.
 */
package dev.starling.learning;
