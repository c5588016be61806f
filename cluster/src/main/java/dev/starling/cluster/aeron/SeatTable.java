package dev.starling.cluster.aeron;

import dev.starling.learning.DeadlineQueue;
import dev.starling.learning.Wake;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.NanoClock;

/**
 * The learners of one lane in one run: found by id for a frame, by slot for a clock. A lane of L
 * hosts the learners whose id is its index modulo L, so a learner's slot is its id divided by L.
 * Used by the lane's thread.
 */
public final class SeatTable {
  /** A slot has one deadline for each kind of wake. */
  private static final Wake[] WAKES = Wake.values();

  private final int lanes;
  private final NanoClock clock;
  private final LaneSeat[] slots;
  private final DeadlineQueue deadlines;
  private final List<LaneSeat> sending = new ArrayList<>();
  private int seated;

  SeatTable(int learners, int lanes, NanoClock clock) {
    this.lanes = lanes;
    this.clock = clock;
    slots = new LaneSeat[(learners + lanes - 1) / lanes];
    deadlines = new DeadlineQueue(slots.length * WAKES.length);
  }

  /** Learners that have a seat. */
  public int size() {
    return seated;
  }

  void forEach(Consumer<LaneSeat> action) {
    for (LaneSeat seat : slots) {
      if (seat != null) {
        action.accept(seat);
      }
    }
  }

  /** The seats that are taken, by ascending learner. */
  List<LaneSeat> taken() {
    List<LaneSeat> taken = new ArrayList<>(seated);
    forEach(taken::add);
    return taken;
  }

  /** The first seat taken from {@code slot} on, or null when there is none. */
  LaneSeat nextFrom(int slot) {
    for (int i = slot; i < slots.length; i++) {
      if (slots[i] != null) {
        return slots[i];
      }
    }
    return null;
  }

  /** Where the seats after {@code seat} begin. */
  int slotAfter(LaneSeat seat) {
    return slotOf(seat) + 1;
  }

  /** The seat of {@code learner}, or null when it has none on this lane. */
  LaneSeat get(int learner) {
    int slot = learner / lanes;
    LaneSeat seat = learner >= 0 && slot < slots.length ? slots[slot] : null;
    return seat != null && seat.learnerId() == learner ? seat : null;
  }

  void enter(LaneSeat seat) {
    int slot = slotOf(seat);
    if (slots[slot] != null) {
      throw new IllegalStateException("learner " + seat.learnerId() + " has a seat already");
    }
    slots[slot] = seat;
    seated++;
  }

  void leave(LaneSeat seat) {
    int slot = slotOf(seat);
    if (slots[slot] == seat) {
      slots[slot] = null;
      seated--;
      clearClocks(seat);
      sending.remove(seat);
    }
  }

  void wakeAt(LaneSeat seat, Wake kind, long deadlineNs) {
    deadlines.set(entryOf(seat, kind), deadlineNs);
  }

  void clear(LaneSeat seat, Wake kind) {
    deadlines.clear(entryOf(seat, kind));
  }

  void clearClocks(LaneSeat seat) {
    for (Wake kind : WAKES) {
      clear(seat, kind);
    }
  }

  /** Runs the clocks that are due, in the order of their deadlines. */
  int tick(long nowNs, int limit) {
    int ticks = 0;
    while (ticks < limit && deadlines.nextDeadlineNs() <= nowNs) {
      long deadlineNs = deadlines.nextDeadlineNs();
      int entry = deadlines.poll();
      slots[entry / WAKES.length].onWake(WAKES[entry % WAKES.length], deadlineNs, clock.nanoTime());
      ticks++;
    }
    return ticks;
  }

  void addSending(LaneSeat seat) {
    if (!sending.contains(seat)) {
      sending.add(seat);
    }
  }

  /**
   * Lets every push that waits for Aeron go on as far as it can, the oldest first: were the newest
   * to go first, a full link would leave some learners silent for good.
   */
  int sendWaiting() {
    int progress = 0;
    int i = 0;
    while (i < sending.size()) {
      LaneSeat seat = sending.get(i);
      progress += seat.continuePush();
      if (seat.isSending()) {
        i++;
      } else {
        sending.remove(i);
      }
    }
    return progress;
  }

  /** Whether a clock is due or a push waits to go on. */
  boolean isWaiting(long nowNs) {
    return deadlines.nextDeadlineNs() <= nowNs || isSending();
  }

  boolean isSending() {
    return !sending.isEmpty();
  }

  @SuppressWarnings("EnumOrdinal") // The inverse of the look-up in WAKES.
  private int entryOf(LaneSeat seat, Wake kind) {
    return slotOf(seat) * WAKES.length + kind.ordinal();
  }

  private int slotOf(LaneSeat seat) {
    return seat.learnerId() / lanes;
  }
}
