package dev.starling.sim;

/**
 * What virtual time needs to know beside the run's description. Immutable.
 *
 * @param stepSeconds natural clocks only: mean computing time of one mini-batch of a learner of
 *     speed 1; above 0. A paced clock has its own time and computing takes none
 * @param stepJitter natural clocks only: share of that time that is exponential and not fixed, in
 *     [0, 1]. At 0 learners of one speed go in step, which no real ones do
 * @param evaluatedLearners at most so many learners, drawn by the seed, are scored for a row of
 *     metrics; at least 1. The final scores are of all learners
 * @param network between the learners
 * @param churn of the learners
 */
public record VirtualOptions(
    double stepSeconds,
    double stepJitter,
    int evaluatedLearners,
    NetworkOptions network,
    ChurnOptions churn) {
  /** Milliseconds per mini-batch, a perfect network, and nobody leaves. */
  public static final VirtualOptions DEFAULT =
      new VirtualOptions(0.001, 0.1, 100, NetworkOptions.PERFECT, ChurnOptions.NONE);

  /** Checks every option. */
  public VirtualOptions {
    OptionCheck.above0("virtual.step-time", "seconds", stepSeconds);
    OptionCheck.share("virtual.step-jitter", stepJitter);
    OptionCheck.atLeast("virtual.evaluated-learners", "learners", evaluatedLearners, 1);
    if (network == null || churn == null) {
      throw new IllegalArgumentException("network and churn must be given");
    }
  }

  public VirtualOptions withStepTime(double seconds, double jitter) {
    return new VirtualOptions(seconds, jitter, evaluatedLearners, network, churn);
  }

  public VirtualOptions withEvaluatedLearners(int changed) {
    return new VirtualOptions(stepSeconds, stepJitter, changed, network, churn);
  }

  public VirtualOptions withNetwork(NetworkOptions changed) {
    return new VirtualOptions(stepSeconds, stepJitter, evaluatedLearners, changed, churn);
  }

  public VirtualOptions withChurn(ChurnOptions changed) {
    return new VirtualOptions(stepSeconds, stepJitter, evaluatedLearners, network, changed);
  }
}
