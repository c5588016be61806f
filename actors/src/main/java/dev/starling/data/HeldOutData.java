package dev.starling.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What all nodes of a run hold in common when each trains on data of its own: the samples by which
 * every model is judged, and what own data have to be like. Nobody trains on it, and the scale that
 * own data are brought to is taken from it alone, so that it tells nothing of anybody's.
 *
 * <p>Data that bring a test part are judged by that and the validation part that they would have in
 * any run. Of a CSV or LIBSVM file, and of a folder of test images alone, a third validates and the
 * rest tests. Immutable.
 */
public final class HeldOutData {
  private final SourceSpec source;
  private final DataSet validation;
  private final DataSet test;
  private final Optional<Scaling> scaling;

  private HeldOutData(
      SourceSpec source, DataSet validation, DataSet test, Optional<Scaling> scaling) {
    this.source = source;
    this.validation = validation;
    this.test = test;
    this.scaling = scaling;
  }

  /**
   * Reads what {@code spec} names, as {@link DataSources} has it.
   *
   * @param folder in which files are looked for that are not where {@code spec} says; null for none
   * @throws DataException when there are no such data or they cannot be used
   */
  public static HeldOutData open(String spec, long seed, Path folder) {
    SourceSpec named = SourceSpec.parse(spec);
    SourceSpec source = folder == null ? named : DataSources.located(named, folder);
    return switch (source.kind()) {
      case "csv" -> ofFile(source, CsvReader.read(source.path(), source), seed);
      case "libsvm" -> ofFile(source, LibsvmReader.read(source.path(), source), seed);
      case "synthetic" ->
          throw new DataException(
              "data '"
                  + spec
                  + "': nobody has own data like those that are made; name data that come from"
                  + " files");
      default -> ofImages(source, seed);
    };
  }

  private static HeldOutData ofFile(SourceSpec source, DataSet all, long seed) {
    Optional<Scaling> scaling = Scaling.by(source, all);
    return cut(source, scaling.map(by -> by.scaled(all)).orElse(all), scaling, seed);
  }

  private static HeldOutData ofImages(SourceSpec source, long seed) {
    if (source.kind().equals("idx") && IdxFolder.isTestAlone(source.path())) {
      source.requireOptionsAmong(Set.of("classes"));
      DataSet all =
          IdxFolder.readPair(
              source.path(),
              IdxFolder.TEST_IMAGES,
              IdxFolder.TEST_LABELS,
              source.whole("classes", 0, 2));
      return cut(source, all, Optional.empty(), seed);
    }
    DataSplit parts = DataSources.open(source, seed);
    return new HeldOutData(source, parts.validation(), parts.test(), Optional.empty());
  }

  private static HeldOutData cut(
      SourceSpec source, DataSet all, Optional<Scaling> scaling, long seed) {
    DataSet[] parts = HoldOut.validationAndTest(all, seed);
    return new HeldOutData(source, parts[0], parts[1], scaling);
  }

  public DataSet validation() {
    return validation;
  }

  public DataSet test() {
    return test;
  }

  /** As the user named it. */
  String name() {
    return source.text();
  }

  SourceSpec source() {
    return source;
  }

  int features() {
    return test.features();
  }

  /** Number of classes; 0 for regression. */
  int classes() {
    return test.classes();
  }

  /** What the classes are called, in their order; empty when by their numbers. */
  List<String> labels() {
    return test.labels();
  }

  /** {@code own} at the scale of these data. */
  DataSet scaled(DataSet own) {
    return scaling.map(by -> by.scaled(own)).orElse(own);
  }
}
