package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.starling.run.RunDescription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
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
  private static final int PUSHES = 100_000;
  private static final int MAX_ROUNDS = 12;
  private static final int ROOM_BYTES =
      EmbeddedDriver.MAX_PAYLOAD_BYTES + DataHeaderFlyweight.HEADER_LENGTH;

  private static final RunDescription.Clock SLOW =
      new RunDescription.Clock("paced", 2, 0, List.of(1.0));

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldWriteIntoAndMixFromAeronsLogsInPlace() throws Exception {
    Watch watch = new Watch();
    Map<Long, Long> logs = gossip(watch);
    assertWrittenIntoTheLogs(watch, logs);
    assertMixedFromTheLogs(watch, logs);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTellWhenFramesAreCopiedAfterTheyWereWritten() throws Exception {
    Watch watch = new CopyingSender();
    Map<Long, Long> logs = gossip(watch);
    assertThat(watch.written).isNotEmpty().noneMatch(address -> isInALog(logs, address));
    assertThatThrownBy(() -> assertWrittenIntoTheLogs(watch, logs))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTellWhenFramesAreCopiedBeforeTheyAreMixed() throws Exception {
    Watch watch = new CopyingReceiver();
    Map<Long, Long> logs = gossip(watch);
    assertThat(watch.mixed).isNotEmpty().noneMatch(address -> isInALog(logs, address));
    assertThatThrownBy(() -> assertMixedFromTheLogs(watch, logs))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void shouldAllocateNothingPerPush() throws Exception {
    // What tests before have left outside the heap must not be freed while it is watched.
    ManagementFactory.getMemoryMXBean().gc();
    try (LaneRig rig = new LaneRig(1, LaneRig.describe(2, SLOW, 10_000))) {
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 20_000);
      double perPush = heapBytesPerPush(rig);
      // Until they are compiled to nothing, Aeron's driver makes iterators in each duty cycle.
      for (int round = 1; round < MAX_ROUNDS && perPush >= 0.5; round++) {
        perPush = heapBytesPerPush(rig);
      }
      assertThat(perPush).as("heap bytes per push, after %d rounds", MAX_ROUNDS).isLessThan(0.5);
    }
  }

  /** Over so many pushes, in which memory outside the heap must not grow at all. */
  private static double heapBytesPerPush(LaneRig rig) throws Exception {
    double bytesPerPush = rig.bytesPerPush();
    long before = rig.totals().get(Tally.PUSHES_MIXED);
    long nativeBytes = Pointer.totalBytes();
    long directBytes = directPoolBytes();
    long heapBytes = laneHeapBytes();
    // Some more than is asserted, for what is on its way at both ends.
    rig.leaveAloneForBytes(1.01 * PUSHES * bytesPerPush);
    long allocated = laneHeapBytes() - heapBytes;
    assertThat(Pointer.totalBytes()).as("bytes that JavaCPP holds").isEqualTo(nativeBytes);
    assertThat(directPoolBytes()).as("bytes of the direct pools").isEqualTo(directBytes);
    long pushes = rig.totals().get(Tally.PUSHES_MIXED) - before;
    assertThat(pushes).isGreaterThanOrEqualTo(PUSHES);
    return (double) allocated / pushes;
  }

  /** Lets four learners on two lanes push for a while; where the logs are mapped. */
  private static Map<Long, Long> gossip(Watch watch) throws Exception {
    try (LaneRig rig = new LaneRig(2, LaneRig.describe(4, SLOW, 500))) {
      rig.run.watchFrames(watch);
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 2_000);
      return mappedLogs();
    }
  }

  private static void assertWrittenIntoTheLogs(Watch watch, Map<Long, Long> logs) {
    assertThat(watch.written).isNotEmpty().allMatch(address -> isInALog(logs, address));
  }

  private static void assertMixedFromTheLogs(Watch watch, Map<Long, Long> logs) {
    assertThat(watch.mixed).isNotEmpty().allMatch(address -> isInALog(logs, address));
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

  private static class Watch implements FrameWatch {
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

  /** What a transport does that hands over a buffer of its own. */
  private static final class CopyingReceiver extends Watch {
    @Override
    public FragmentHandler before(FragmentHandler receiver) {
      UnsafeBuffer copy =
          new UnsafeBuffer(ByteBuffer.allocateDirect(EmbeddedDriver.MAX_PAYLOAD_BYTES));
      return (buffer, offset, length, header) -> {
        copy.putBytes(0, buffer, offset, length);
        receiver.onFragment(copy, 0, length, header);
      };
    }
  }

  /** What a sender does that encodes into a buffer of its own. */
  private static final class CopyingSender extends Watch {
    private static final ThreadLocal<UnsafeBuffer> OWN =
        ThreadLocal.withInitial(() -> new UnsafeBuffer(ByteBuffer.allocateDirect(ROOM_BYTES)));
    private static final ThreadLocal<MutableDirectBuffer> CLAIMS = new ThreadLocal<>();

    @Override
    public MutableDirectBuffer room(MutableDirectBuffer claimed) {
      CLAIMS.set(claimed);
      // The head of Aeron's own frame is there already.
      OWN.get().putBytes(0, claimed, 0, claimed.capacity());
      return OWN.get();
    }

    @Override
    public void onWritten(long address, int bytes) {
      MutableDirectBuffer claimed = CLAIMS.get();
      claimed.putBytes(
          DataHeaderFlyweight.HEADER_LENGTH,
          OWN.get(),
          DataHeaderFlyweight.HEADER_LENGTH,
          claimed.capacity() - DataHeaderFlyweight.HEADER_LENGTH);
      super.onWritten(address, bytes);
    }
  }
}
