package dev.starling.cluster.aeron;

import io.aeron.driver.Configuration;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sizes of a driver's socket buffers, as far as the system allows them. */
final class SocketBuffers {
  /**
   * Enough for a dozen senders' windows of small packets while the driver waits for a core; of the
   * largest packets for one window, which is never more than the buffer.
   */
  private static final int WANTED_BYTES = 2 * 1024 * 1024;

  private SocketBuffers() {}

  static int receiveBytes() {
    return allowed("/proc/sys/net/core/rmem_max");
  }

  static int sendBytes() {
    return allowed("/proc/sys/net/core/wmem_max");
  }

  private static int allowed(String setting) {
    // The kernel gives such a file in one read or not at all, which Files.readString does not do.
    try (BufferedReader file = Files.newBufferedReader(Path.of(setting))) {
      long most = Long.parseLong(String.valueOf(file.readLine()).strip());
      return (int) Math.min(WANTED_BYTES, most);
    } catch (IOException | NumberFormatException unknown) {
      return Configuration.SOCKET_RCVBUF_LENGTH_DEFAULT;
    }
  }
}
