package dev.starling.learning;

/**
 * How much of a received model is mixed in: θ ← (1−w)·θ + w·θ_p. The versions of a push arrive
 * before its parameters, so a rule knows both sides when it decides. Pure; used by any thread.
 */
public sealed interface MixingRule {

  /**
   * The weight w of a push.
   *
   * @param own what the receiving model contains
   * @param sourceVersion the source's own version
   * @param received what the received model contains, by column; longer arrays are fine
   * @return in [0, 1]
   */
  double weight(VersionVector own, long sourceVersion, long[] received);

  /** Uniform mixing with w = ½. */
  static MixingRule half() {
    return new Uniform(0.5);
  }

  /**
   * The same weight for every push. Mitra and Ulukus average, w = ½, which is the default.
   *
   * @param weight w in (0, 1]
   */
  record Uniform(double weight) implements MixingRule {
    public Uniform {
      if (!(weight > 0 && weight <= 1)) {
        throw new IllegalArgumentException("mixing weight must be in (0, 1], was " + weight);
      }
    }

    @Override
    public double weight(VersionVector own, long sourceVersion, long[] received) {
      return weight;
    }
  }

  /**
   * w = a_p/(a + a_p) with a the own updates in each model, as gossip learning weighs models by age
   * (Hegedűs, Danner and Jelasity, "Decentralized learning works", JPDC 2021): a model that has
   * seen three times the work of the other counts three times as much. ½ when both are new.
   */
  record AgeWeighted() implements MixingRule {
    @Override
    public double weight(VersionVector own, long sourceVersion, long[] received) {
      double ownAge = Version.count(own.own());
      double sourceAge = Version.count(sourceVersion);
      return ownAge + sourceAge == 0 ? 0.5 : sourceAge / (ownAge + sourceAge);
    }
  }

  /**
   * w = ½·(1 + gain)/(1 + gain + loss), with gain = Σ(N_p − N)⁺ the updates that the push would
   * bring and loss = Σ(N − N_p)⁺ those that it lacks, over the tracked origins. A push that lacks
   * nothing is averaged; one that brings nothing and lacks 9 updates has w = 0.05. A proposal of
   * this project, without a proof.
   */
  record StalenessWeighted() implements MixingRule {
    @Override
    public double weight(VersionVector own, long sourceVersion, long[] received) {
      double gain = own.lacks(received);
      double loss = own.exceeds(received);
      return 0.5 * (1 + gain) / (1 + gain + loss);
    }
  }
}
