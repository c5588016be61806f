package dev.starling.sim;

/**
 * What the network did to the pushes that were handed to it; the messages of exchanges count as
 * pushes here. For each copy of a push exactly one thing holds: {@code sent + duplicated =
 * delivered + lost + inFlight}. Immutable.
 *
 * @param sent pushes whose sending began
 * @param duplicated second copies that the network made
 * @param delivered copies of which at least one frame reached its learner
 * @param lost copies of which no frame did
 * @param inFlight copies of which frames are still on their way
 * @param framesDelivered frames that reached their learner
 * @param framesFaulty frames lost by an option: loss, frame loss or a partition
 * @param framesAbsent frames for a learner that was away, or of one that crashed while sending
 * @param framesWithheld frames that did not leave because their source had diverged since the push
 *     began
 * @param bytes of all frames that left, headers included
 * @param copiedBytes of the θ that had to be copied because it did not arrive at once
 */
public record NetworkCounters(
    long sent,
    long duplicated,
    long delivered,
    long lost,
    long inFlight,
    long framesDelivered,
    long framesFaulty,
    long framesAbsent,
    long framesWithheld,
    long bytes,
    long copiedBytes) {}
