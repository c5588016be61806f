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
 *   <li>the two clocks: {@link dev.starling.learning.UpdateClock} and {@link
 *       dev.starling.learning.GossipClock};
 *   <li>the local work: {@link dev.starling.learning.LocalTraining} with {@link
 *       dev.starling.learning.SgdOptimizer}, {@link dev.starling.learning.StepSchedule} and {@link
 *       dev.starling.learning.ObjectiveScale};
 *   <li>what is known of others: {@link dev.starling.learning.Origins}, {@link
 *       dev.starling.learning.Version}, {@link dev.starling.learning.VersionVector} and {@link
 *       dev.starling.learning.RateEstimator};
 *   <li>what comes in: {@link dev.starling.learning.IncomingPushes}, {@link
 *       dev.starling.learning.MixingRule} and {@link dev.starling.learning.DivergenceGuard};
 *   <li>how often to push, and to whom: {@link dev.starling.learning.GossipProcess}, {@link
 *       dev.starling.learning.CapacityController} and {@link dev.starling.learning.LivePeers}.
 * </ul>
 *
 * <p>Beside the learner stand the law that it is held to, {@link
 * dev.starling.learning.StalenessLaw}, and the host's exact measurement of it, {@link
 * dev.starling.learning.StalenessGrid}, which no learner ever sees.
 */
package dev.starling.learning;
