package dev.starling.cluster;

import dev.starling.random.RandomStream;
import java.util.Arrays;

/** Does to bytes what machines, links and other programs do. Used by one thread. */
public final class ByteMutator {
  private static final int MAX_CHANGES = 8;
  private static final int MAX_GROWTH = 64;

  /** Make signs, exponents, ids and lengths extreme. */
  private static final int[] EDGES = {0, 1, 0x7F, 0x80, 0xFF};

  private final RandomStream random;

  /**
   * @param random draws all that happens
   */
  public ByteMutator(RandomStream random) {
    this.random = random;
  }

  /** With 1 to 8 of the first {@code within} bytes changed, half of those to an edge. */
  public byte[] changed(byte[] valid, int within) {
    byte[] changed = valid.clone();
    for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
      changed[random.nextInt(within)] = anyByte();
    }
    return changed;
  }

  /** With 1 byte or more missing at the end. */
  public byte[] cut(byte[] valid) {
    return Arrays.copyOf(valid, random.nextInt(valid.length));
  }

  /** With 1 to 64 bytes more at the end. */
  public byte[] grown(byte[] valid) {
    byte[] grown = Arrays.copyOf(valid, valid.length + 1 + random.nextInt(MAX_GROWTH));
    for (int i = valid.length; i < grown.length; i++) {
      grown[i] = anyByte();
    }
    return grown;
  }

  private byte anyByte() {
    return (byte)
        (random.nextInt(2) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(256));
  }
}
