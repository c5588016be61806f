package dev.starling.ops.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What was read of a machine, and nothing that was concluded from it. Sizes are in bytes. */
record MachineFacts(
    Java java,
    Natives natives,
    Processors processors,
    Memory memory,
    Driver driver,
    Network network,
    Optional<Boolean> clockSynchronised,
    OptionalLong openFiles) {

  /**
   * The JVM.
   *
   * @param feature 17, 21, …
   * @param closedPackages packages that Aeron and Akka reach into and that are not open to them
   */
  record Java(int feature, String version, List<String> closedPackages) {}

  /**
   * The native libraries.
   *
   * @param blasThreads absent when they did not load
   * @param fault why not
   */
  record Natives(OptionalInt blasThreads, String fault) {}

  /**
   * Processors.
   *
   * @param available as the JVM sees them
   * @param limit how many a control group allows, which may be a fraction; absent without one
   */
  record Processors(int available, OptionalDouble limit) {}

  /**
   * Memory.
   *
   * @param total of the machine, or of the container
   * @param available that nothing uses now
   * @param maxHeap that the Java heap may grow to
   */
  record Memory(long total, long available, long maxHeap) {}

  /**
   * The media driver's directory.
   *
   * @param parent where its directory will lie
   * @param problem why nothing can be written there; empty when it can
   * @param usable free bytes there
   * @param needed bytes for the logs of one node of {@code lanes} lanes
   * @param leftovers directories of drivers that no longer run
   * @param sharedMemory size of {@code /dev/shm}; absent when there is none
   */
  record Driver(
      Path parent,
      String problem,
      long usable,
      long needed,
      int lanes,
      List<Path> leftovers,
      OptionalLong sharedMemory) {}

  /**
   * The network.
   *
   * @param bind the address asked for; empty when none was
   * @param bindAddress what that name means; empty when it means none
   * @param bindIsLoopback whether it is one that only this machine reaches
   * @param addresses this machine's, in order of networks
   * @param controlPortProblem why the TCP port cannot be had; empty when it can
   * @param dataPortProblem the same of the UDP port
   * @param maxReceive {@code net.core.rmem_max}; absent where it cannot be read
   * @param maxSend {@code net.core.wmem_max}; the same
   */
  record Network(
      Optional<String> bind,
      Optional<String> bindAddress,
      boolean bindIsLoopback,
      List<Address> addresses,
      int controlPort,
      String controlPortProblem,
      String dataPortProblem,
      OptionalLong maxReceive,
      OptionalLong maxSend,
      Optional<Firewall> firewall) {}

  /**
   * An address of this machine.
   *
   * @param device such as eth0
   */
  record Address(String device, String text, boolean loopback) {}

  /** A program that manages packet filters, and is at work. */
  enum Firewall {
    UFW,
    FIREWALLD
  }
}
