package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.starling.params.ParameterVector;
import dev.starling.run.RunDescription;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The proof of zero-copy, with a real media driver: parameters are written into Aeron's logs and
 * mixed from Aeron's logs, as the kernel's own list of what is mapped where shows, and a push
 * allocates nothing.
 */
class ZeroCopyTest {
  private static final RunDescription.Clock SLOW =
      new RunDescription.Clock("paced", 2, 0, List.of(1.0));

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldWriteIntoAndMixFromAeronsLogsInPlace() throws Exception {
    Watch watch = new Watch();
    Map<Long, Long> logs;
    try (LaneRig rig = new LaneRig(2, LaneRig.describe(4, SLOW, 500))) {
      rig.run.watchFrames(watch);
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 2_000);
      logs = mappedLogs();
    }
    assertThat(watch.written).isNotEmpty().allMatch(address -> isInALog(logs, address));
    assertThat(watch.mixed).isNotEmpty().allMatch(address -> isInALog(logs, address));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTellACopyFromALog() throws Exception {
    try (LaneRig rig = new LaneRig(1, LaneRig.describe(2, SLOW, 500));
        ParameterVector copy = ParameterVector.allocate(650)) {
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 10);
      Map<Long, Long> logs = mappedLogs();
      assertThat(logs).isNotEmpty();
      assertThat(isInALog(logs, copy.address())).isFalse();
    }
  }

  @Test
  void shouldAllocateNothingPerPush() throws Exception {
    try (LaneRig rig = new LaneRig(1, LaneRig.describe(2, SLOW, 4_000))) {
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 20_000);
      long before = rig.totals().get(Tally.PUSHES_MIXED);
      long nativeBytes = Pointer.totalBytes();
      long directBytes = directPoolBytes();
      long heapBytes = laneHeapBytes();
      rig.leaveAlone(13);
      long allocated = laneHeapBytes() - heapBytes;
      long pushes = rig.totals().get(Tally.PUSHES_MIXED) - before;
      assertThat(pushes).isGreaterThan(50_000);
      double perPush = (double) allocated / pushes;
      assertThat(perPush).as("heap bytes per push over %d pushes", pushes).isLessThan(0.5);
      assertThat(Pointer.totalBytes()).as("bytes that JavaCPP holds").isEqualTo(nativeBytes);
      assertThat(directPoolBytes()).as("bytes of the direct pools").isEqualTo(directBytes);
    }
  }

  private static long laneHeapBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().startsWith("lane-"))
        .mapToLong(info -> threads.getThreadAllocatedBytes(info.getThreadId()))
        .sum();
  }

  private static long directPoolBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** Start and end of each piece of a log that this process has mapped. */
  private static Map<Long, Long> mappedLogs() throws IOException {
    TreeMap<Long, Long> logs = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      if (line.endsWith(".logbuffer")) {
        String range = line.substring(0, line.indexOf(' '));
        int dash = range.indexOf('-');
        logs.put(
            Long.parseUnsignedLong(range.substring(0, dash), 16),
            Long.parseUnsignedLong(range.substring(dash + 1), 16));
      }
    }
    return logs;
  }

  private static boolean isInALog(Map<Long, Long> logs, long address) {
    Map.Entry<Long, Long> log = ((TreeMap<Long, Long>) logs).floorEntry(address);
    return log != null && address < log.getValue();
  }

  private static final class Watch implements FrameWatch {
    final ConcurrentSkipListSet<Long> written = new ConcurrentSkipListSet<>();
    final ConcurrentSkipListSet<Long> mixed = new ConcurrentSkipListSet<>();

    @Override
    public void onWritten(long address, int bytes) {
      written.add(address);
      written.add(address + bytes - 1);
    }

    @Override
    public void onMixed(long address, int bytes) {
      mixed.add(address);
      mixed.add(address + bytes - 1);
    }
  }
}
