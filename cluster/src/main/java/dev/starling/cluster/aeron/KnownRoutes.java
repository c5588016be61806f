package dev.starling.cluster.aeron;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The routes that a data plane was told of, each with an index that it keeps for good, since lanes
 * and directories hold it. Changed under the data plane's lock; any thread may ask for an index and
 * for what is wanted.
 */
final class KnownRoutes {
  private volatile List<Route> routes = List.of();
  private volatile List<Route> wanted = List.of();
  private final BitSet missing = new BitSet();

  /** The index of a route, or -1 when it was never added. */
  int indexOf(Route route) {
    return routes.indexOf(route);
  }

  Route get(int node) {
    return routes.get(node);
  }

  /** Routes to whose nodes frames are to go. */
  List<Route> wanted() {
    return wanted;
  }

  boolean isWanted(Route route) {
    return wanted.contains(route);
  }

  /** The index that a route has, or would have. */
  int indexFor(Route route) {
    int node = indexOf(route);
    return node >= 0 ? node : routes.size();
  }

  /** Wants a route that was not wanted, and notes that it has no streams yet. */
  int add(Route route) {
    int node = indexFor(route);
    if (node == routes.size()) {
      routes = with(routes, route);
    }
    wanted = with(wanted, route);
    missing.set(node);
    return node;
  }

  /** Wants a route no more; its index stays. */
  void remove(Route route) {
    wanted = wanted.stream().filter(each -> !each.equals(route)).toList();
    missing.clear(indexOf(route));
  }

  /** The route's streams are there. */
  void onOpened(int node) {
    missing.clear(node);
  }

  /** No wanted route has streams any more. */
  void onOutage() {
    wanted.forEach(route -> missing.set(indexOf(route)));
  }

  boolean isMissing(int node) {
    return missing.get(node);
  }

  /** Indices of the wanted routes that have no streams. */
  List<Integer> missing() {
    return missing.stream().boxed().toList();
  }

  private static List<Route> with(List<Route> routes, Route route) {
    List<Route> grown = new ArrayList<>(routes);
    grown.add(route);
    return List.copyOf(grown);
  }
}
