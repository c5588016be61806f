package dev.starling.params;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A BLAS argument that can be re-aimed. A {@link FloatPointer} is normally made anew for each
 * address, which allocates; this one moves, and a call through it costs some 20 ns. It owns nothing
 * and frees nothing. Used by one thread at a time.
 */
final class FloatCursor extends FloatPointer {
  FloatCursor() {
    super((Pointer) null);
  }

  FloatCursor at(long address) {
    this.address = address;
    return this;
  }
}
