package dev.starling.ops.bench;

import java.util.List;

/** Starling's: two learners that do nothing but push to each other, as fast as they can. */
final class SaturatedPair implements Contender {
  private final NodePair nodes;
  private final TransferCase which;

  SaturatedPair(NodePair nodes, TransferCase which) {
    this.nodes = nodes;
    this.which = which;
  }

  @Override
  public String name() {
    return STARLING;
  }

  @Override
  public double measure(double seconds) {
    return which.bytes()
        * nodes
            .run(
                List.of(
                    "run.model=mlp:" + which.hidden(),
                    "clock.kind=paced",
                    "clock.update-rate=0.001",
                    "gossip.capacity=fixed",
                    "gossip.rate=" + which.pushesPerSecond()),
                seconds)
            .pushes();
  }

  @Override
  public String note() {
    return nodes.note();
  }

  @Override
  public void close() {
    nodes.close();
  }
}
