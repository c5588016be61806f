package dev.starling.cluster.aeron;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.NanoClock;

/**
 * The lanes of one node. It belongs to the node, not to Akka's dispatcher, and is closed after the
 * actor system has ended, when no learner is left to free.
 */
public final class LaneGroup implements AutoCloseable {
  private static final Map<String, LaneGroup> GROUPS = new ConcurrentHashMap<>();

  private final String key;
  private final List<Lane> lanes = new ArrayList<>();

  private LaneGroup(String key) {
    this.key = key;
  }

  /**
   * Starts {@code plane}'s lanes.
   *
   * @param node name of the node, for the control plane
   * @param key under which the dispatcher finds them; unique in this JVM
   * @param faults receives what escapes a lane's duty cycle, and must end the node
   */
  public static LaneGroup start(
      String key,
      String node,
      int count,
      DataPlane plane,
      Directory directory,
      NanoClock clock,
      ErrorHandler faults) {
    LaneGroup group = new LaneGroup(key);
    for (int index = 0; index < count; index++) {
      group.lanes.add(new Lane(node, index, count, plane, directory, clock, faults));
    }
    if (GROUPS.putIfAbsent(key, group) != null) {
      throw new IllegalStateException("lanes with the key " + key + " run already");
    }
    group.lanes.forEach(Lane::startThread);
    return group;
  }

  static LaneGroup byKey(String key) {
    LaneGroup group = GROUPS.get(key);
    if (group == null) {
      throw new IllegalStateException("no lanes with the key " + key + " run in this JVM");
    }
    return group;
  }

  public int size() {
    return lanes.size();
  }

  public Lane lane(int index) {
    return lanes.get(index);
  }

  /** The lane that runs {@code learner}. */
  public Lane laneOf(int learner) {
    return lanes.get(Math.floorMod(learner, lanes.size()));
  }

  public List<Lane> all() {
    return List.copyOf(lanes);
  }

  /** Stops the threads; learners that are still seated are freed. */
  @Override
  public void close() {
    GROUPS.remove(key);
    CloseHelper.closeAll(lanes);
  }
}
