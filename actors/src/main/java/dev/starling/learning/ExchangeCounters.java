package dev.starling.learning;

/**
 * What became of a learner's difference exchanges, as plain counts since its creation. Written by
 * the learner's thread.
 */
public final class ExchangeCounters {
  long begun;
  long refused;
  long unanswered;
  long voided;
  long completed;
  long granted;
  long turnedAway;
  long answered;
  long queries;
  long reminders;
  long abandoned;
  long stale;
  long messagesDropped;

  ExchangeCounters() {}

  /** Exchanges asked for. */
  public long begun() {
    return begun;
  }

  /** Of these, refused by a peer that had too many under way. */
  public long refused() {
    return refused;
  }

  /** Of these, given up unsent or without an answer in time; nothing had been exchanged. */
  public long unanswered() {
    return unanswered;
  }

  /** Of these, granted but ended with nothing exchanged, because the model was lost. */
  public long voided() {
    return voided;
  }

  /** Of these, ended with both models changed, whole or in part. */
  public long completed() {
    return completed;
  }

  /** Exchanges granted to others. */
  public long granted() {
    return granted;
  }

  /** Requests of others that were refused because all slots were taken. */
  public long turnedAway() {
    return turnedAway;
  }

  /** Exchanges granted to others that ended, the difference received by them. */
  public long answered() {
    return answered;
  }

  /** Times that the learner asked again for a difference that had not come. */
  public long queries() {
    return queries;
  }

  /** Times that the learner reminded a peer of a difference that was not acknowledged. */
  public long reminders() {
    return reminders;
  }

  /**
   * Exchanges given up half-way because the peer is gone, or this learner's own model, or the run
   * is over: the only ones that change the sum of the models.
   */
  public long abandoned() {
    return abandoned;
  }

  /** Frames of exchanges that have ended, or that were seen before. */
  public long stale() {
    return stale;
  }

  /** Messages dropped because too many were waiting to be sent; they are asked for again. */
  public long messagesDropped() {
    return messagesDropped;
  }

  void save(StateWriter out) {
    out.putLong(begun);
    out.putLong(refused);
    out.putLong(unanswered);
    out.putLong(voided);
    out.putLong(completed);
    out.putLong(granted);
    out.putLong(turnedAway);
    out.putLong(answered);
    out.putLong(queries);
    out.putLong(reminders);
    out.putLong(abandoned);
    out.putLong(stale);
    out.putLong(messagesDropped);
  }

  void restore(StateReader in) {
    begun = in.getLong();
    refused = in.getLong();
    unanswered = in.getLong();
    voided = in.getLong();
    completed = in.getLong();
    granted = in.getLong();
    turnedAway = in.getLong();
    answered = in.getLong();
    queries = in.getLong();
    reminders = in.getLong();
    abandoned = in.getLong();
    stale = in.getLong();
    messagesDropped = in.getLong();
  }

  void add(ExchangeCounters other, int times) {
    begun += times * other.begun;
    refused += times * other.refused;
    unanswered += times * other.unanswered;
    voided += times * other.voided;
    completed += times * other.completed;
    granted += times * other.granted;
    turnedAway += times * other.turnedAway;
    answered += times * other.answered;
    queries += times * other.queries;
    reminders += times * other.reminders;
    abandoned += times * other.abandoned;
    stale += times * other.stale;
    messagesDropped += times * other.messagesDropped;
  }
}
