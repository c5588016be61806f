package dev.starling.sim;

import dev.starling.learning.DeadlineQueue;
import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerState;
import dev.starling.learning.Offer;
import dev.starling.learning.VersionVector;
import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;

/**
 * Carries pushes, and the messages of exchanges, between the seats of a {@link VirtualCluster}, and
 * does to them what {@link NetworkOptions} say. What arrives at once is handed over from its
 * source's own memory; all else is copied, each frame as it leaves, into a pooled block outside the
 * heap. Used by one thread.
 */
final class FaultyNetwork implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final NetworkOptions options;
  private final Seat[] seats;
  private final FrameCut cut;
  private final PushFaults[] faults;
  private final TraceHash trace;
  private final VirtualFrame frame;
  private final Parcel parcel = new Parcel();
  private final ParameterView slice = new ParameterView();
  private final FlightPool flights;
  private final ArrivalQueue arrivals = new ArrivalQueue();
  private final Link[] links;
  private final DeadlineQueue linkTurns;
  private final boolean instant;
  private final NetworkTally tally = new NetworkTally();

  /**
   * @param loss share of the pushes lost whole, over all causes
   */
  FaultyNetwork(
      NetworkOptions options, double loss, long seed, Seat[] seats, FrameCut cut, TraceHash trace) {
    this.options = options;
    this.seats = seats;
    this.cut = cut;
    this.trace = trace;
    frame = new VirtualFrame(cut);
    flights = new FlightPool(cut);
    instant = options.isInstant();
    faults = new PushFaults[seats.length];
    for (int i = 0; i < seats.length; i++) {
      faults[i] = new PushFaults(options, loss, seed, i);
    }
    links = new Link[options.bytesPerSecond() > 0 ? seats.length : 0];
    for (int i = 0; i < links.length; i++) {
      links[i] = new Link();
    }
    linkTurns = new DeadlineQueue(links.length);
  }

  /** When something happens next; {@link Long#MAX_VALUE} when nothing is on its way. */
  long nextNs() {
    return Math.min(arrivals.nextNs(), linkTurns.nextDeadlineNs());
  }

  /** Lets happen what is next; frames arrive before frames leave at one instant. */
  void advance(long nowNs) {
    if (arrivals.nextNs() <= linkTurns.nextDeadlineNs()) {
      Flight flight = arrivals.nextFlight();
      int from = arrivals.nextFromFrame();
      int to = arrivals.nextToFrame();
      arrivals.removeNext();
      arrive(flight, from, to, nowNs);
    } else {
      turnLink(linkTurns.poll(), nowNs);
    }
  }

  /** Takes over the push that the learner in {@code source} has just asked for. */
  void push(Seat source, int target, long nowNs) {
    Learner learner = source.learner();
    parcel.push(learner, target);
    send(source, learner.versions(), null, learner.parameters(), nowNs);
  }

  /** Takes over the message that the learner in {@code source} has just asked for. */
  void message(Seat source, ExchangeMessage message, long nowNs) {
    parcel.message(source.learner(), message);
    send(source, null, message.versions(), message.parameters(), nowNs);
  }

  /** A learner is gone: what is still on its way out of it will not leave. */
  void abandonSending(int source) {
    if (links.length == 0) {
      return;
    }
    linkTurns.clear(source);
    Link.Sending cutOff = links[source].abandonNext();
    while (cutOff != null) {
      tally.framesAbsent += abandon(cutOff);
      cutOff = links[source].abandonNext();
    }
  }

  NetworkCounters counters() {
    return tally.counters(flights.inTheAir());
  }

  @Override
  public void close() {
    flights.close();
  }

  private void send(
      Seat source, VersionVector live, long[] captured, ParameterVector from, long nowNs) {
    PushFaults fate = faults[source.id()];
    int frames = cut.frames(parcel);
    boolean loses = fate.losesPush();
    boolean doubles = !loses && fate.duplicatesPush();
    tally.sent++;
    tally.duplicated += doubles ? 1 : 0;
    if (loses) {
      tally.lost++;
      tally.framesFaulty += frames;
    }
    if (links.length > 0) {
      Flight first = loses ? null : take(frames, live, captured);
      Flight second = doubles ? take(frames, live, captured) : null;
      queue(
          source, new Link.Sending(new Parcel().copy(parcel), from, frames, first, second), nowNs);
      return;
    }
    tally.bytes += cut.bytes(parcel);
    for (int copies = loses ? 0 : doubles ? 2 : 1; copies > 0; copies--) {
      if (instant) {
        deliverLive(frames, live, captured, from, fate, nowNs);
      } else {
        emitWhole(take(frames, live, captured), frames, from, nowNs);
      }
    }
    source.onSent(Offer.SENT, nowNs);
  }

  private void deliverLive(
      int frames,
      VersionVector live,
      long[] captured,
      ParameterVector from,
      PushFaults fate,
      long nowNs) {
    Seat target = seats[parcel.target];
    boolean reached = false;
    if (live != null) {
      frame.live(parcel, live, from);
    } else {
      frame.captured(parcel, captured, from);
    }
    for (int i = 0; i < frames; i++) {
      if (fate.losesFrame(parcel.source, parcel.target, nowNs)) {
        tally.framesFaulty++;
      } else {
        reached |= hand(target, i, nowNs);
      }
    }
    tally.settle(reached);
  }

  private Flight take(int frames, VersionVector live, long[] captured) {
    Flight flight = flights.take();
    flight.begin(parcel, frames, faults[parcel.source].latencyNs(), live, captured);
    return flight;
  }

  private void emitWhole(Flight flight, int frames, ParameterVector from, long nowNs) {
    int parameters = flight.parcel.endParameter - flight.parcel.firstParameter;
    if (parameters > 0) {
      flight.capture(from, flight.parcel.firstParameter, parameters);
      tally.copiedBytes += (long) parameters * Float.BYTES;
    }
    if (faults[flight.parcel.source].keepsFramesTogether()) {
      arrivals.add(nowNs + flight.latencyNs, flight, 0, frames);
      return;
    }
    for (int i = 0; i < frames; i++) {
      emit(flight, i, nowNs);
    }
  }

  private void emit(Flight flight, int index, long nowNs) {
    PushFaults fate = faults[flight.parcel.source];
    if (fate.losesFrame(flight.parcel.source, flight.parcel.target, nowNs)) {
      tally.framesFaulty++;
      account(flight, 1);
    } else {
      arrivals.add(nowNs + flight.latencyNs + fate.delayNs(), flight, index, index + 1);
    }
  }

  private void arrive(Flight flight, int from, int to, long nowNs) {
    Seat target = seats[flight.parcel.target];
    frame.captured(flight.parcel, flight.versions, flight.theta);
    for (int i = from; i < to; i++) {
      flight.delivered |= hand(target, i, nowNs);
    }
    account(flight, to - from);
  }

  private boolean hand(Seat target, int index, long nowNs) {
    if (target.isAway()) {
      tally.framesAbsent++;
      return false;
    }
    tally.framesDelivered++;
    frame.at(index);
    trace.add(nowNs ^ (long) target.id() << Integer.SIZE);
    trace.add(frame.pushSequence() ^ (long) frame.source() << Integer.SIZE ^ index);
    target.onFrame(frame, nowNs);
    return true;
  }

  private void account(Flight flight, int frames) {
    flight.framesPending -= frames;
    if (flight.framesPending == 0) {
      tally.settle(flight.delivered);
      flights.giveBack(flight);
    }
  }

  private void queue(Seat source, Link.Sending sending, long nowNs) {
    Link link = links[source.id()];
    boolean idle = link.isIdle();
    link.add(sending);
    if (idle) {
      beginFrame(source, nowNs);
    }
  }

  private void beginFrame(Seat source, long nowNs) {
    Link link = links[source.id()];
    Link.Sending sending = link.current();
    int index = sending.nextFrame;
    if (!isFitToLeave(source.learner(), sending, index)) {
      tally.framesWithheld += abandon(link.abandonNext());
      if (!link.isIdle()) {
        beginFrame(source, nowNs);
      }
      source.onSent(Offer.ABANDONED, nowNs);
      return;
    }
    capture(sending.first, sending, index);
    capture(sending.second, sending, index);
    double bytes = cut.bytes(sending.parcel, index);
    linkTurns.set(source.id(), nowNs + (long) Math.ceil(bytes * NANOS / options.bytesPerSecond()));
  }

  /** The source trains on while its push leaves, so what it checked then may be gone. */
  private boolean isFitToLeave(Learner source, Link.Sending sending, int index) {
    if (!carriesParameters(sending.parcel, index)) {
      return true;
    }
    slice.wrap(
        sending.parameters, cut.offset(sending.parcel, index), cut.length(sending.parcel, index));
    return source.state() != LearnerState.QUARANTINED && Kernels.isSane(slice, Float.MAX_VALUE);
  }

  private boolean carriesParameters(Parcel sent, int index) {
    return cut.kind(sent, index) == sent.parametersKind;
  }

  private void capture(Flight flight, Link.Sending sending, int index) {
    if (flight != null && carriesParameters(flight.parcel, index)) {
      int length = cut.length(flight.parcel, index);
      flight.capture(sending.parameters, cut.offset(flight.parcel, index), length);
      tally.copiedBytes += (long) length * Float.BYTES;
    }
  }

  private void turnLink(int id, long nowNs) {
    Link link = links[id];
    Link.Sending sending = link.current();
    int index = sending.nextFrame;
    tally.bytes += cut.bytes(sending.parcel, index);
    if (sending.first != null) {
      emit(sending.first, index, nowNs);
    }
    if (sending.second != null) {
      emit(sending.second, index, nowNs);
    }
    link.turn();
    if (!link.isIdle()) {
      beginFrame(seats[id], nowNs);
    }
    if (sending.nextFrame == sending.frames) {
      seats[id].onSent(Offer.SENT, nowNs);
    }
  }

  /** Accounts for the frames that have not left, and returns how many they are. */
  private long abandon(Link.Sending sending) {
    int frames = sending.frames - sending.nextFrame;
    return abandon(sending.first, frames) + abandon(sending.second, frames);
  }

  private long abandon(Flight flight, int frames) {
    if (flight == null) {
      return 0;
    }
    account(flight, frames);
    return frames;
  }
}
