package dev.starling.learning;

import java.util.function.Consumer;

/** Cuts what a learner asks to be sent into frames, as a host does. */
final class TestFrames {
  private TestFrames() {}

  /** Hands the frames of {@code message} to {@code each}, all in the one object {@code frame}. */
  static void of(
      ExchangeMessage message, int source, int length, TestFrame frame, Consumer<TestFrame> each) {
    frame
        .push(source, message.target(), message.sequence())
        .sourceVersion(message.sourceVersion())
        .trim(message.capacityTrim());
    if (message.headKind() != null) {
      each.accept(frame.value(message.headKind(), message.value()));
    }
    long[] versions = message.versions();
    for (int at = 0; versions != null && at < versions.length; at += length) {
      int count = Math.min(length, versions.length - at);
      each.accept(frame.versions(versions, at, count).as(message.versionsKind()));
    }
    for (int at = message.firstParameter(); at < message.endParameter(); at += length) {
      int count = Math.min(length, message.endParameter() - at);
      each.accept(frame.parameters(message.parameters(), at, count).as(message.parametersKind()));
    }
  }
}
