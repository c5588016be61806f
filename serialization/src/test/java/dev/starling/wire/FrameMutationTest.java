package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.FrameKind;
import dev.starling.random.RandomStream;
import java.util.EnumMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Valid frames with 1 to 8 bytes changed, cut, or grown. Each is handed over in a view of exactly
 * its own bytes, so that a read outside of them would throw; whatever is accepted must be whole.
 */
class FrameMutationTest {
  private static final long SEED = 20_260_001;
  private static final int INPUTS = 100_000;
  private static final int MAX_GROWTH = 64;
  private static final int[] EDGES = {0, 1, 0x7F, 0x80, 0xFF};

  private final RandomStream random = RandomStream.named(SEED, "mutation", 0);
  private final FrameFlyweight frame = new FrameFlyweight();
  private final UnsafeBuffer[] valid = {
    FrameBytes.versions(), FrameBytes.parameters(), FrameBytes.value(FrameKind.GRANT, 258)
  };
  private final UnsafeBuffer memory = FrameBytes.buffer(valid[0].capacity() + MAX_GROWTH);
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

  @Test
  void shouldNeitherThrowNorReadOutsideWhateverTheBytesAre() {
    Map<FrameFault, Integer> faults = new EnumMap<>(FrameFault.class);
    for (int input = 0; input < INPUTS; input++) {
      int bytes = mutate();
      view.wrap(memory, 0, bytes);
      try {
        FrameFault fault = frame.wrap(view, 0, bytes, FrameBytes.SESSION, FrameBytes.RUN);
        faults.merge(fault, 1, Integer::sum);
        if (fault == FrameFault.NONE) {
          readAll(bytes);
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed " + SEED + ", input " + input + ": " + FrameBytes.hex(view), e);
      }
    }
    assertThat(faults).as("seed %d", SEED).containsOnlyKeys(FrameFault.values());
  }

  private int mutate() {
    UnsafeBuffer chosen = valid[random.nextInt(valid.length)];
    int bytes = chosen.capacity();
    memory.putBytes(0, chosen, 0, bytes);
    int way = random.nextInt(4);
    if (way == 0) {
      return random.nextInt(bytes);
    }
    if (way == 1) {
      int grown = bytes + 1 + random.nextInt(MAX_GROWTH);
      for (int i = bytes; i < grown; i++) {
        memory.putByte(i, (byte) random.nextInt(256));
      }
      return Math.min(grown, memory.capacity());
    }
    for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
      memory.putByte(random.nextInt(bytes), changedByte());
    }
    return bytes;
  }

  /** Half of them at the edges of a byte, which make signs, exponents and lengths extreme. */
  private byte changedByte() {
    return (byte)
        (random.nextInt(2) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(256));
  }

  private void readAll(int bytes) {
    int elementBytes = frame.kind().payload().elementBytes();
    assertThat(FrameWriter.headerBytes() + frame.length() * elementBytes).isEqualTo(bytes);
    switch (frame.kind().payload()) {
      case VERSIONS -> {
        for (int i = 0; i < frame.length(); i++) {
          frame.version(i);
        }
      }
      case VALUE -> frame.value();
      case PARAMETERS -> {
        long first = frame.parameters().address();
        long end = first + (long) frame.parameters().length() * Float.BYTES;
        assertThat(first).isEqualTo(view.addressOffset() + FrameWriter.headerBytes());
        assertThat(end).isEqualTo(view.addressOffset() + bytes);
      }
    }
  }
}
