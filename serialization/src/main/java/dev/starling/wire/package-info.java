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
 *        4      1  kind            what it is: see below
 *        5      1  encoding        1 = plain: int64 per version or value, float32 per parameter
 *        6      2  flags           0; a set bit is refused until it has a meaning
 *        8      8  run             identity of the run, at random
 *       16      4  source          learner that sent the push, 0 or more
 *       20      4  target          learner that it is meant for, 0 or more
 *       24      8  push sequence   counted by the source, 0 or more; of an exchange: see below
 *       32      8  source version  the source's own version as the push began, 0 or more
 *       40      8  capacity trim   float64, finite; 0 where there is none
 *       48      4  offset          index of the first version column or parameter, 0 or more;
 *                                  0 for a value
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
 * <p>Kinds 1 and 2 make a push. The others are messages of the difference exchange ({@link
 * dev.starling.learning.FrameKind} tells what they say); V stands for versions, P for parameters, 1
 * for one value, and the sequence is that of the request, counted by the asker, or the ticket,
 * counted by the granter:
 *
 * <pre>
 *   kind                       payload  sequence      value
 *      1  push versions           V     push
 *      2  push parameters         P     push
 *      3  request                 1     request       0
 *      4  grant                   1     request       the ticket
 *      5  refusal                 1     request       0
 *      6  model versions          V     ticket
 *      7  model parameters        P     ticket
 *      8  difference              1     ticket        how many parameters it has, from the first on
 *      9  difference versions     V     ticket
 *     10  difference parameters   P     ticket
 *     11  query                   1     ticket        the first parameter that is missing
 *     12  receipt                 1     ticket        0
 *     13  gone                    1     ticket        0
 * </pre>
 *
 * <p>A kind may be added without a new version of the protocol: a reader refuses those that it does
 * not know, and no run sends them to one that has not asked for them in its settings.
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
