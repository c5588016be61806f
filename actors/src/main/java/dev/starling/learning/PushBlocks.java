package dev.starling.learning;

import java.util.Arrays;

/**
 * What pushes on their way in are kept in, shared by the learners of one thread: a learner takes a
 * block as a push begins and gives it back as it ends, and the block that was given back last is
 * taken next. Where pushes arrive whole, as they do in virtual time, thousands of learners thus
 * write to one block that stays in the cache, instead of each to its own in far memory. There are
 * never more blocks than pushes have been under way at once, which each learner bounds. The
 * learners may differ in shape. Used by one thread.
 */
public final class PushBlocks {
  private static final int FIRST_CAPACITY = 16;

  private IncomingPush[] spares = new IncomingPush[FIRST_CAPACITY];
  private int count;

  IncomingPush take() {
    return count == 0 ? new IncomingPush() : spares[--count];
  }

  void giveBack(IncomingPush block) {
    if (count == spares.length) {
      spares = Arrays.copyOf(spares, 2 * count);
    }
    spares[count++] = block;
  }
}
