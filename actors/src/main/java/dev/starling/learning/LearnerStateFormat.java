package dev.starling.learning;

/** The first values of a learner's saved state, by which it is known. */
final class LearnerStateFormat {
  /**
   * "SLRN" and the version of the format. Change the version with every change of what is saved.
   */
  static final long FORMAT = 0x4E524C5300000003L;

  private LearnerStateFormat() {}

  static void putHeader(StateWriter out, int learner, int parameters) {
    out.putLong(FORMAT);
    out.putInt(learner);
    out.putInt(parameters);
  }

  static void requireHeader(StateReader in, int learner, int parameters) {
    long format = in.getLong();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          String.format("not a learner's state of format %x but %x", FORMAT, format));
    }
    int savedLearner = in.getInt();
    if (savedLearner != learner) {
      throw new IllegalArgumentException(
          "the state is of learner " + savedLearner + ", not of " + learner);
    }
    int savedParameters = in.getInt();
    if (savedParameters != parameters) {
      throw new IllegalArgumentException(
          "the state has a model of "
              + savedParameters
              + " parameters, this learner one of "
              + parameters);
    }
  }
}
