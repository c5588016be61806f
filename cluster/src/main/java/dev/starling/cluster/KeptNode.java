package dev.starling.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import dev.starling.cluster.aeron.Route;

/** A node as the keeper of a run knows it. Used by one thread. */
final class KeptNode {
  private static final double NANOS = 1e9;

  /** So many reports may be missing before a node counts as silent. */
  private static final double MISSED = 3;

  private static final double LEAST_SILENCE_SECONDS = 3;

  private final ActorRef<ReporterMessage> reporter;
  private final Address address;
  private String name;
  private Route route;
  private State state = State.PREPARING;
  private long heardNs = Membership.NEVER;
  private double arrivedSeconds;
  private boolean isUnfit;

  KeptNode(ActorRef<ReporterMessage> reporter, Address address) {
    this.reporter = reporter;
    this.address = address;
    name = NodeAddress.text(address);
  }

  /** How far a node is with the run. */
  enum State {
    /** It loads the data. */
    PREPARING,
    /** It can seat learners. */
    PREPARED,
    /** Its streams to the others are open. */
    CONNECTED,
    /** Its clocks run. */
    RUNNING,
    /** Its clocks stand and its scores are here. */
    ENDED
  }

  ActorRef<ReporterMessage> reporter() {
    return reporter;
  }

  /** Its name; until it has told that, its address. */
  String name() {
    return name;
  }

  /** It has told its name. */
  void named(String itsName) {
    name = itsName;
  }

  /** Of its control plane. */
  Address address() {
    return address;
  }

  Route route() {
    return route;
  }

  State state() {
    return state;
  }

  boolean isAtLeast(State least) {
    return state.compareTo(least) >= 0;
  }

  void prepared(Route itsRoute) {
    route = itsRoute;
    named(itsRoute.node());
    reach(State.PREPARED);
  }

  /** It does not go back: a node that answers twice has answered once. */
  void reach(State next) {
    if (!isAtLeast(next)) {
      state = next;
    }
  }

  /**
   * It is asked to take part, at that run time.
   *
   * @param knownAs until it tells its name, which one that is about to leave never does
   */
  void arrives(String knownAs, double nowSeconds) {
    named(knownAs);
    arrivedSeconds = nowSeconds;
  }

  /** Run time when it was asked to take part; of no meaning before the clocks run. */
  double arrivedSeconds() {
    return arrivedSeconds;
  }

  /** It has said something. */
  void heard(long nowNs) {
    heardNs = nowNs;
  }

  /**
   * How long ago its last word was, where its clocks run and it has missed some reports; else 0.
   *
   * @param interval seconds between two reports
   */
  double silentSeconds(long nowNs, double interval) {
    double seconds = (nowNs - heardNs) / NANOS;
    boolean isSilent =
        state == State.RUNNING
            && heardNs != Membership.NEVER
            && seconds > Math.max(LEAST_SILENCE_SECONDS, MISSED * interval);
    return isSilent ? seconds : 0;
  }

  /** It cannot do its part, and is to leave; returns whether that is news. */
  boolean becomesUnfit() {
    boolean isNews = !isUnfit;
    isUnfit = true;
    return isNews;
  }

  /** Why it goes, if it goes now. */
  Membership.Absence dated(Membership.Absence absence) {
    return isUnfit ? absence.heardAt(heardNs).of("failed") : absence.heardAt(heardNs);
  }

  void tell(ReporterMessage message) {
    reporter.tell(message);
  }
}
