package dev.starling.learning;

import dev.starling.params.ParameterVector;

/**
 * One message of the difference exchange that a host is to send, as frames of one header: {@link
 * #target()}, {@link #sequence()}, {@link #sourceVersion()} and {@link #capacityTrim()}. In order:
 *
 * <ol>
 *   <li>unless {@link #headKind()} is null, one frame of that kind with {@link #value()};
 *   <li>where {@link #versions()} is not null, all of it in frames of {@link #versionsKind()};
 *   <li>the parameters from {@link #firstParameter()} to before {@link #endParameter()} of {@link
 *       #parameters()}, in frames of {@link #parametersKind()}, each as they are when it leaves.
 * </ol>
 *
 * <p>The learner owns it and uses one object for message after message: it may be read from {@link
 * LearnerEffects#send} until {@link Learner#onPushSent} answers for it. Used by one thread.
 */
public final class ExchangeMessage {
  private Type type;
  private int target;
  private long sequence;
  private long value;
  private long sourceVersion;
  private double capacityTrim;
  private long[] versions;
  private ParameterVector parameters;
  private int firstParameter;
  private int endParameter;

  ExchangeMessage() {}

  /** A message of {@code type} that carries nothing but {@code value}. */
  ExchangeMessage aim(Type newType, int newTarget, long newSequence, long newValue) {
    type = newType;
    target = newTarget;
    sequence = newSequence;
    value = newValue;
    sourceVersion = 0;
    capacityTrim = 0;
    versions = null;
    parameters = null;
    firstParameter = 0;
    endParameter = 0;
    return this;
  }

  /** Adds versions, or null for none, with what its header says of their source. */
  void carryVersions(long[] newVersions, long newSourceVersion, double newTrim) {
    versions = newVersions;
    sourceVersion = newSourceVersion;
    capacityTrim = newTrim;
  }

  /** Adds the parameters {@code from} to before {@code to} of {@code all}. */
  void carryParameters(ParameterVector all, int from, int to) {
    parameters = all;
    firstParameter = from;
    endParameter = to;
  }

  void changeValue(long changed) {
    value = changed;
  }

  Type type() {
    return type;
  }

  /** The learner that it is for. */
  public int target() {
    return target;
  }

  /** What every frame of it has as its push sequence, 0 or more. */
  public long sequence() {
    return sequence;
  }

  /** Kind of its first frame, or null where it has none with a value. */
  public FrameKind headKind() {
    return type.head;
  }

  /** What the first frame carries. */
  public long value() {
    return value;
  }

  /** The source's own version, as every frame is to say. */
  public long sourceVersion() {
    return sourceVersion;
  }

  /** The source's capacity trim, as every frame is to say. */
  public double capacityTrim() {
    return capacityTrim;
  }

  /** Versions by column, as long as the vector; null for none. Not to be changed. */
  public long[] versions() {
    return versions;
  }

  public FrameKind versionsKind() {
    return type == Type.MODEL ? FrameKind.MODEL_VERSIONS : FrameKind.DIFFERENCE_VERSIONS;
  }

  /** Where the parameters lie; null where it carries none. */
  public ParameterVector parameters() {
    return parameters;
  }

  public FrameKind parametersKind() {
    return type == Type.MODEL ? FrameKind.MODEL_PARAMETERS : FrameKind.DIFFERENCE_PARAMETERS;
  }

  public int firstParameter() {
    return firstParameter;
  }

  public int endParameter() {
    return endParameter;
  }

  @Override
  public String toString() {
    return type + " " + sequence + " to learner " + target;
  }

  /** One for each thing that there is to say; {@link FrameKind} tells what. */
  enum Type {
    REQUEST(FrameKind.REQUEST),
    GRANT(FrameKind.GRANT),
    REFUSAL(FrameKind.REFUSAL),
    MODEL(null),
    DIFFERENCE(FrameKind.DIFFERENCE),
    QUERY(FrameKind.QUERY),
    RECEIPT(FrameKind.RECEIPT),
    GONE(FrameKind.GONE);

    private final FrameKind head;

    Type(FrameKind head) {
      this.head = head;
    }
  }
}
