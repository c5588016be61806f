package dev.starling.ops.bench;

import dev.starling.random.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Images of a given shape as files of the MNIST family, for nodes, which read their data: what they
 * show does not matter for the speed.
 */
final class GeneratedImages {
  private static final int UNSIGNED_BYTE = 0x0800;
  private static final int CLASSES = 10;
  private static final int VALUES = 256;
  private static final List<String> PARTS = List.of("train", "t10k");

  private GeneratedImages() {}

  /**
   * What is generated.
   *
   * @param samples to train with; a tenth of them is held out for validation
   * @param tests of the test part
   * @param side pixels of an image, in each direction
   */
  record Shape(int samples, int tests, int side) {}

  /** Writes the four files to a new one of the {@link TemporaryFiles}, which the caller removes. */
  static Path write(Shape shape) {
    RandomStream random = RandomStream.named(1, "images", 0);
    try {
      Path folder = TemporaryFiles.folder("starling-bench-data-");
      for (String part : PARTS) {
        int count = part.equals("train") ? shape.samples() : shape.tests();
        Files.write(
            folder.resolve(part + "-images-idx3-ubyte"),
            array(random, VALUES, count, shape.side(), shape.side()));
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), array(random, CLASSES, count));
      }
      return folder;
    } catch (IOException fault) {
      throw new UncheckedIOException("the data cannot be written: " + fault.getMessage(), fault);
    }
  }

  /** Half of the values are 0, as in images. */
  private static byte[] array(RandomStream random, int values, int... sizes) {
    int length = 1;
    for (int size : sizes) {
      length = Math.multiplyExact(length, size);
    }
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * (1 + sizes.length) + length);
    buffer.putInt(UNSIGNED_BYTE | sizes.length);
    for (int size : sizes) {
      buffer.putInt(size);
    }
    for (int i = 0; i < length; i++) {
      boolean isBlank = values == VALUES && random.nextInt(2) == 0;
      buffer.put((byte) (isBlank ? 0 : i < values ? i : random.nextInt(values)));
    }
    return buffer.array();
  }
}
