package dev.starling.ops.bench;

import java.util.ArrayList;
import java.util.List;

/** SGD with gossip end to end: two JVMs with a learner each, one push of the model per step. */
final class GossipBenchmark implements Benchmark {
  private static final int CLASSES = 10;
  private static final int BATCH = 32;
  private static final int TESTS = 100;
  private static final String SILENT = "gossip off";

  @Override
  public String name() {
    return "gossip";
  }

  @Override
  public String title() {
    return "two JVMs over IPC, one learner each, batch " + BATCH + ", a push of the model per step";
  }

  @Override
  public List<Contest> contests(Pace pace) {
    int side = pace.size(28, 5);
    int hidden = pace.size(100, 4);
    int parameters = (side * side + 1) * hidden + (hidden + 1) * CLASSES;
    var data = new GeneratedImages.Shape(pace.size(60_000, 200), TESTS, side);
    return List.of(
        new Contest(
            String.format("MLP of %,d parameters", parameters),
            "steps/s of both, each with a push mixed",
            () -> contenders(data, hidden, pace),
            new Target.Both(new Target.ShareOf(GlooPair.NAME, 3), new Target.ShareOf(SILENT, 0.75)),
            "the step itself; beside it a check, a copy, a check and a mix of the whole model"));
  }

  private static List<Contender> contenders(GeneratedImages.Shape data, int hidden, Pace pace) {
    List<Contender> all = new ArrayList<>();
    NodePair nodes = NodePair.overIpc(data);
    all.add(new SteppingPair(nodes, hidden, BATCH, true));
    all.add(new SteppingPair(nodes, hidden, BATCH, false));
    if (!pace.small()) {
      GlooPair.start(data.samples(), data.side() * data.side(), hidden, BATCH).ifPresent(all::add);
    }
    return all;
  }
}
