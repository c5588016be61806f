package dev.starling.ops.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Parameters from the learner of one JVM into that of another over IPC, both ways at once, with SGD
 * paced so slowly that it does not happen.
 */
final class TransferBenchmark implements Benchmark {
  @Override
  public String name() {
    return "transfer";
  }

  @Override
  public String title() {
    return "models between the learners of two JVMs over IPC, mixed, both ways at once";
  }

  @Override
  public List<Contest> contests(Pace pace) {
    List<Contest> contests = new ArrayList<>();
    for (TransferCase each : TransferCase.all(pace)) {
      contests.add(
          new Contest(
              each.name(),
              "bytes of model/s",
              () -> contenders(each, pace),
              new Target.Both(
                  new Target.ShareOf(BARE, 0.85), new Target.ShareOf(PeerPair.ARTERY, 20)),
              "the media driver, which lets a publication go on; then copy, check, scale and add"));
    }
    return contests;
  }

  private static final String BARE = "bare loop";

  private static List<Contender> contenders(TransferCase which, Pace pace) {
    List<Contender> all = new ArrayList<>();
    all.add(new SaturatedPair(NodePair.overIpc(which.images()), which));
    BarePair bare = BarePair.overIpc(which.parameters());
    all.add(bare.as(BARE, "both", "both"));
    all.add(bare.as("bare loop, one way", "send", "receive"));
    all.add(bare.as("raw Aeron, one way", "publish", "poll"));
    all.add(new BareMixing("memcpy, one thread", which.parameters(), false));
    all.add(new BareMixing("sscal + saxpy, one thread", which.parameters(), true));
    if (!pace.small()) {
      all.addAll(PeerPair.start(which.parameters()));
    }
    return all;
  }
}
