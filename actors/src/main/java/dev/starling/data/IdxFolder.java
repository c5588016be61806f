package dev.starling.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads the four files of the MNIST family. Pixels become features in [0, 1]; the test part is kept
 * as it comes, and a tenth of the training part is held out for validation.
 */
final class IdxFolder {
  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private static final float[] BRIGHTNESS = new float[256];

  static {
    for (int i = 0; i < BRIGHTNESS.length; i++) {
      BRIGHTNESS[i] = i / 255f;
    }
  }

  private IdxFolder() {}

  /** Opens one of the four by its standard name. */
  interface Opener {
    /** Its bytes, unzipped. */
    InputStream open(String fileName) throws IOException;
  }

  /** Whether {@code folder} holds the training images, so that the other three may be expected. */
  static boolean isPresent(Path folder) {
    return locate(folder, TRAIN_IMAGES) != null;
  }

  /** Whether {@code folder} holds the test images and nothing to train on. */
  static boolean isTestAlone(Path folder) {
    return locate(folder, TEST_IMAGES) != null && !isPresent(folder);
  }

  /**
   * Reads the four files of {@code folder}, gzipped or not, with "-idx3" or ".idx3" in their names.
   *
   * @param classes the number of classes, or 0 to take it from the training labels, which must then
   *     hold every class from 0 to the largest
   */
  static DataSplit read(String name, Path folder, int classes, long seed) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          folder
              + " is not a folder; the four IDX files "
              + TRAIN_IMAGES
              + "[.gz] and so on are looked for in one");
    }
    return read(name, fileName -> DataFile.open(require(folder, fileName)), classes, seed);
  }

  static DataSplit read(String name, Opener opener, int classes, long seed) {
    IdxArray trainImages = array(opener, name, TRAIN_IMAGES, IdxArray.IMAGE_DIMENSIONS);
    IdxArray trainLabels = array(opener, name, TRAIN_LABELS, IdxArray.LABEL_DIMENSIONS);
    IdxArray testImages = array(opener, name, TEST_IMAGES, IdxArray.IMAGE_DIMENSIONS);
    IdxArray testLabels = array(opener, name, TEST_LABELS, IdxArray.LABEL_DIMENSIONS);
    int known = classes > 0 ? classes : classesOf(name + "/" + TRAIN_LABELS, trainLabels);
    requireLabels(name + "/" + TRAIN_LABELS, trainImages, trainLabels, known);
    requireLabels(name + "/" + TEST_LABELS, testImages, testLabels, known);
    int[][] rows = HoldOut.trainAndValidationRows(name, trainImages.count(), seed);
    int[] testRows = new int[testImages.count()];
    Arrays.setAll(testRows, i -> i);
    return new DataSplit(
        dataSet(name + " train", trainImages, trainLabels, rows[0], known),
        dataSet(name + " validation", trainImages, trainLabels, rows[1], known),
        dataSet(name + " test", testImages, testLabels, testRows, known));
  }

  /**
   * Reads two of the four: images and their labels.
   *
   * @param classes as {@link #read(String, Path, int, long)} has it
   */
  static DataSet readPair(Path folder, String imagesName, String labelsName, int classes) {
    String name = folder.toString();
    Opener opener = fileName -> DataFile.open(require(folder, fileName));
    IdxArray images = array(opener, name, imagesName, IdxArray.IMAGE_DIMENSIONS);
    IdxArray labels = array(opener, name, labelsName, IdxArray.LABEL_DIMENSIONS);
    int known = classes > 0 ? classes : classesOf(name + "/" + labelsName, labels);
    requireLabels(name + "/" + labelsName, images, labels, known);
    int[] all = new int[images.count()];
    Arrays.setAll(all, row -> row);
    return dataSet(name, images, labels, all, known);
  }

  /** One of the four; {@code name} tells in messages which data it belongs to. */
  static IdxArray array(Opener opener, String name, String fileName, int dimensions) {
    String fullName = name + "/" + fileName;
    try (InputStream in = opener.open(fileName)) {
      return IdxArray.read(in, fullName, dimensions);
    } catch (IOException e) {
      throw DataFile.unreadable(fullName, e);
    }
  }

  static Path require(Path folder, String fileName) {
    Path file = locate(folder, fileName);
    if (file == null) {
      throw new DataException(folder + " lacks " + fileName + " (or " + fileName + ".gz)");
    }
    return file;
  }

  /** The file under one of its usual names, or null. */
  private static Path locate(Path folder, String fileName) {
    String dotted = fileName.replace("-idx", ".idx");
    for (String candidate : new String[] {fileName, fileName + ".gz", dotted, dotted + ".gz"}) {
      Path file = folder.resolve(candidate);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  // Rows are gathered from the bytes: a float copy of all rows first would double the memory.
  private static DataSet dataSet(
      String name, IdxArray images, IdxArray labels, int[] rows, int classes) {
    int features = images.itemLength();
    float[] featureArray = new float[Math.multiplyExact(rows.length, features)];
    float[] targets = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      images.copyItem(rows[i], BRIGHTNESS, featureArray, i * features);
      targets[i] = labels.value(rows[i], 0);
    }
    return new DataSet(name, features, classes, featureArray, targets);
  }

  private static void requireLabels(String name, IdxArray images, IdxArray labels, int classes) {
    if (images.count() != labels.count()) {
      throw new DataException(
          name + " has " + labels.count() + " labels for " + images.count() + " images");
    }
    for (int i = 0; i < labels.count(); i++) {
      if (labels.value(i, 0) >= classes) {
        throw new DataException(
            name
                + " has the label "
                + labels.value(i, 0)
                + " in row "
                + (i + 1)
                + "; labels go from 0 to "
                + (classes - 1));
      }
    }
  }

  // One damaged byte would otherwise make dozens of classes that nothing belongs to.
  private static int classesOf(String name, IdxArray labels) {
    boolean[] seen = new boolean[BRIGHTNESS.length];
    int rowOfLargest = 0;
    for (int i = 0; i < labels.count(); i++) {
      seen[labels.value(i, 0)] = true;
      rowOfLargest = labels.value(i, 0) > labels.value(rowOfLargest, 0) ? i : rowOfLargest;
    }
    int largest = labels.value(rowOfLargest, 0);
    for (int label = 0; label < largest; label++) {
      if (!seen[label]) {
        throw new DataException(
            name
                + " has the label "
                + largest
                + " in row "
                + (rowOfLargest + 1)
                + " but no label "
                + label
                + "; if that is meant, say so with ?classes="
                + (largest + 1));
      }
    }
    return Math.max(2, largest + 1);
  }
}
