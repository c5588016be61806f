package dev.starling.sim;

import dev.starling.params.ParameterVector;
import java.util.ArrayDeque;

/**
 * The link by which one learner's frames leave, at a limited rate: one frame at a time, taking
 * turns frame by frame among all that is to be sent, which shares the link fairly. Used by one
 * thread.
 */
final class Link {
  private final ArrayDeque<Sending> sendings = new ArrayDeque<>();

  boolean isIdle() {
    return sendings.isEmpty();
  }

  void add(Sending sending) {
    sendings.addLast(sending);
  }

  /** What has the turn; its next frame is on its way out. */
  Sending current() {
    return sendings.peekFirst();
  }

  /** The frame is out: the next in line has the turn, and what is through leaves the line. */
  void turn() {
    Sending served = sendings.pollFirst();
    served.nextFrame++;
    if (served.nextFrame < served.frames) {
      sendings.addLast(served);
    }
  }

  /** Takes out what has the turn, or null when nothing is left. */
  Sending abandonNext() {
    return sendings.pollFirst();
  }

  /** One parcel on its way out. */
  static final class Sending {
    final Parcel parcel;
    final ParameterVector parameters;
    final int frames;
    final Flight first;
    final Flight second;
    int nextFrame;

    /**
     * @param parameters where they lie; null when the parcel has none
     * @param first null when the parcel will be lost, which takes the link's time all the same
     * @param second null unless the network makes two of it
     */
    Sending(Parcel parcel, ParameterVector parameters, int frames, Flight first, Flight second) {
      this.parcel = parcel;
      this.parameters = parameters;
      this.frames = frames;
      this.first = first;
      this.second = second;
    }
  }
}
