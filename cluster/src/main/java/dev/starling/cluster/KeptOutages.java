package dev.starling.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the record of the outages that the nodes of a run have reported. What a node had that has
 * gone stays; one that comes back under its name counts anew, in an entry of its own. Used by one
 * thread.
 */
final class KeptOutages {
  /** Longer records would not fit a message; the oldest stay. */
  static final int MAX_KEPT = 100;

  /** Where a node stands that has no place in the list. */
  private static final int NOWHERE = -1;

  private final List<NodeOutages> kept;

  /** By name, where nodes that take part and had an outage stand in the list. */
  private final Map<String, Integer> open = new HashMap<>();

  private int notKept;

  /**
   * @param before what the keeper before this one has recorded
   */
  KeptOutages(Attendance before) {
    kept = new ArrayList<>(before.outages());
    notKept = before.outagesNotKept();
    for (int i = 0; i < kept.size(); i++) {
      open.put(kept.get(i).node(), i);
    }
  }

  /** A node has reported; one that had none needs no entry. */
  void hear(NodeOutages now) {
    if (now.count() == 0) {
      return;
    }
    int entry = open.getOrDefault(now.node(), NOWHERE);
    if (entry != NOWHERE && isSameStay(kept.get(entry), now)) {
      kept.set(entry, now);
    } else if (kept.size() < MAX_KEPT) {
      open.put(now.node(), kept.size());
      kept.add(now);
    } else if (entry != NOWHERE || !open.containsKey(now.node())) {
      open.put(now.node(), NOWHERE);
      notKept++;
    }
  }

  /** What a node reports only grows, until it comes back as a new one. */
  private static boolean isSameStay(NodeOutages before, NodeOutages now) {
    return now.count() >= before.count() && now.seconds() >= before.seconds();
  }

  /** A node has gone. */
  void onDeparture(String node) {
    open.remove(node);
  }

  /** Nodes with outages beyond the {@value #MAX_KEPT} that are kept. */
  int notKept() {
    return notKept;
  }

  /** In the order in which the nodes had their first; at most {@value #MAX_KEPT}. */
  List<NodeOutages> list() {
    return List.copyOf(kept);
  }
}
