package dev.starling.cluster.aeron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.IoUtil;
import org.agrona.UnsafeApi;

/**
 * Memory outside the heap between pages that cannot be read or written: native code that touches
 * them ends the JVM, other code fails with an {@link InternalError}. What lies between the memory
 * and the nearest such page holds a pattern.
 *
 * <p>A mapping of a file that has since been cut to nothing has no memory behind it, which is all
 * that it takes; the JDK maps files but does not choose where, so pieces are mapped until three of
 * them lie side by side. Used by one thread.
 */
final class GuardedMemory implements AutoCloseable {
  /** A multiple of every page size. */
  private static final int PIECE_BYTES = 64 << 10;

  private static final int MAX_PIECES = 256;
  private static final byte PATTERN = (byte) 0xA5;

  private final List<Piece> pieces;
  private final Piece middle;
  private final long address;
  private final int bytes;

  private GuardedMemory(List<Piece> pieces, Piece middle, int bytes, boolean atTheEnd) {
    this.pieces = pieces;
    this.middle = middle;
    this.bytes = bytes;
    address = atTheEnd ? middle.address + middle.bytes - bytes : middle.address;
    UnsafeApi.setMemory(middle.address, middle.bytes, PATTERN);
  }

  /**
   * Maps memory.
   *
   * @param atTheEnd whether it borders on the guard behind it; else on the one before it
   */
  static GuardedMemory of(int bytes, boolean atTheEnd) {
    int rounded = Math.max(1, (bytes + PIECE_BYTES - 1) / PIECE_BYTES) * PIECE_BYTES;
    List<Piece> mapped = new ArrayList<>();
    while (mapped.size() < MAX_PIECES) {
      mapped.add(Piece.map(rounded));
      for (Piece middle : mapped) {
        Piece before = at(mapped, middle.address - rounded);
        Piece behind = at(mapped, middle.address + rounded);
        if (before != null && behind != null) {
          before.cut();
          behind.cut();
          mapped.stream()
              .filter(piece -> Math.abs(piece.address - middle.address) > rounded)
              .forEach(Piece::unmap);
          return new GuardedMemory(List.of(before, middle, behind), middle, bytes, atTheEnd);
        }
      }
    }
    mapped.forEach(Piece::unmap);
    throw new IllegalStateException("of " + MAX_PIECES + " mappings no three lie side by side");
  }

  /** Where the memory begins. */
  long address() {
    return address;
  }

  /** What cannot be read or written, before the memory and behind it. */
  List<ByteBuffer> guards() {
    return pieces.stream()
        .filter(piece -> piece.address != middle.address)
        .map(piece -> (ByteBuffer) piece.map)
        .toList();
  }

  /** Bytes between the memory and the guards that no longer hold the pattern. */
  int changedSlackBytes() {
    int changed = 0;
    for (long at = middle.address; at < middle.address + middle.bytes; at++) {
      boolean isSlack = at < address || at >= address + bytes;
      changed += isSlack && UnsafeApi.getByte(at) != PATTERN ? 1 : 0;
    }
    return changed;
  }

  @Override
  public void close() {
    pieces.forEach(Piece::unmap);
  }

  private static Piece at(List<Piece> mapped, long address) {
    return mapped.stream().filter(piece -> piece.address == address).findAny().orElse(null);
  }

  /** A file of its own in memory, which nobody else can open. */
  private record Piece(FileChannel file, MappedByteBuffer map, long address, int bytes) {
    static Piece map(int bytes) {
      try {
        Path path = Files.createTempFile("starling-guard", ".map");
        FileChannel file =
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        MappedByteBuffer map = file.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
        return new Piece(file, map, BufferUtil.address(map), bytes);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    void cut() {
      try {
        file.truncate(0);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    void unmap() {
      IoUtil.unmap(map);
      try {
        file.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
