package dev.starling.ops.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * As {@link TransferBenchmark}, over UDP: each JVM has an address and a media driver of its own.
 */
final class UdpTransferBenchmark implements Benchmark {
  private static final int[] MTUS = {1408, 8192, 65_504};
  private static final String RAW = "raw Aeron";

  @Override
  public String name() {
    return "transfer-udp";
  }

  @Override
  public String title() {
    return "models between the learners of two JVMs over UDP on the loopback, mixed, both ways";
  }

  @Override
  public List<Contest> contests(Pace pace) {
    TransferCase which = TransferCase.all(pace).get(0);
    List<Contest> contests = new ArrayList<>();
    for (int mtu : pace.small() ? new int[] {MTUS[0]} : MTUS) {
      contests.add(
          new Contest(
              which.name() + ", MTU " + mtu,
              "bytes of model/s",
              () -> contenders(which, mtu),
              new Target.ShareOf(RAW, 0.7),
              "the media drivers and the system calls, one for each packet"));
    }
    return contests;
  }

  private static List<Contender> contenders(TransferCase which, int mtu) {
    List<Contender> all = new ArrayList<>();
    all.add(new SaturatedPair(NodePair.overUdp(which.images(), mtu), which));
    BarePair bare = BarePair.overUdp(which.parameters(), mtu);
    all.add(bare.as(RAW, "both-raw", "both-raw"));
    all.add(bare.as("raw Aeron, one way", "publish", "poll"));
    all.add(bare.as("bare loop", "both", "both"));
    return all;
  }
}
