package dev.starling.learning;

import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;

/**
 * One slot of the answering side of {@link ExchangeProtocol}: the ticket of one exchange, and the
 * difference that was added to θ under it, kept until its receipt comes. Owns memory of the size of
 * θ from its first use on. Used by one thread.
 */
final class AnsweredExchange implements AutoCloseable {
  private final ParameterView slice = new ParameterView();
  private final SourceNews news = new SourceNews();

  private boolean open;
  private boolean settled;
  private boolean replacing;
  private int initiator;
  private long id;
  private long ticket;
  private long usedNs;
  private boolean hasNews;
  private int received;

  private ParameterVector difference;
  private long[] ownVersions;
  private long ownVersion;
  private double ownTrim;

  void open(int newInitiator, long newId, long newTicket, long nowNs) {
    open = true;
    settled = false;
    replacing = false;
    initiator = newInitiator;
    id = newId;
    ticket = newTicket;
    usedNs = nowNs;
    hasNews = false;
    received = 0;
  }

  /** Free for the next one. */
  void release() {
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  boolean isOf(int source, long itsTicket) {
    return open && initiator == source && ticket == itsTicket;
  }

  boolean isFrom(int source) {
    return open && initiator == source;
  }

  int initiator() {
    return initiator;
  }

  /** Number of the request. */
  long id() {
    return id;
  }

  long ticket() {
    return ticket;
  }

  /** When it last saw or sent something. */
  long usedNs() {
    return usedNs;
  }

  void touch(long nowNs) {
    usedNs = nowNs;
  }

  SourceNews news() {
    return news;
  }

  boolean isReplacing() {
    return replacing;
  }

  /** Whether θ, where the peer's slice would go, is fit to be added to. */
  boolean isSaneUnder(FrameView frame, MixedModel model) {
    return model.guard().isSane(slice.wrap(model.theta(), received, frame.length()));
  }

  /** Whether no more of the peer's model is taken. */
  boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
  }

  /** How many parameters of the difference were added to θ, from the first on. */
  int added() {
    return replacing ? 0 : received;
  }

  /** Whether all {@code parameters} of the peer's model were taken. */
  boolean isWhole(int parameters) {
    return received == parameters;
  }

  /** Whether a slice would be added to what earlier slices have replaced, or the reverse. */
  boolean isAtOddsWith(boolean nowReplacing) {
    return received > 0 && replacing != nowReplacing;
  }

  /** Whether {@code frame} is beyond the one that follows: one between was lost. */
  boolean misses(FrameView frame) {
    return frame.kind() == FrameKind.MODEL_PARAMETERS && frame.offset() > received;
  }

  boolean expectsVersions(FrameView frame, VersionVector known) {
    if (!hasNews) {
      news.begin(frame, known);
      hasNews = true;
    }
    return news.expects(frame);
  }

  boolean expectsParameters(FrameView frame) {
    return hasNews && news.isComplete() && frame.offset() == received;
  }

  /** Adds half of what the peer's slice is above θ's to θ, and keeps it. */
  void add(FrameView frame, MixedModel model) {
    if (received == 0) {
      capture(model);
    }
    ParameterVector theta = model.theta();
    int length = frame.length();
    slice.wrap(theta, received, length);
    Kernels.mix(difference, received, slice, 1);
    Kernels.mix(difference, received, frame.parameters(), ExchangeProtocol.WEIGHT);
    Kernels.axpy(-1, slice, difference, received);
    Kernels.axpy(1, slice.wrap(difference, received, length), theta, received);
    received += length;
  }

  /** Takes the peer's slice in the place of θ's, which has diverged. */
  void replace(FrameView frame, MixedModel model) {
    replacing = true;
    PushProtocol.clear(model.theta(), received, frame.length());
    Kernels.mix(model.theta(), received, frame.parameters(), 1);
    received += frame.length();
  }

  /** Puts the difference from parameter {@code from} on into {@code message}. */
  void fill(ExchangeMessage message, int from) {
    message.changeValue(received);
    if (from < received) {
      boolean isWhole = received == difference.length();
      message.carryVersions(isWhole ? ownVersions : null, ownVersion, ownTrim);
      message.carryParameters(difference, from, received);
    }
  }

  @Override
  public void close() {
    open = false;
    if (difference != null) {
      difference.close();
      difference = null;
    }
  }

  /** Before anything is added: what the difference will have been made with at least. */
  private void capture(MixedModel model) {
    if (difference == null) {
      difference = ParameterVector.allocate(model.parameters());
      ownVersions = new long[model.versions().count()];
    }
    model.versions().copyTo(ownVersions);
    ownVersion = model.versions().own();
    ownTrim = model.gossip().trim();
  }
}
