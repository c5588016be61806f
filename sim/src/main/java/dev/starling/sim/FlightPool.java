package dev.starling.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The flights of a run: those in the air, and those that wait to be used again. It grows to the
 * largest number that were ever in the air at one time, at most {@value #MOST_BYTES} bytes of θ,
 * and owns their memory. Used by one thread.
 */
final class FlightPool implements AutoCloseable {
  private static final long MOST_BYTES = 8L << 30;

  private final FrameCut cut;
  private final List<Flight> all = new ArrayList<>();
  private final ArrayDeque<Flight> idle = new ArrayDeque<>();

  FlightPool(FrameCut cut) {
    this.cut = cut;
  }

  Flight take() {
    Flight flight = idle.poll();
    if (flight == null) {
      requireRoom();
      flight = new Flight(cut);
      all.add(flight);
    }
    return flight;
  }

  void giveBack(Flight flight) {
    idle.push(flight);
  }

  int inTheAir() {
    return all.size() - idle.size();
  }

  @Override
  public void close() {
    all.forEach(Flight::close);
    all.clear();
    idle.clear();
  }

  private void requireRoom() {
    long bytes = (all.size() + 1L) * cut.parameters() * Float.BYTES;
    if (bytes > MOST_BYTES) {
      throw new IllegalStateException(
          all.size()
              + " pushes of "
              + cut.parameters()
              + " parameters are on their way at once, over "
              + MOST_BYTES
              + " bytes: shorten network.latency or lower the gossip rate");
    }
  }
}
