/**
 * The data plane: lanes, and what travels between them.
 *
 * <p>A lane is one thread that owns learners and polls its own Aeron stream. A push goes from θ
 * straight into a claimed part of a term buffer, and from there straight into the receiver's θ,
 * inside the fragment callback: no array, no intermediate buffer, no allocation. {@link
 * dev.starling.cluster.aeron.Lane} has the duty cycle, {@code SendCursor} the sending side and
 * {@code FrameReceiver} the receiving one.
 *
 * <pre>
 *   θ ──SendCursor──▶ term buffer ──FrameReceiver──▶ Learner.onFrame ──▶ θ
 *      (one copy)        (Aeron)        (in place)         (mix)
 * </pre>
 *
 * <p>What is sent goes by IPC to nodes of the same machine and by UDP to others, as their {@link
 * dev.starling.cluster.aeron.Route} says. {@link dev.starling.cluster.aeron.DataPlane} holds the
 * streams and outlives its media driver, where that is a {@link
 * dev.starling.cluster.aeron.SharedDriver}; {@code LaneGates} keeps memory mapped that a lane may
 * be in.
 *
 * <p>Nothing here is remembered across runs but streams; everything else belongs to a {@code
 * LaneRun} and is freed on its lane.
 */
package dev.starling.cluster.aeron;
