package dev.starling.sim.report;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model on disk: one dimension of little-endian float32 in NumPy's {@code .npy} format, version
 * 1.0 ("NumPy Enhancement Proposal 1 — A simple file format for NumPy arrays"), so that {@code
 * numpy.load} reads it. The file is the magic string, the version, the length of the header in two
 * bytes, the header as a Python literal padded with blanks so that the data starts at a multiple of
 * 64 bytes, and the data. Stateless.
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int PREFIX_BYTES = MAGIC.length + Short.BYTES;
  private static final int ALIGNMENT_BYTES = 64;
  private static final int CHUNK_BYTES = 1 << 16;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(\\w+)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d+)\\s*,\\s*\\)");

  private NpyFile() {}

  /** Writes the array as a new file, or over an old one. */
  public static void write(Path file, float[] values) {
    write(file, FloatBuffer.wrap(values));
  }

  /**
   * Writes what remains in the buffer, heap or direct, as a new file, or over an old one. The
   * buffer's position does not move. Whether the bytes have reached the disk is the caller's care.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  public static void write(Path file, FloatBuffer values) {
    FloatBuffer source = values.duplicate();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(channel, header(source.remaining()));
      int chunkBytes = (int) Math.min(CHUNK_BYTES, (long) source.remaining() * Float.BYTES);
      ByteBuffer chunk = ByteBuffer.allocate(chunkBytes).order(ByteOrder.LITTLE_ENDIAN);
      while (source.hasRemaining()) {
        int count = Math.min(source.remaining(), CHUNK_BYTES / Float.BYTES);
        chunk.clear().limit(count * Float.BYTES);
        chunk.asFloatBuffer().put(source.slice().limit(count));
        source.position(source.position() + count);
        writeFully(channel, chunk);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + FileFault.words(e), e);
    }
  }

  /**
   * Reads a file of one dimension of little-endian float32.
   *
   * @throws IllegalArgumentException when the file holds something else, or less than it promises;
   *     the message names the file and what is wrong
   * @throws UncheckedIOException when it cannot be read
   */
  public static float[] read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer prefix = readFully(channel, PREFIX_BYTES);
      byte[] magic = new byte[MAGIC.length];
      prefix.get(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IllegalArgumentException(file + ": not an .npy file of version 1.0");
      }
      int headerBytes = Short.toUnsignedInt(prefix.getShort());
      ByteBuffer header = readFully(channel, headerBytes);
      int length = length(file, StandardCharsets.ISO_8859_1.decode(header).toString());
      requireSize(file, channel, PREFIX_BYTES + headerBytes + (long) length * Float.BYTES);
      return readFloats(channel, length);
    } catch (EOFException e) {
      throw new IllegalArgumentException(file + ": truncated, ends within its header", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + FileFault.words(e), e);
    }
  }

  private static ByteBuffer header(int length) {
    String literal = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + length + ",), }";
    int unpadded = PREFIX_BYTES + literal.length() + 1;
    int blanks = Math.floorMod(-unpadded, ALIGNMENT_BYTES);
    byte[] text = (literal + " ".repeat(blanks) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(PREFIX_BYTES + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) text.length)
        .put(text)
        .flip();
  }

  private static int length(Path file, String header) {
    require(file, DESCR, header, "<f4", "little-endian float32");
    require(file, FORTRAN, header, "False", "C order");
    Matcher shape = SHAPE.matcher(header);
    if (!shape.find()) {
      throw new IllegalArgumentException(
          file + ": must have one dimension, its header is " + header.strip());
    }
    try {
      return Integer.parseInt(shape.group(1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          file + ": " + shape.group(1) + " values, more than an array holds", e);
    }
  }

  private static void require(Path file, Pattern key, String header, String value, String words) {
    Matcher found = key.matcher(header);
    if (!found.find() || !found.group(1).equals(value)) {
      throw new IllegalArgumentException(
          file + ": must be " + words + ", its header is " + header.strip());
    }
  }

  private static void requireSize(Path file, FileChannel channel, long bytes) throws IOException {
    if (channel.size() != bytes) {
      throw new IllegalArgumentException(
          "%s: %d bytes, its header promises %d: truncated or not of this header"
              .formatted(file, channel.size(), bytes));
    }
  }

  private static float[] readFloats(FileChannel channel, int length) throws IOException {
    float[] values = new float[length];
    int done = 0;
    while (done < length) {
      int count = Math.min(length - done, CHUNK_BYTES / Float.BYTES);
      readFully(channel, count * Float.BYTES).asFloatBuffer().get(values, done, count);
      done += count;
    }
    return values;
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }
}
