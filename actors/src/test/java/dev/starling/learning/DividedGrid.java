package dev.starling.learning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** A network of learners with random versions, measured whole and by nodes that exchange counts. */
final class DividedGrid {
  static final long INTERVAL_NS = 20_000_000;

  final int learners;
  final Origins origins;
  final StalenessGrid whole;
  final List<StalenessGrid> nodes = new ArrayList<>();
  final LinkLog wholeLog;
  final List<LinkLog> logs = new ArrayList<>();
  final int[] homes;
  final BitSet live = new BitSet();

  private final VersionVector[] vectors;
  private final Random random;

  DividedGrid(Origins origins, int nodeCount, Random random) {
    this.origins = origins;
    this.random = random;
    learners = origins.learners();
    live.set(0, learners);
    homes = random.ints(learners, 0, nodeCount).toArray();
    vectors = new VersionVector[learners];
    for (int i = 0; i < learners; i++) {
      vectors[i] = new VersionVector(origins, i, 0);
    }
    whole = new StalenessGrid(learners, origins, INTERVAL_NS, 0);
    wholeLog = new LinkLog(origins);
    for (int node = 0; node < nodeCount; node++) {
      nodes.add(new StalenessGrid(learners, origins, INTERVAL_NS, 0));
      logs.add(new LinkLog(origins));
    }
    expect();
  }

  BitSet hosted(int node) {
    BitSet hosted = new BitSet();
    for (int i = 0; i < learners; i++) {
      hosted.set(i, homes[i] == node);
    }
    return hosted;
  }

  /** Who is there, and where, has changed. */
  void expect() {
    whole.expect(live);
    for (int node = 0; node < nodes.size(); node++) {
      nodes.get(node).expect(live, hosted(node));
    }
  }

  /** Updates and pushes of about a row's time; a fifth of the pushes are lost. */
  void letHappen(int events, long nowNs) {
    for (int event = 0; event < events; event++) {
      int learner = random.nextInt(learners);
      int peer = random.nextInt(learners);
      if (!live.get(learner)) {
        continue;
      }
      vectors[learner].advanceOwn();
      if (peer != learner && live.get(peer)) {
        push(learner, peer, nowNs);
      }
    }
  }

  private void push(int source, int target, long nowNs) {
    wholeLog.onSent(source, target);
    logs.get(homes[source]).onSent(source, target);
    if (random.nextInt(5) > 0) {
      long[] columns = new long[origins.count()];
      vectors[source].copyTo(columns);
      vectors[target].raise(columns);
      wholeLog.onMixed(source, target, nowNs);
      logs.get(homes[target]).onMixed(source, target, nowNs);
    }
  }

  /** Records everybody who is there, in an order of its own on each node. */
  void record(long row) {
    for (int i = live.nextSetBit(0); i >= 0; i = live.nextSetBit(i + 1)) {
      whole.record(i, row, vectors[i]);
    }
    for (int i = live.length() - 1; i >= 0; i = live.previousSetBit(i - 1)) {
      nodes.get(homes[i]).record(i, row, vectors[i]);
    }
  }

  /** Every node tells every other one what it has recorded since it last did. */
  void exchange() {
    for (int from = 0; from < nodes.size(); from++) {
      OwnVersions told = nodes.get(from).takeOwn();
      while (!told.isEmpty()) {
        for (int to = 0; to < nodes.size(); to++) {
          if (to != from) {
            nodes.get(to).recordOwn(told);
          }
        }
        told = nodes.get(from).takeOwn();
      }
    }
  }

  /** What all nodes have measured. */
  StalenessPart part() {
    return nodes.stream().map(StalenessGrid::part).reduce(StalenessPart.NONE, StalenessPart::plus);
  }
}
