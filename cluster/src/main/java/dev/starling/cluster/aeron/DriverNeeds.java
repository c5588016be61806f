package dev.starling.cluster.aeron;

import io.aeron.CommonContext;
import io.aeron.driver.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a media driver takes of its machine, for its start and for the check before. Stateless. */
public final class DriverNeeds {
  /**
   * Bytes of small packets that are let be on their way to a receiver before it is heard from,
   * which its socket must hold. Of larger packets more are, as far as the system allows such a
   * socket.
   */
  public static final int RECEIVE_WINDOW_BYTES = Configuration.INITIAL_WINDOW_LENGTH_DEFAULT;

  /** Bytes of a datagram, headers of IP and UDP aside. */
  public static final int MTU_BYTES = Configuration.MTU_LENGTH_DEFAULT;

  private static final long ACTIVE_WITHIN_MS = 10_000;

  private DriverNeeds() {}

  /**
   * Bytes that a driver's directory must have room for: the log of three terms of each pair of
   * lanes, and the driver's own files. A driver that few lanes share takes up to four times as much
   * for the logs where much more is free.
   *
   * @param nodes that share the driver
   * @param lanes of each
   */
  public static long directoryBytes(int nodes, int lanes) {
    return DriverDirectory.neededBytes(pairs(nodes, lanes));
  }

  /**
   * Directories of drivers that no longer run.
   *
   * @throws IOException when {@code parent} cannot be read
   */
  public static List<Path> leftovers(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(DriverDirectory.PREFIX))
          .filter(Files::isDirectory)
          .filter(entry -> !isActive(entry))
          .sorted()
          .toList();
    }
  }

  private static boolean isActive(Path directory) {
    try {
      return CommonContext.isDriverActive(directory.toFile(), ACTIVE_WITHIN_MS, said -> {});
    } catch (RuntimeException unreadable) {
      // Being made or removed at this moment, or of a version that is not ours: not for us to
      // judge.
      return true;
    }
  }

  private static long pairs(int nodes, int lanes) {
    long all = (long) nodes * lanes;
    return all * all;
  }
}
