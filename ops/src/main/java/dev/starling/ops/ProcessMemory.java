package dev.starling.ops;

import dev.starling.sim.report.MetricsRow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process holds of the machine's memory. Stateless. */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double MEGA = 1e6;

  private ProcessMemory() {}

  static MetricsRow.Memory now() {
    double heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new MetricsRow.Memory(heapBytes / MEGA, residentMegabytes());
  }

  /** Null on a machine that is not Linux. */
  private static Double residentMegabytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return residentMegabytes(lines);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * @param status lines of {@code /proc/self/status}, which counts in 1,024 bytes
   */
  static Double residentMegabytes(Stream<String> status) {
    return status
        .filter(line -> line.startsWith("VmRSS:"))
        .findFirst()
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / MEGA)
        .orElse(null);
  }
}
