/**
 * How a push looks on the wire: frames that are read where they lie and written where they go.
 *
 * <p>A push is cut into frames: first one or more of versions, then one or more of parameters. Each
 * frame is one message of the transport and carries the whole header, so that it is understood
 * alone; nothing is reassembled. All numbers are little-endian. Offsets are from the frame's first
 * byte:
 *
 * <pre>
 *   offset  bytes  field
 *        0      4  protocol        0x01525453: the bytes "STR" and the protocol's version, 1
 *        4      1  kind            1 = versions, 2 = parameters
 *        5      1  encoding        1 = plain: int64 per version, float32 per parameter
 *        6      2  flags           0; a set bit is refused until it has a meaning
 *        8      8  run             identity of the run, at random
 *       16      4  source          learner that sent the push, 0 or more
 *       20      4  target          learner that it is meant for, 0 or more
 *       24      8  push sequence   counted by the source, 0 or more
 *       32      8  source version  the source's own version as the push began, 0 or more
 *       40      8  capacity trim   float64, finite; 0 where there is none
 *       48      4  offset          index of the first version column or parameter, 0 or more
 *       52      4  length          how many follow, 1 or more
 *       56      …  payload         8 or 4 bytes each; the frame ends with the last one
 *
 *        0              4       5       6       8              12              16
 *        +--------------+-------+-------+-------+---------------+---------------+
 *      0 |   protocol   | kind  | enc.  | flags |              run              |
 *        +--------------+-------+-------+-------+---------------+---------------+
 *     16 |    source    |        target         |         push sequence         |
 *        +--------------+-----------------------+-------------------------------+
 *     32 |            source version            |         capacity trim         |
 *        +--------------+-----------------------+-------------------------------+
 *     48 |    offset    |        length         |           payload …           |
 *        +--------------+-----------------------+-------------------------------+
 * </pre>
 *
 * <p>Every field lies on a multiple of its size and the payload on a multiple of 8, when the frame
 * itself does; Aeron starts every fragment on such an address.
 *
 * <p>There is no checksum: shared memory needs none, and UDP has its own. What a flipped bit could
 * do is bounded by {@link dev.starling.wire.FrameFlyweight#wrap}, which checks each field before it
 * is believed, and by the learner, which checks the values before it mixes them.
 *
 * <p>{@link dev.starling.wire.FrameWriter} writes frames into a claimed piece of the transport's
 * memory, straight from θ. {@link dev.starling.wire.FrameFlyweight} reads them there. Neither
 * allocates per frame. A machine that is not little-endian is refused when either class is loaded,
 * since parameters are never converted.
 */
package dev.starling.wire;
