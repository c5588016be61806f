package dev.starling.cluster;

import dev.starling.data.DataSet;
import dev.starling.data.DataSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;

/** Folders of own data for nodes, cut out of the training part of digits. */
final class OwnDataFiles {
  private static final DataSet DIGITS = DataSources.open("digits", 7).train();

  private OwnDataFiles() {}

  /** A folder {@code name} with the rows that {@code isTaken}. */
  static Path cut(Path place, String name, IntPredicate isTaken) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < DIGITS.size(); row++) {
      if (isTaken.test(row)) {
        add(text, row);
      }
    }
    try {
      Path folder = Files.createDirectory(place.resolve(name));
      Files.writeString(folder.resolve("own.csv"), text);
      return folder;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** A folder {@code name} with every sample of one class. */
  static Path ofClass(Path place, String name, int label) {
    return cut(place, name, row -> DIGITS.target(row) == label);
  }

  private static void add(StringBuilder text, int row) {
    int features = DIGITS.features();
    for (int feature = 0; feature < features; feature++) {
      text.append(DIGITS.featureArray()[row * features + feature]).append(',');
    }
    text.append((int) DIGITS.target(row)).append('\n');
  }
}
