package dev.starling.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Opens data by the name that a user gave it:
 *
 * <pre>
 * fashion-mini          7,000 images of 14×14 in 10 classes, embedded
 * digits                1,797 images of 8×8 in 10 classes, embedded
 * fashion-mnist         70,000 images of 28×28 in 10 classes, from an installed copy
 * idx:DIR               ?classes=K; the four files of the MNIST family, gzipped or not
 * csv:FILE              ?target=COLUMN &amp;task=classification|regression &amp;classes=K
 *                       &amp;scale=standard|none
 * libsvm:FILE           ?task=… &amp;classes=K &amp;scale=…
 * synthetic:linear      ?samples=N &amp;features=N &amp;noise=SD &amp;scale=…
 * synthetic:sine        ?samples=N &amp;noise=SD
 * synthetic:two-means   ?samples=N &amp;noise=SD
 * </pre>
 *
 * <p>CSV: the last column is the target unless {@code target} names another, by its header or its
 * number from 1; a first line of words is taken for a header, and there may be none. The target is
 * a class if its cells are words, or at most 100 different whole numbers with two samples for each
 * on average; else it is a number. What is in doubt, such as a label seen once or a single 1.5
 * among whole numbers, is refused until {@code task} or {@code classes} says what is meant.
 *
 * <p>Where the target of a CSV or LIBSVM file is a number, and in synthetic:linear, features and
 * target are standardised by the training part, and <em>losses are in these units</em>: squares of
 * the target's standard deviation, halved; 0.5 is as good as always answering the mean. {@code
 * scale=none} leaves the numbers as they are, and {@code scale=standard} standardises the features
 * of classes too. Images are scaled to [0, 1] and nothing else.
 *
 * <p>Data that bring a test part keep it. The seed decides what else is held out, and what
 * synthetic data look like.
 */
public final class DataSources {
  private static final List<String> NAMES =
      List.of(
          FashionMini.NAME,
          "digits",
          "fashion-mnist",
          "idx:DIR",
          "csv:FILE",
          "libsvm:FILE",
          "synthetic:linear",
          "synthetic:sine",
          "synthetic:two-means");

  /** Kinds of data that are named by a path. */
  private static final Set<String> FILES = Set.of("idx", "csv", "libsvm");

  private static final int DIGITS_CLASSES = 10;
  private static final float DIGITS_BRIGHTEST = 16;

  private DataSources() {}

  /**
   * The known names, as a user types them; capitals stand for a path. csv:, libsvm: and
   * synthetic:linear standardise features and targets when the target is a number, so that losses
   * are in units of the scaled target; {@code ?scale=none} switches that off.
   */
  public static List<String> describe() {
    return NAMES;
  }

  /**
   * Reads or makes the data called {@code spec}.
   *
   * @throws DataException when there are no such data or they cannot be used
   */
  public static DataSplit open(String spec, long seed) {
    return open(SourceSpec.parse(spec), seed);
  }

  /**
   * As {@link #open(String, long)}, on a machine that may have the files elsewhere.
   *
   * @param folder in which files are looked for that are not where {@code spec} says
   */
  public static DataSplit open(String spec, long seed, Path folder) {
    return open(located(SourceSpec.parse(spec), folder), seed);
  }

  /** Where {@code source} is on a machine that may have its files in {@code folder}. */
  static SourceSpec located(SourceSpec source, Path folder) {
    return FILES.contains(source.kind()) ? source.in(folder) : source;
  }

  static DataSplit open(SourceSpec source, long seed) {
    return switch (source.kind()) {
      case FashionMini.NAME -> {
        requireBare(source);
        yield IdxFolder.read(
            FashionMini.NAME, DataSources::fashionMini, FashionMnist.CLASSES, seed);
      }
      case "digits" -> {
        requireBare(source);
        yield HoldOut.split(digits(), seed);
      }
      case "fashion-mnist" -> {
        requireBare(source);
        yield FashionMnist.open(seed);
      }
      case "idx" -> idx(source, seed);
      case "csv" -> fromFile(CsvReader.read(source.path(), source), source, seed);
      case "libsvm" -> fromFile(LibsvmReader.read(source.path(), source), source, seed);
      case "synthetic" -> SyntheticData.open(source, seed);
      default -> throw unknown(source);
    };
  }

  private static DataSplit fromFile(DataSet all, SourceSpec source, long seed) {
    return Scaling.apply(source, HoldOut.split(all, seed));
  }

  private static DataSplit idx(SourceSpec source, long seed) {
    source.requireOptionsAmong(Set.of("classes"));
    int classes = source.whole("classes", 0, 2);
    Path folder = source.path();
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return IdxFolder.read(
        last == null ? folder.toString() : last.toString(), folder, classes, seed);
  }

  private static InputStream fashionMini(String fileName) throws IOException {
    return resource(FashionMini.NAME + "/" + fileName + ".gz");
  }

  private static DataSet digits() {
    SourceSpec columns = SourceSpec.parse("digits?classes=" + DIGITS_CLASSES);
    try (InputStream in = resource("digits/digits.csv.gz")) {
      DataSet counts = CsvReader.read(in, "digits", columns);
      float[] scaled = counts.featureArray().clone();
      float[] targets = new float[counts.size()];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] /= DIGITS_BRIGHTEST;
      }
      for (int row = 0; row < targets.length; row++) {
        targets[row] = counts.target(row);
      }
      return new DataSet("digits", counts.features(), DIGITS_CLASSES, scaled, targets);
    } catch (IOException e) {
      throw DataFile.unreadable("digits", e);
    }
  }

  static InputStream resource(String name) throws IOException {
    InputStream raw = DataSources.class.getResourceAsStream(name);
    if (raw == null) {
      throw new FileNotFoundException("no resource " + name + " in this build");
    }
    return DataFile.unzipped(raw);
  }

  private static void requireBare(SourceSpec source) {
    if (!source.argument().isEmpty()) {
      throw new DataException(
          "data '" + source.text() + "': " + source.kind() + " takes nothing after its name");
    }
    source.requireOptionsAmong(Set.of());
  }

  private static DataException unknown(SourceSpec source) {
    return new UnknownDataException(
        "unknown data '"
            + source.text()
            + "'"
            + guess(source)
            + "; known: "
            + String.join(", ", NAMES));
  }

  private static String guess(SourceSpec source) {
    String reader = source.argument().isEmpty() ? readerFor(source.text()) : "";
    if (!reader.isEmpty()) {
      return " (did you mean " + reader + ":" + source.text() + "?)";
    }
    List<String> kinds = NAMES.stream().map(name -> name.substring(0, end(name))).toList();
    return NearestName.question(source.kind(), kinds.stream().distinct().toList());
  }

  /** People often name just the file: the kind that fits it, or nothing. */
  private static String readerFor(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv") || lower.endsWith(".csv.gz")) {
      return "csv";
    }
    if (lower.endsWith(".libsvm") || lower.endsWith(".svm")) {
      return "libsvm";
    }
    return text.indexOf('/') >= 0 && Files.isDirectory(Path.of(text)) ? "idx" : "";
  }

  private static int end(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? name.length() : colon;
  }
}
