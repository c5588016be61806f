package dev.starling.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the embedded {@code fashion-mini} out of Fashion-MNIST: the first 6,000 training and the
 * first 1,000 test images, each block of 2×2 pixels replaced by its mean, rounded to the nearest
 * whole number with halves up, so that 28×28 becomes 14×14. Labels stay as they are.
 *
 * <p>Run it with two folders: the one that holds the four original files, and the one to write the
 * four small ones to. The unzipped bytes are the same on every machine; the zipped ones depend on
 * the zlib of the JDK.
 */
public final class FashionMini {
  static final String NAME = "fashion-mini";
  private static final int TRAIN_IMAGES = 6_000;
  private static final int TEST_IMAGES = 1_000;

  private FashionMini() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException(
          "two folders are needed: the one of Fashion-MNIST and the one to write to; got "
              + args.length);
    }
    Path source = Path.of(args[0]);
    Path target = Files.createDirectories(Path.of(args[1]));
    for (String fileName :
        new String[] {
          IdxFolder.TRAIN_IMAGES,
          IdxFolder.TRAIN_LABELS,
          IdxFolder.TEST_IMAGES,
          IdxFolder.TEST_LABELS
        }) {
      try (OutputStream out =
          new GZIPOutputStream(Files.newOutputStream(target.resolve(fileName + ".gz")))) {
        out.write(make(source, fileName).toBytes());
      }
    }
  }

  /** The small twin of one of the four files of Fashion-MNIST. */
  static IdxArray make(Path source, String fileName) {
    int count = fileName.startsWith("train") ? TRAIN_IMAGES : TEST_IMAGES;
    boolean images = fileName.contains("images");
    IdxArray whole =
        IdxFolder.array(
            name -> DataFile.open(IdxFolder.require(source, name)),
            source.toString(),
            fileName,
            images ? IdxArray.IMAGE_DIMENSIONS : IdxArray.LABEL_DIMENSIONS);
    if (whole.count() < count) {
      throw new DataException(
          fileName + " holds " + whole.count() + " items; at least " + count + " are needed");
    }
    return images ? pooled(whole, count) : firstLabels(whole, count);
  }

  /** The first {@code count} images at half the height and width; an odd last line is left out. */
  static IdxArray pooled(IdxArray images, int count) {
    int rows = images.size(1) / 2;
    int columns = images.size(2) / 2;
    byte[] pooled = new byte[count * rows * columns];
    int next = 0;
    for (int image = 0; image < count; image++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          pooled[next++] = (byte) mean(images, image, 2 * row, 2 * column);
        }
      }
    }
    return new IdxArray(new int[] {count, rows, columns}, pooled);
  }

  private static int mean(IdxArray images, int image, int row, int column) {
    int width = images.size(2);
    int corner = row * width + column;
    int sum =
        images.value(image, corner)
            + images.value(image, corner + 1)
            + images.value(image, corner + width)
            + images.value(image, corner + width + 1);
    return (sum + 2) / 4;
  }

  private static IdxArray firstLabels(IdxArray labels, int count) {
    byte[] first = new byte[count];
    for (int i = 0; i < count; i++) {
      first[i] = (byte) labels.value(i, 0);
    }
    return new IdxArray(new int[] {count}, first);
  }
}
