package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;

/**
 * How many learners in virtual time fit in a megabyte of heap; their θ lie outside. Of small
 * clusters there are many, since what a collection leaves by chance is as much as one.
 */
final class HeapOfLearners implements Contender {
  private static final double MEGABYTE = 1e6;
  private static final double MOMENT = 0.01;

  private final String name;
  private final int learnersInAll;
  private final VirtualLearners.Crowd crowd;
  private final DataSet data;
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  HeapOfLearners(String name, int learnersInAll, VirtualLearners.Crowd crowd, DataSet data) {
    this.name = name;
    this.learnersInAll = learnersInAll;
    this.crowd = crowd;
    this.data = data;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double measure(double seconds) {
    long before = used();
    List<VirtualLearners> clusters = new ArrayList<>();
    try {
      while (clusters.size() * crowd.learners() < learnersInAll) {
        clusters.add(new VirtualLearners(crowd, data));
        clusters.get(clusters.size() - 1).measure(MOMENT);
      }
      double learners = (double) clusters.size() * crowd.learners();
      return learners * MEGABYTE / Math.max(1, used() - before);
    } finally {
      CloseHelper.closeAll(clusters);
    }
  }

  private long used() {
    System.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
