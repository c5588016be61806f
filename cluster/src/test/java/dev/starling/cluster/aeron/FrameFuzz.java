package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.starling.random.RandomStream;
import dev.starling.run.RunDescription;
import io.aeron.logbuffer.Header;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands between Aeron and a lane, lets most of what learners send to each other through, in
 * pieces, and puts frames of its own between, each of them in memory that ends where it does. After
 * every frame it holds what has happened against what may. Used by one thread.
 */
final class FrameFuzz implements AutoCloseable {
  /** Heap bytes that one frame may make a lane allocate: the report of a model that diverged. */
  static final long MAX_HEAP_BYTES = 64 << 10;

  /** What nobody shall ever find in θ. */
  private static final double ABSURD = 1e30;

  private static final int MAX_FRAME_BYTES = 64 << 10;
  private static final int MAX_PIECES = 3;
  private static final int MAX_MUTANTS = 16;

  /** All but one piece in so many get through. */
  private static final int KEPT_OF = 16;

  /** One piece in so many has frames of the fuzz before it. */
  private static final int BURST_OF = 8;

  private static final int SHOWN_BYTES = 96;

  /** Frames that one set of learners hears. */
  private static final int CONVERSATION = 2_000;

  private static final List<Tally> DROPS =
      Arrays.stream(Tally.values()).filter(tally -> tally.name().startsWith("DROPPED_")).toList();

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final RandomStream random;
  private final FrameMutator mutator;
  private final FuzzedLane lane;
  private final GuardedMemory memory = GuardedMemory.of(MAX_FRAME_BYTES, true);
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final String origin;
  private final long wanted;
  private long inputs;
  private final Totals sum = Totals.none();
  private long allMixed;
  private long mixed;
  private long taken;
  private long heapBytes;
  private long hash;

  FrameFuzz(RunDescription description, long seed, long wanted) {
    random = RandomStream.named(seed, description.gossip().toString(), 0);
    mutator = new FrameMutator(random);
    lane = new FuzzedLane(description);
    this.wanted = wanted;
    origin =
        "-Dtest=FrameFuzzTest -Dstarling.fuzz.seed=%d -Dstarling.fuzz.frames=%d, %s"
            .formatted(seed, wanted, description.gossip());
  }

  /** Injects the frames that are wanted. */
  FrameFuzz run() {
    while (inputs < wanted) {
      converse(Math.min(wanted, inputs + CONVERSATION));
    }
    return this;
  }

  /**
   * Lets new learners converse until there were so many frames. What a frame makes a learner
   * believe of others stays, and most of what it hears after the first lies it no longer takes.
   */
  private void converse(long until) {
    lane.seat();
    long before = inputs;
    mixed = 0;
    taken = 0;
    while (inputs < until) {
      lane.round(this::onFragment);
      for (GuardedParameters model : lane.models) {
        model.accept();
        assertThat(model.largest(0, model.length())).as("θ, %s", origin).isLessThan(ABSURD);
      }
    }
    for (GuardedParameters model : lane.models) {
      assertThat(model.changedSlackBytes()).as("bytes beside θ, %s", origin).isZero();
    }
    Totals totals = lane.totals();
    assertThat(totals.get(Tally.FRAMES_RECEIVED)).as(origin).isEqualTo(inputs - before);
    assertThat(DROPS.stream().mapToLong(totals::get).sum() + mixed + taken)
        .as("dropped for a reason, mixed, or taken for what they say; %s", origin)
        .isEqualTo(inputs - before);
    sum.addAll(totals);
    allMixed += mixed;
  }

  /** Equal for two runs that went the same way. */
  long hash() {
    return hash;
  }

  /** Parameter frames that learners have mixed. */
  long mixed() {
    return allMixed;
  }

  /** Frames dropped for a reason. */
  long dropped(Tally reason) {
    return sum.get(reason);
  }

  double heapBytesPerFrame() {
    return (double) heapBytes / inputs;
  }

  private void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
    byte[] genuine = new byte[length];
    buffer.getBytes(offset, genuine);
    int elements = RawFrame.length(genuine);
    int pieces = 1 + random.nextInt(Math.min(MAX_PIECES, elements));
    for (int i = 0; i < pieces; i++) {
      byte[] piece =
          FrameMutator.piece(genuine, elements * i / pieces, elements * (i + 1) / pieces);
      int mutants = random.nextInt(BURST_OF) == 0 ? random.nextInt(MAX_MUTANTS) : 0;
      for (; mutants > 0; mutants--) {
        inject(mutator.of(piece), header);
      }
      if (random.nextInt(KEPT_OF) > 0) {
        inject(piece, header);
      }
    }
  }

  private void inject(byte[] frame, Header header) {
    long[] versions = lane.versions();
    long droppedBefore = dropped();
    long mixedBefore = lane.framesMixed();
    view.wrap(memory.address() + MAX_FRAME_BYTES - frame.length, frame.length);
    view.putBytes(0, frame);
    try {
      long heapBefore = threads.getCurrentThreadAllocatedBytes();
      lane.receiver.onFragment(view, 0, frame.length, header);
      long heap = threads.getCurrentThreadAllocatedBytes() - heapBefore;
      assertThat(heap).as("heap bytes").isLessThanOrEqualTo(MAX_HEAP_BYTES);
      heapBytes += heap;
      requireOneFate(frame, dropped() - droppedBefore, lane.framesMixed() - mixedBefore, versions);
    } catch (RuntimeException | AssertionError fault) {
      throw new AssertionError(
          "frame %d of %d bytes, %s: %s"
              .formatted(
                  inputs,
                  frame.length,
                  origin,
                  HexFormat.of().formatHex(frame, 0, Math.min(frame.length, SHOWN_BYTES))),
          fault);
    }
    inputs++;
  }

  /** A frame is dropped and counted once, or mixed where it says, or has said something else. */
  private void requireOneFate(byte[] frame, long dropped, long nowMixed, long[] versions) {
    assertThat(dropped + nowMixed).as("dropped or mixed").isBetween(0L, 1L);
    if (nowMixed == 1) {
      requireMixed(frame);
      mixed++;
      return;
    }
    for (GuardedParameters model : lane.models) {
      assertThat(model.hasChangedOutside(0, 0)).as("θ of %s changed", model.learner()).isFalse();
    }
    if (dropped == 1) {
      assertThat(lane.versions()).as("versions").isEqualTo(versions);
    } else {
      assertThat(RawFrame.carriesParameters(frame)).as("lost without a count").isFalse();
      taken++;
    }
  }

  private void requireMixed(byte[] frame) {
    int from = RawFrame.offset(frame);
    int to = from + RawFrame.length(frame);
    for (int learner = 0; learner < lane.models.size(); learner++) {
      GuardedParameters model = lane.models.get(learner);
      boolean isTarget = learner == RawFrame.target(frame);
      assertThat(model.hasChangedOutside(isTarget ? from : 0, isTarget ? to : 0))
          .as("θ of learner %d changed outside the frame's part", learner)
          .isFalse();
      if (isTarget) {
        assertThat(model.largest(from, to)).isLessThan(ABSURD);
        hash = 31 * hash + model.hash();
        model.accept();
      }
    }
  }

  private long dropped() {
    Totals totals = lane.totals();
    long sum = 0;
    for (Tally reason : DROPS) {
      sum += totals.get(reason);
    }
    return sum;
  }

  @Override
  public void close() {
    lane.close();
    memory.close();
  }
}
