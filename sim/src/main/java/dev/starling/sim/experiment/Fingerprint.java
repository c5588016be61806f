package dev.starling.sim.experiment;

import dev.starling.params.ParameterVector;

/**
 * A hash of every bit of some numbers: FNV-1a (Fowler, Noll and Vo) taken over 64-bit words, with
 * the length mixed in first. Two models of one length whose fingerprints are equal are equal bit
 * for bit, but for one chance in 2⁶⁴; −0 and 0 differ. Not for keeping secrets. Used by one thread.
 */
public final class Fingerprint {
  private static final long OFFSET_BASIS = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private long hash = OFFSET_BASIS;

  Fingerprint() {}

  /** Of a model. */
  public static long of(ParameterVector theta) {
    return of(theta.toArray());
  }

  /** Of a model that was copied out of its vector. */
  public static long of(float[] theta) {
    return new Fingerprint().add(theta).value();
  }

  Fingerprint add(float[] values) {
    add(values.length);
    for (float value : values) {
      add(Float.floatToRawIntBits(value));
    }
    return this;
  }

  Fingerprint add(long word) {
    hash = (hash ^ word) * PRIME;
    return this;
  }

  long value() {
    return hash;
  }
}
