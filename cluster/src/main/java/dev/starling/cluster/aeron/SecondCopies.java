package dev.starling.cluster.aeron;

import dev.starling.learning.FrameKind;
import dev.starling.learning.FrameView;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The second copies of pushes that come twice, kept until the push is there whole: a frame of the
 * copy that came between two of the push would end it. The copy of a push that its source gave up
 * is forgotten when that source begins the next. Used by the lane's thread.
 */
final class SecondCopies {
  private final HeldFrames held;
  private final Long2ObjectHashMap<Copy> bySource = new Long2ObjectHashMap<>();

  /**
   * @param held where the frames wait
   */
  SecondCopies(HeldFrames held) {
    this.held = held;
  }

  /**
   * Copies a frame of a push, at {@code offset} of {@code buffer}. With the last frame all of them
   * are due at {@code dueNs}; a copy of which a frame finds no room is forgotten whole.
   *
   * @param parameters of the whole model
   * @return how many frames of the copy are lost by this
   */
  int keep(
      FrameView frame, int parameters, DirectBuffer buffer, int offset, int length, long dueNs) {
    Copy copy = copyOf(frame);
    HeldFrames.Held next = copy.refused ? null : held.copy(buffer, offset, length, frame.session());
    if (next == null) {
      int lost = copy.frames.size() + 1;
      forget(copy);
      copy.refused = true;
      return lost;
    }
    copy.frames.add(next);
    if (frame.kind() == FrameKind.PUSH_PARAMETERS
        && frame.offset() + frame.length() == parameters) {
      copy.frames.forEach(each -> held.deliverAt(each, dueNs));
      copy.frames.clear();
    }
    return 0;
  }

  /** Forgets all, when the frames have been. */
  void clear() {
    bySource.clear();
  }

  /** A source has one push under way at a time, and a session keeps its frames in order. */
  private Copy copyOf(FrameView frame) {
    long key = (long) frame.session() << Integer.SIZE | frame.source();
    Copy copy = bySource.get(key);
    if (copy == null) {
      copy = new Copy();
      bySource.put(key, copy);
    } else if (copy.sequence != frame.pushSequence()) {
      forget(copy);
      copy.refused = false;
    }
    copy.sequence = frame.pushSequence();
    return copy;
  }

  private void forget(Copy copy) {
    copy.frames.forEach(held::giveBack);
    copy.frames.clear();
  }

  /** Of the push that a source began last, as far as it has come. */
  private static final class Copy {
    private final List<HeldFrames.Held> frames = new ArrayList<>();
    private long sequence;
    private boolean refused;
  }
}
