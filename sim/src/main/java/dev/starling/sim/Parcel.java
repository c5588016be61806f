package dev.starling.sim;

import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.FrameKind;
import dev.starling.learning.Learner;

/**
 * What one learner sends to another in one go, a push or a message of the exchange: the header of
 * all its frames, and which frames there are: a head with a value, then versions, then parameters,
 * each of them or not. Reused; used by one thread.
 */
final class Parcel {
  int source;
  int target;
  long sequence;
  long sourceVersion;
  double trim;

  /** Null for no head. */
  FrameKind headKind;

  long value;

  /** Null for no versions. */
  FrameKind versionsKind;

  FrameKind parametersKind;
  int firstParameter;
  int endParameter;

  /** The push that {@code learner} has just asked for. */
  Parcel push(Learner learner, int to) {
    source = learner.id();
    target = to;
    sequence = learner.pushSequence();
    sourceVersion = learner.versions().own();
    trim = learner.capacityTrim();
    headKind = null;
    versionsKind = FrameKind.PUSH_VERSIONS;
    parametersKind = FrameKind.PUSH_PARAMETERS;
    firstParameter = 0;
    endParameter = learner.parameters().length();
    return this;
  }

  /** The message that {@code learner} has just asked for. */
  Parcel message(Learner learner, ExchangeMessage message) {
    source = learner.id();
    target = message.target();
    sequence = message.sequence();
    sourceVersion = message.sourceVersion();
    trim = message.capacityTrim();
    headKind = message.headKind();
    value = message.value();
    versionsKind = message.versions() == null ? null : message.versionsKind();
    parametersKind = message.parametersKind();
    firstParameter = message.firstParameter();
    endParameter = message.endParameter();
    return this;
  }

  /** The same as {@code other}. */
  Parcel copy(Parcel other) {
    source = other.source;
    target = other.target;
    sequence = other.sequence;
    sourceVersion = other.sourceVersion;
    trim = other.trim;
    headKind = other.headKind;
    value = other.value;
    versionsKind = other.versionsKind;
    parametersKind = other.parametersKind;
    firstParameter = other.firstParameter;
    endParameter = other.endParameter;
    return this;
  }
}
