package dev.starling.cluster.aeron;

import java.nio.file.Path;

/** The data plane cannot do its work; the message is one line for the user, with a remedy. */
public final class DataPlaneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How Java tells that memory which is mapped from a file is not to be had. */
  private static final String NO_MEMORY_BEHIND = "unsafe memory access";

  DataPlaneException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What {@code fault} of a lane means, where it comes from the files that streams lie in; else
   * itself.
   *
   * @param directory with the files of the media driver
   */
  public static Throwable explaining(Throwable fault, Path directory) {
    boolean isOfFiles =
        fault instanceof InternalError
            && String.valueOf(fault.getMessage()).contains(NO_MEMORY_BEHIND);
    return isOfFiles
        ? new DataPlaneException(
            "the media driver's directory "
                + directory
                + " is full, or its files were cut while they were in use: free some space there, or"
                + " set aeron.directory to another place",
            fault)
        : fault;
  }
}
