package dev.starling.sim.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Why a file could not be used, in words: the message of such a fault is often just the file's
 * name, which the reader has seen. Stateless.
 */
final class FileFault {
  private FileFault() {}

  static String words(IOException fault) {
    if (fault instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (fault instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (fault instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is in the way";
    }
    return fault instanceof FileSystemException named && named.getReason() != null
        ? named.getReason()
        : String.valueOf(fault.getMessage());
  }
}
