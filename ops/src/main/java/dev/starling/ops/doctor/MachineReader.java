package dev.starling.ops.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.starling.cluster.aeron.DriverNeeds;
import dev.starling.ops.doctor.MachineFacts.Driver;
import dev.starling.ops.doctor.MachineFacts.Java;
import dev.starling.ops.doctor.MachineFacts.Memory;
import dev.starling.ops.doctor.MachineFacts.Natives;
import dev.starling.ops.doctor.MachineFacts.Processors;
import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads the facts of this machine, and changes nothing. What cannot be read is absent. */
public final class MachineReader {
  private static final List<String> PACKAGES =
      List.of("jdk.internal.misc", "java.util.zip", "sun.nio.ch");
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");
  private static final Path TIME_SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");

  private MachineReader() {}

  /** Reads and judges; takes a second or two, most of it to load native libraries. */
  public static List<Finding> examine(Wanted wanted) {
    return Doctor.examine(
        new MachineFacts(
            java(),
            natives(),
            new Processors(Runtime.getRuntime().availableProcessors(), processorLimit()),
            memory(),
            driver(wanted),
            NetworkReader.read(wanted),
            clockSynchronised(),
            openFiles(SystemFiles.text(Path.of("/proc/self/limits")))));
  }

  private static Java java() {
    Module module = MachineReader.class.getModule();
    List<String> closed =
        PACKAGES.stream().filter(name -> !Object.class.getModule().isOpen(name, module)).toList();
    return new Java(Runtime.version().feature(), System.getProperty("java.version"), closed);
  }

  private static Natives natives() {
    try (ParameterVector vector = ParameterVector.allocate(1)) {
      vector.fill(1);
      return new Natives(OptionalInt.of(Kernels.blasThreads()), "");
    } catch (LinkageError | RuntimeException fault) {
      return new Natives(OptionalInt.empty(), String.valueOf(fault.getMessage()));
    }
  }

  private static Memory memory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long available =
        SystemFiles.text(Path.of("/proc/meminfo"))
            .lines()
            .filter(line -> line.startsWith("MemAvailable:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
            .findFirst()
            .orElseGet(system::getFreeMemorySize);
    return new Memory(
        system.getTotalMemorySize(),
        Math.min(available, system.getTotalMemorySize()),
        Runtime.getRuntime().maxMemory());
  }

  private static Driver driver(Wanted wanted) {
    Path parent = wanted.driverParent();
    long needed = DriverNeeds.directoryBytes(1, wanted.lanes());
    try {
      OptionalLong sharedMemory =
          Files.isDirectory(SHARED_MEMORY)
              ? OptionalLong.of(Files.getFileStore(SHARED_MEMORY).getTotalSpace())
              : OptionalLong.empty();
      if (!Files.isDirectory(parent)) {
        return new Driver(
            parent, "no such directory", 0, needed, wanted.lanes(), List.of(), sharedMemory);
      }
      return new Driver(
          parent,
          Files.isWritable(parent) ? "" : "this user must not write there",
          Files.getFileStore(parent).getUsableSpace(),
          needed,
          wanted.lanes(),
          DriverNeeds.leftovers(parent),
          sharedMemory);
    } catch (IOException fault) {
      String problem = "cannot be read: " + fault.getMessage();
      return new Driver(
          parent, problem, 0, needed, wanted.lanes(), List.of(), OptionalLong.empty());
    }
  }

  /** The smallest limit of this process's control group and those above it, version 2 or 1. */
  private static OptionalDouble processorLimit() {
    String group =
        SystemFiles.text(Path.of("/proc/self/cgroup"))
            .lines()
            .filter(line -> line.startsWith("0::/"))
            .map(line -> line.substring("0::/".length()))
            .findFirst()
            .orElse("");
    Stream<OptionalDouble> unified =
        Stream.iterate(
                CONTROL_GROUPS.resolve(group).normalize(),
                path -> path != null && path.startsWith(CONTROL_GROUPS),
                Path::getParent)
            .map(path -> quota(SystemFiles.text(path.resolve("cpu.max"))));
    Stream<OptionalDouble> first =
        Stream.of(
            quota(
                SystemFiles.text(CONTROL_GROUPS.resolve("cpu/cpu.cfs_quota_us")).strip()
                    + " "
                    + SystemFiles.text(CONTROL_GROUPS.resolve("cpu/cpu.cfs_period_us")).strip()));
    return Stream.concat(unified, first)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .min();
  }

  /** Processors of "QUOTA PERIOD" in microseconds; none for "max" or -1. */
  static OptionalDouble quota(String text) {
    String[] parts = text.strip().split(" +", -1);
    if (parts.length != 2 || !parts[0].matches("[0-9]+") || !parts[1].matches("[1-9][0-9]*")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
  }

  /** The limit that is in force, of the text of {@code /proc/self/limits}. */
  static OptionalLong openFiles(String limits) {
    return limits
        .lines()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.substring("Max open files".length()).strip().split(" +", -1)[0])
        .filter(limit -> limit.matches("[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  private static Optional<Boolean> clockSynchronised() {
    if (Files.exists(TIME_SYNCHRONISED)) {
      return Optional.of(true);
    }
    return SystemFiles.answer("timedatectl", "show", "--property=NTPSynchronized", "--value")
        .flatMap(
            said ->
                switch (said) {
                  case "yes" -> Optional.of(true);
                  case "no" -> Optional.of(false);
                  default -> Optional.empty();
                });
  }
}
