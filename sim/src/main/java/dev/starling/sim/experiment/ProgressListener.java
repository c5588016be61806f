package dev.starling.sim.experiment;

/**
 * Hears how far the bounds are. Called on the threads that compute them, by one at a time, at most
 * a hundred times; an exception that it throws fails the computation.
 */
@FunctionalInterface
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener NONE = share -> {};

  /**
   * @param share of the sample gradients that are done, in [0, 1], growing
   */
  void onProgress(double share);
}
