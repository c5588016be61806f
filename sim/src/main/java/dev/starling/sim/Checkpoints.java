package dev.starling.sim;

import dev.starling.checkpoint.Checkpoint;
import dev.starling.checkpoint.CheckpointWriter;
import dev.starling.checkpoint.DamagedCheckpointException;
import dev.starling.learning.Learner;
import java.nio.ByteBuffer;

/**
 * The last checkpoint of each learner, in the bytes that a file would have, kept in memory. Every
 * learner that trains or has finished saves at the same instants, which takes no virtual time; one
 * that has diverged or waits for a model keeps what it saved before. Used by one thread.
 */
final class Checkpoints {
  private final long intervalNs;
  private final long run;
  private final ByteBuffer[] images;
  private final CheckpointWriter writer = new CheckpointWriter();
  private long sequence;

  /**
   * @param intervalSeconds between two checkpoints of a learner; 0 for none
   * @param run that the images name; as none leaves the cluster, any one number does
   */
  Checkpoints(double intervalSeconds, int learners, long run) {
    intervalNs = OptionCheck.nanos(intervalSeconds);
    this.run = run;
    images = new ByteBuffer[intervalNs == 0 ? 0 : learners];
  }

  /** When the next ones are due. */
  long nextNs() {
    return intervalNs == 0 ? Long.MAX_VALUE : (sequence + 1) * intervalNs;
  }

  /** Those that are due are taken from now on. */
  void advance() {
    sequence++;
  }

  /** Saves one learner, if it has something to save. */
  void save(Learner learner, long nowNs) {
    if (!learner.state().isActive()) {
      return;
    }
    writer.begin(run, learner.id(), sequence, nowNs, learner.updatesMade());
    learner.save(writer, nowNs);
    ByteBuffer image = writer.finish();
    ByteBuffer room = images[learner.id()];
    if (room == null || room.capacity() < image.remaining()) {
      room = ByteBuffer.allocate(image.remaining());
      images[learner.id()] = room;
    }
    room.clear().put(image).flip();
  }

  /** What a learner saved last; null when there is nothing. */
  Checkpoint of(int learner) {
    if (images.length == 0 || images[learner] == null) {
      return null;
    }
    try {
      return Checkpoint.of(images[learner]);
    } catch (DamagedCheckpointException impossible) {
      throw new IllegalStateException(
          "the checkpoint of learner " + learner + " in memory is damaged", impossible);
    }
  }
}
