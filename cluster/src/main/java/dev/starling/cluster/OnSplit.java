package dev.starling.cluster;

/** What a part of a cluster does when it cannot reach the rest and cannot know whether it lives. */
public enum OnSplit {
  /** The part with more nodes goes on, of two equal ones that with the lowest address. */
  STOP("akka.cluster.sbr.SplitBrainResolverProvider"),
  /** Every part goes on alone; the smaller one joins the other again when it can be reached. */
  CONTINUE("dev.starling.cluster.ContinueAlone");

  private final String provider;

  OnSplit(String provider) {
    this.provider = provider;
  }

  String provider() {
    return provider;
  }
}
