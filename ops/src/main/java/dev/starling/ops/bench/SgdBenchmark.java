package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SGD as a learner does it, on data of the shape of Fashion-MNIST, on one thread. */
final class SgdBenchmark implements Benchmark {
  private static final int CLASSES = 10;
  private static final int[] BATCHES = {32, 128};
  private static final int[] HIDDEN = {100, 0};

  /** The batch at which DL4J is to be left behind, and by how much. */
  private static final int DL4J_BATCH = 32;

  private static final double DL4J_SHARE = 5;

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public String title() {
    return "SGD of a learner, MLP 784-100-10 and softmax 784-10, one thread";
  }

  @Override
  public List<Contest> contests(Pace pace) {
    List<Contest> contests = new ArrayList<>();
    for (int hidden : HIDDEN) {
      for (int batch : BATCHES) {
        contests.add(contest(hidden, batch, pace));
      }
    }
    return contests;
  }

  private static Contest contest(int hidden, int batch, Pace pace) {
    return new Contest(
        (hidden == 0 ? "softmax" : "MLP, " + hidden + " hidden") + ", batch " + batch,
        "samples/s",
        () -> contenders(hidden, batch, pace),
        target(batch),
        "the products of matrices, which OpenBLAS computes, and the gathering of the samples");
  }

  private static Target target(int batch) {
    Target torch = new Target.ShareOf(TorchSteps.NAME, 1);
    return batch == DL4J_BATCH
        ? new Target.Both(torch, new Target.ShareOf(Dl4jSteps.NAME, DL4J_SHARE))
        : torch;
  }

  private static List<Contender> contenders(int hidden, int batch, Pace pace) {
    DataSet data = GeneratedData.of(pace.size(60_000, 300), pace.size(784, 20), CLASSES);
    List<Contender> all = new ArrayList<>();
    all.add(new LearnerSteps(data, hidden, batch));
    all.add(new BareProducts(data.features(), hidden, CLASSES, batch));
    if (!pace.small()) {
      Optional<TorchSteps> torch = TorchSteps.start(data, hidden, batch);
      torch.ifPresent(all::add);
      Dl4jSteps.start(data, hidden, batch).ifPresent(all::add);
    }
    return all;
  }
}
