package dev.starling.actor;

/** What a learner's actor tells whoever started it. */
public sealed interface LearnerEvent extends ControlMessage {

  /**
   * The learner has its seat on {@code node}. Its clocks run if the run's do on that node; else
   * they start with them.
   *
   * @param incarnation as which it took the seat, which may be one that it was not asked for now
   * @param source where its model comes from
   * @param updates that the model was made with, in all incarnations
   */
  record Started(
      String runId, int learner, String node, int incarnation, StateSource source, long updates)
      implements LearnerEvent {}

  /**
   * The learner has left its seat on {@code node} because its shard moves, and its checkpoint, if
   * it saves any, is written: it can be started again at once.
   *
   * @param updates that its model was made with
   */
  record Left(String runId, int learner, String node, long updates) implements LearnerEvent {}

  /** The learner's actor ends because of a fault, described in one line. */
  record Failed(String runId, int learner, String cause) implements LearnerEvent {}
}
