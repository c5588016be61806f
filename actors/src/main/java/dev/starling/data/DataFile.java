package dev.starling.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens files that may be gzipped, told by their first two bytes and not by their name. */
final class DataFile {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC_FIRST = 0x1F;
  private static final int GZIP_MAGIC_SECOND = 0x8B;

  private DataFile() {}

  static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new DataException(file + " is a folder where a file is needed");
    }
    if (!Files.exists(file)) {
      throw new DataException(file + " does not exist");
    }
    return unzipped(Files.newInputStream(file));
  }

  /** The bytes of {@code raw}, unzipped if they are gzipped. The caller closes what it gets. */
  static InputStream unzipped(InputStream raw) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
    buffered.mark(2);
    boolean gzipped = buffered.read() == GZIP_MAGIC_FIRST && buffered.read() == GZIP_MAGIC_SECOND;
    buffered.reset();
    return gzipped ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
  }

  /** Says in one line why {@code name} could not be read. */
  static DataException unreadable(String name, IOException cause) {
    if (cause instanceof EOFException) {
      return new DataException(name + " is truncated: it ends in the middle of its data", cause);
    }
    if (cause instanceof ZipException) {
      return new DataException(name + " is damaged: not valid gzip", cause);
    }
    return new DataException(name + " cannot be read: " + cause, cause);
  }
}
