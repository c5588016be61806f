package dev.starling.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds an installed copy of Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): 60,000 + 10,000 images
 * of 28×28 in 10 classes. It is not shipped for its size; {@link FashionMini} is cut out of it.
 */
final class FashionMnist {
  static final int CLASSES = 10;
  private static final String FOLDER = "fashion-mnist";

  private FashionMnist() {}

  static DataSplit open(long seed) {
    return open(placesToLook(), seed);
  }

  /** Reads the first of {@code places} that holds it. */
  static DataSplit open(List<Path> places, long seed) {
    for (Path place : places) {
      if (IdxFolder.isPresent(place)) {
        return IdxFolder.read(FOLDER, place, CLASSES, seed);
      }
    }
    throw new DataException(
        "Fashion-MNIST is not installed: run 'apt-get install dataset-fashion-mnist', or name the"
            + " folder of its four files with idx:DIR (looked in "
            + places.stream().map(Path::toString).collect(Collectors.joining(", "))
            + ")");
  }

  private static List<Path> placesToLook() {
    List<Path> places = new ArrayList<>();
    addBoth(places, System.getProperty("starling.data"));
    addBoth(places, System.getenv("STARLING_DATA"));
    places.add(Path.of(System.getProperty("user.home"), ".starling", "data", FOLDER));
    places.add(Path.of("/usr/share/datasets", FOLDER));
    addBoth(places, ".");
    return places;
  }

  private static void addBoth(List<Path> places, String folder) {
    if (folder != null && !folder.isBlank()) {
      places.add(Path.of(folder));
      places.add(Path.of(folder, FOLDER));
    }
  }
}
