package dev.starling.ops.doctor;

import dev.starling.ops.doctor.MachineFacts.Driver;
import dev.starling.ops.doctor.MachineFacts.Java;
import dev.starling.ops.doctor.MachineFacts.Memory;
import dev.starling.ops.doctor.MachineFacts.Natives;
import dev.starling.ops.doctor.MachineFacts.Processors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Judges the facts of a machine. Stateless. */
final class Doctor {
  private static final int OLDEST_JAVA = 17;
  private static final double MAX_HEAP_SHARE = 0.8;
  private static final long MIN_AVAILABLE_BYTES = 1L << 30;
  private static final long MIN_OPEN_FILES = 4096;

  private Doctor() {}

  /** One finding for each check, in the order of a start. */
  static List<Finding> examine(MachineFacts facts) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java(facts.java()));
    findings.add(natives(facts.natives()));
    findings.add(processors(facts.processors()));
    findings.add(memory(facts.memory()));
    findings.add(directory(facts.driver()));
    findings.add(leftovers(facts.driver()));
    findings.add(sharedMemory(facts.driver()));
    findings.addAll(NetworkChecks.examine(facts.network()));
    findings.add(clock(facts.clockSynchronised()));
    findings.add(openFiles(facts.openFiles()));
    return List.copyOf(findings);
  }

  private static Finding java(Java java) {
    if (java.feature() < OLDEST_JAVA) {
      return Finding.fault(
          "java", java.version() + " is too old", "install Java 17 or later, or set JAVA_HOME");
    }
    if (!java.closedPackages().isEmpty()) {
      return Finding.fault(
          "java",
          java.version() + " was started without flags that Aeron and Akka need",
          "start it with bin/starling, or add "
              + java.closedPackages().stream()
                  .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                  .collect(Collectors.joining(" ")));
    }
    return Finding.ok("java", java.version() + ", with the flags that it needs");
  }

  private static Finding natives(Natives natives) {
    if (natives.blasThreads().isEmpty()) {
      return Finding.fault(
          "nd4j",
          "its native code does not load: " + natives.fault(),
          "this needs Linux on x86-64 with glibc, and room in the directory for temporary files");
    }
    int threads = natives.blasThreads().getAsInt();
    return threads == 1
        ? Finding.ok("nd4j", "its native code loads, BLAS has 1 thread")
        : Finding.warning(
            "nd4j",
            "BLAS has " + threads + " threads, which take time from the lanes",
            "start it with bin/starling, which sets OPENBLAS_NUM_THREADS=1");
  }

  private static Finding processors(Processors processors) {
    double limit = processors.limit().orElse(processors.available());
    if (limit < processors.available()) {
      return Finding.warning(
          "processors",
          String.format(
              Locale.ROOT,
              "%d, of which a control group allows %.2f: lanes beyond that are held up",
              processors.available(),
              limit),
          "give the container whole processors, or use --lanes " + Math.max(1, (int) limit));
    }
    return processors.available() == 1
        ? Finding.warning(
            "processors",
            "1: the lane shares it with all else, which leaves learners stale",
            "use a machine or a container with 2 or more")
        : Finding.ok(
            "processors",
            processors.available()
                + ": for "
                + lanes(processors.available() - 1)
                + " and the rest of the machine");
  }

  private static String lanes(int count) {
    return count == 1 ? "1 lane" : count + " lanes";
  }

  private static Finding memory(Memory memory) {
    String sizes =
        "%s, %s of it free; the Java heap may take %s"
            .formatted(bytes(memory.total()), bytes(memory.available()), bytes(memory.maxHeap()));
    if (memory.maxHeap() > MAX_HEAP_SHARE * memory.total()) {
      return Finding.warning(
          "memory",
          sizes + ", and models lie beside it",
          "give the heap half of the memory: STARLING_JAVA_OPTS=-Xmx"
              + Math.max(1, (memory.total() >> 20) / 2)
              + "m");
    }
    return memory.available() < MIN_AVAILABLE_BYTES
        ? Finding.warning("memory", sizes, "end other programs, or use fewer learners")
        : Finding.ok("memory", sizes);
  }

  private static Finding directory(Driver driver) {
    String subject = "driver directory";
    if (!driver.problem().isEmpty()) {
      return Finding.fault(
          subject,
          driver.parent() + ": " + driver.problem(),
          "make it and let this user write to it, or name another with --aeron-directory");
    }
    String sizes =
        "%s has %s free, the logs of %s need %s"
            .formatted(
                driver.parent(),
                bytes(driver.usable()),
                lanes(driver.lanes()),
                bytes(driver.needed()));
    return driver.usable() < driver.needed()
        ? Finding.fault(
            subject, sizes, "free some, use fewer lanes, or name another with --aeron-directory")
        : Finding.ok(subject, sizes);
  }

  private static Finding leftovers(Driver driver) {
    if (driver.leftovers().isEmpty()) {
      return Finding.ok("leftovers", "none of drivers that have died");
    }
    return Finding.warning(
        "leftovers",
        driver.leftovers().size() + " of drivers that have died take memory",
        "rm -r "
            + driver.leftovers().stream().map(Object::toString).collect(Collectors.joining(" ")));
  }

  private static Finding sharedMemory(Driver driver) {
    String subject = "shared memory";
    OptionalLong size = driver.sharedMemory();
    if (size.isEmpty()) {
      return Finding.warning(
          subject,
          "there is no /dev/shm, so that the logs lie on a disk",
          "mount -t tmpfs tmpfs /dev/shm");
    }
    return size.getAsLong() < driver.needed()
        ? Finding.warning(
            subject,
            "/dev/shm is " + bytes(size.getAsLong()) + ", which the logs do not fit in",
            "start the container with --shm-size=" + (driver.needed() >> 20) + "m or more")
        : Finding.ok(subject, "/dev/shm is " + bytes(size.getAsLong()));
  }

  private static Finding clock(Optional<Boolean> synchronised) {
    String remedy =
        "install chrony or systemd-timesyncd, since the exact staleness is off by the difference"
            + " between clocks times the update rate";
    if (synchronised.isEmpty()) {
      return Finding.warning("clock", "nothing here says whether it is synchronised", remedy);
    }
    return synchronised.get()
        ? Finding.ok("clock", "synchronised")
        : Finding.warning("clock", "not synchronised", remedy);
  }

  private static Finding openFiles(OptionalLong limit) {
    if (limit.isEmpty()) {
      return Finding.ok("open files", "as many as there are");
    }
    return limit.getAsLong() < MIN_OPEN_FILES
        ? Finding.warning(
            "open files",
            limit.getAsLong() + " at most, which many nodes may exceed",
            "ulimit -n 65536, or LimitNOFILE=65536 in the unit")
        : Finding.ok("open files", limit.getAsLong() + " at most");
  }

  /** In units of 1024, as {@code df -h} gives them. */
  static String bytes(long bytes) {
    if (bytes < 1L << 20) {
      return (bytes >> 10) + " KiB";
    }
    return bytes < 1L << 30
        ? (bytes >> 20) + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
