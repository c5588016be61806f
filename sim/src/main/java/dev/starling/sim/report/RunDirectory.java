package dev.starling.sim.report;

import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SummaryJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory that a run leaves, and the names in it. Each file but {@code metrics.csv} is
 * written beside its place and renamed into it, so that a reader finds the whole file or none, and
 * all but the models of single learners are forced to disk before; {@code metrics.csv} grows row by
 * row. Used by one thread.
 */
public final class RunDirectory {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /**
   * Makes the directory {@code runs/id}, and those above it.
   *
   * @param runs where the directories of runs are kept
   * @param id letters, digits, dot, hyphen and underscore, 100 at most, a letter or digit first
   */
  public static RunDirectory create(Path runs, String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "run id \""
              + id
              + "\" must be 1 to 100 letters, digits, '.', '-' or '_', the first a letter or"
              + " digit");
    }
    return create(runs.resolve(id));
  }

  /**
   * Makes the directory, and those above it, or takes one that is there and empty.
   *
   * @throws IllegalArgumentException when there is something in it: results are never overwritten
   * @throws UncheckedIOException when it cannot be made
   */
  public static RunDirectory create(Path directory) {
    try {
      requireFresh(directory);
      Files.createDirectories(directory);
      return new RunDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the run directory " + directory + ": " + FileFault.words(e), e);
    }
  }

  /**
   * The directory of a run that is over.
   *
   * @throws IllegalArgumentException when there is no summary in it
   */
  public static RunDirectory open(Path directory) {
    RunDirectory run = new RunDirectory(directory);
    if (!Files.isRegularFile(run.summary())) {
      throw new IllegalArgumentException(
          directory + " is not the directory of a finished run: it has no summary.json");
    }
    return run;
  }

  /**
   * The directory of a run that was stopped and can go on.
   *
   * @throws IllegalArgumentException when there is nothing in it to go on from
   */
  public static RunDirectory ofStopped(Path directory) {
    RunDirectory run = new RunDirectory(directory);
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException("there is no run directory " + directory);
    }
    if (!Files.isRegularFile(run.resume()) || !Files.isRegularFile(run.config())) {
      throw new IllegalArgumentException(
          "%s cannot be resumed: it has no %s, since its learners were not saved (checkpoint.dir)"
              .formatted(directory, run.resume().getFileName()));
    }
    return run;
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** The configuration as the run resolved it. */
  public Path config() {
    return root.resolve("config.conf");
  }

  /** What a run that is stopped goes on with. */
  public Path resume() {
    return root.resolve("resume.conf");
  }

  /** Whether the run came to an end of any kind, and its results are here. */
  public boolean hasSummary() {
    return Files.isRegularFile(summary());
  }

  /** Versions of Starling, Java and the libraries, and the seed. */
  public Path versions() {
    return root.resolve("versions.txt");
  }

  /** The rows of the run. */
  public Path metrics() {
    return root.resolve("metrics.csv");
  }

  /** What the columns of {@link #metrics} mean. */
  public Path metricsColumns() {
    return root.resolve("metrics-columns.csv");
  }

  /** What each link carried. */
  public Path links() {
    return root.resolve("links.csv");
  }

  /** What the columns of {@link #links} mean. */
  public Path linksColumns() {
    return root.resolve("links-columns.csv");
  }

  /** Shares of the pairs by staleness and by age of information. */
  public Path shares() {
    return root.resolve("staleness.csv");
  }

  /** The documented keys. */
  public Path summary() {
    return root.resolve("summary.json");
  }

  /** The page for people. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** The split as a small table. */
  public Path split() {
    return root.resolve("split.txt");
  }

  /** The model of median validation accuracy, or the one named average. */
  public Path model() {
    return root.resolve("model.npy");
  }

  /** The model of one learner. */
  public Path model(int learner) {
    return root.resolve("models").resolve(learner + ".npy");
  }

  /** All inputs of one learner, where they were recorded. */
  public Path inputs(int learner) {
    return recordings().resolve(learner + ".log");
  }

  /** Where {@link #inputs} are. */
  public Path recordings() {
    return root.resolve("inputs");
  }

  /** A plot, such as {@code ("loss", "svg")}. */
  public Path plot(String name, String extension) {
    return root.resolve("plots").resolve(name + "." + extension);
  }

  /** Starts {@link #metrics} and puts the column dictionary beside it. */
  public MetricsCsv openMetrics() {
    write(metricsColumns(), MetricsCsv.dictionary());
    return MetricsCsv.create(metrics());
  }

  /** Goes on with {@link #metrics}, without the rows from {@code seconds} on. */
  public MetricsCsv resumeMetrics(double seconds) {
    return Files.isRegularFile(metrics()) ? MetricsCsv.resume(metrics(), seconds) : openMetrics();
  }

  /** Writes {@link #links}, {@link #linksColumns} and {@link #shares}. */
  public void writeStaleness(StalenessDetail detail) {
    write(links(), LinkFiles.links(detail.links()));
    write(linksColumns(), LinkFiles.linksDictionary(detail.links()));
    write(shares(), LinkFiles.shares(detail));
  }

  /** The rows written so far. */
  public List<MetricsRow> readMetrics() {
    return MetricsCsv.read(metrics());
  }

  /** Writes {@link #summary}. */
  public void writeSummary(RunSummary summary) {
    write(summary(), SummaryJson.write(summary));
  }

  /**
   * Reads {@link #summary}.
   *
   * @throws IllegalArgumentException when it is none; the message names the file
   */
  public RunSummary readSummary() {
    try {
      return SummaryJson.read(Files.readString(summary()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(summary() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + summary() + ": " + FileFault.words(e), e);
    }
  }

  /**
   * Writes a model as {@link NpyFile}.
   *
   * @param file such as {@link #model()}
   */
  public void writeModel(Path file, FloatBuffer parameters) {
    inPlace(
        file,
        unfinished -> {
          NpyFile.write(unfinished, parameters);
          // Its bytes must not be younger than its name.
          force(unfinished);
        });
  }

  /**
   * Writes {@link #model(int)}, whole or not at all for readers, but not forced to disk: of a
   * hundred thousand learners each would wait some 10 ms for it.
   */
  public void writeLearner(int learner, float[] parameters) {
    FloatBuffer values = FloatBuffer.wrap(parameters);
    inPlace(model(learner), unfinished -> NpyFile.write(unfinished, values));
  }

  /** As {@link #writeModel(Path, FloatBuffer)}. */
  public void writeModel(Path file, float[] parameters) {
    writeModel(file, FloatBuffer.wrap(parameters));
  }

  /** Writes a text as UTF-8. */
  public void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes. */
  public void write(Path file, byte[] bytes) {
    inPlace(file, unfinished -> force(unfinished, bytes));
  }

  private void inPlace(Path file, Consumer<Path> writer) {
    if (!file.startsWith(root)) {
      throw new IllegalArgumentException(file + " is outside the run directory " + root);
    }
    Path name = Objects.requireNonNull(file.getFileName(), "file name");
    Path unfinished = file.resolveSibling("." + name + ".tmp");
    try {
      Files.createDirectories(unfinished.toAbsolutePath().getParent());
      writer.accept(unfinished);
      move(unfinished, file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + FileFault.words(e), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems: still never a half file under the final name on our own side.
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void force(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + FileFault.words(e), e);
    }
  }

  private static void force(Path file, byte[] bytes) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer source = ByteBuffer.wrap(bytes);
      while (source.hasRemaining()) {
        channel.write(source);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + FileFault.words(e), e);
    }
  }

  private static void requireFresh(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          directory + " is a file, the run needs a directory of its own");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      Path first = entries.sorted().findFirst().orElse(null);
      if (first != null) {
        throw new IllegalArgumentException(
            "run directory %s is not empty (it holds %s): name a new one or empty it"
                .formatted(directory, first.getFileName()));
      }
    }
  }
}
