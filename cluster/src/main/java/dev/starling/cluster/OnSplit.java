package dev.starling.cluster;

/** What a part of a cluster does when it cannot reach the rest and cannot know whether it lives. */
public enum OnSplit {
  /** The part with more nodes goes on, of two equal ones that with the lowest address. */
  STOP("akka.cluster.sbr.SplitBrainResolverProvider"),
  /** Every part goes on alone. */
  CONTINUE(ContinueAlone.class.getName());

  private final String provider;

  OnSplit(String provider) {
    this.provider = provider;
  }

  String provider() {
    return provider;
  }
}
