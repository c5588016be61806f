/**
 * A learner's durable state: what {@link dev.starling.learning.Learner#save} writes, as bytes that
 * tell whether they are whole, and as files of which at least one always is.
 *
 * <p>An image is a header and sections, little-endian, with nothing between or after them:
 *
 * <pre>
 *   offset  bytes  header
 *        0      8  format     0x02504B434C525453: the bytes "STRLCKP" and the format's version, 2
 *        8      8  run        identity of the run, as frames carry it
 *       16      8  sequence   of two images of one learner the newer has the higher one, from 0
 *       24      8  bytes      of the whole image, the header included
 *       32      4  learner    0 or more
 *       36      4  sections   0 or more
 *       40      8  run time   ns, 0 or more, since the run began
 *       48      8  updates    0 or more, that the model was made with
 *       56      4  reserved   0
 *       60      4  checksum   CRC-32C of the bytes 0 to 59
 *
 *   offset  bytes  section
 *        0      4  kind       1 = values: int32, int64 and float64, one after the other;
 *                             2 = parameters: float32
 *        4      4  index      place among the sections, from 0
 *        8      8  length     n: bytes of the payload
 *       16      n  payload
 *     16+n      4  checksum   CRC-32C of the section up to here
 * </pre>
 *
 * <p>Sections follow the state's own order: one of parameters for each vector, and one of values
 * for all that is written between two vectors. What the values mean only the learner knows; its
 * state begins with a format number of its own ({@code LearnerStateFormat}). So θ and the momentum
 * are sections of parameters, and versions, clocks, random streams, data order and counters stand
 * in those of values.
 *
 * <p>CRC-32C finds every change of up to 32 bits in a row; lengths, counts and indices are checked
 * against the bytes that are there before they are believed, and reading allocates nothing that
 * depends on them. An image is at most {@link dev.starling.checkpoint.Checkpoint#MAX_BYTES}.
 */
package dev.starling.checkpoint;
