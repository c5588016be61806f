package dev.starling.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds and reads the one labelled set in a folder that a node trains on and shows to nobody: the
 * training images and labels of the MNIST family, or a CSV or a LIBSVM file. What its classes are,
 * how many features it has and how it is scaled is not asked of it but of the {@link HeldOutData}
 * of the run, and what does not fit is refused with both values. Stateless.
 */
public final class OwnData {
  private static final String WANTED =
      "one labelled set: "
          + IdxFolder.TRAIN_IMAGES
          + " and "
          + IdxFolder.TRAIN_LABELS
          + ", or one .csv, .libsvm or .svm file (each may be gzipped)";

  private OwnData() {}

  /**
   * Reads it, at the scale of the run.
   *
   * @throws DataException when there is none, more than one, or one that does not fit {@code run}
   */
  public static DataSet read(Path folder, HeldOutData run) {
    Path set = find(folder, run);
    return run.scaled(requireAlike(readAs(set, run), run));
  }

  private static Path find(Path folder, HeldOutData run) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + " is not a folder; it has to hold " + WANTED);
    }
    List<Path> sets = new ArrayList<>();
    if (IdxFolder.isPresent(folder)) {
      sets.add(folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> !kindOf(file).isEmpty() && !isHeldOut(file, run))
          .sorted()
          .forEach(sets::add);
    } catch (IOException fault) {
      throw new DataException(folder + " cannot be read: " + fault, fault);
    }
    if (sets.isEmpty()) {
      throw new DataException(folder + " holds no data; it has to hold " + WANTED);
    }
    if (sets.size() > 1) {
      throw new DataException(
          folder
              + " holds more than one set ("
              + sets.stream().map(set -> nameOf(set, folder)).collect(Collectors.joining(", "))
              + "); it has to hold "
              + WANTED);
    }
    return sets.get(0);
  }

  private static String nameOf(Path set, Path folder) {
    return set.equals(folder) ? IdxFolder.TRAIN_IMAGES : set.getFileName().toString();
  }

  /** The held-out data may lie beside a node's own. */
  private static boolean isHeldOut(Path file, HeldOutData run) {
    boolean isFile = run.source().kind().equals("csv") || run.source().kind().equals("libsvm");
    try {
      return isFile && Files.isSameFile(file, run.source().path());
    } catch (IOException fault) {
      throw new DataException(file + " cannot be read: " + fault, fault);
    }
  }

  /** The reader of a file, by its name; "" when there is none. */
  private static String kindOf(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String bare = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (bare.endsWith(".csv")) {
      return "csv";
    }
    return bare.endsWith(".libsvm") || bare.endsWith(".svm") ? "libsvm" : "";
  }

  private static DataSet readAs(Path set, HeldOutData run) {
    if (Files.isDirectory(set)) {
      requireClasses(set, run);
      return IdxFolder.readPair(set, IdxFolder.TRAIN_IMAGES, IdxFolder.TRAIN_LABELS, run.classes());
    }
    SourceSpec spec = specOf(set, run);
    return spec.kind().equals("csv")
        ? CsvReader.read(set, spec, run.labels())
        : LibsvmReader.read(set, spec, run.labels(), run.features());
  }

  private static void requireClasses(Path set, HeldOutData run) {
    if (run.classes() == 0) {
      throw new DataException(
          set
              + " holds images with classes, and the targets of the run's data ("
              + run.name()
              + ") are numbers");
    }
  }

  /** What the run's data say of their targets, said of this file. */
  private static SourceSpec specOf(Path file, HeldOutData run) {
    Map<String, String> options = new LinkedHashMap<>();
    String kind = kindOf(file);
    if (run.classes() == 0) {
      options.put("task", "regression");
    } else if (run.labels().isEmpty()) {
      options.put("classes", Integer.toString(run.classes()));
    }
    String target = run.source().options().get("target");
    if (target != null && kind.equals("csv")) {
      options.put("target", target);
    }
    return new SourceSpec(kind + ":" + file, kind, file.toString(), options);
  }

  private static DataSet requireAlike(DataSet own, HeldOutData run) {
    if (own.features() != run.features()) {
      throw new DataException(
          own.name()
              + " has "
              + own.features()
              + " features, and the run's data ("
              + run.name()
              + ") have "
              + run.features());
    }
    return own;
  }
}
