package dev.starling.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checkpoints of one run in a directory of their own. Each learner has two places, {@code
 * LEARNER-0.checkpoint} and {@code LEARNER-1.checkpoint}, and a new checkpoint takes that of the
 * older one. It is written beside its place, forced to disk, renamed, and the directory forced too;
 * so whatever stops the machine, the one before it is whole. A save looks at two files, however
 * many learners there are. Used by one thread per learner.
 */
public final class CheckpointStore {
  private static final int PLACES = 2;
  private static final int UNUSABLE = -1;
  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path directory;
  private final long run;

  /**
   * A store in {@code directory}, which is made when the first checkpoint is saved.
   *
   * @param run identity of the run, as the images carry it
   */
  public CheckpointStore(Path directory, long run) {
    this.directory = directory;
    this.run = run;
  }

  /**
   * The store of a run, in a directory of its own.
   *
   * @param directory for all runs
   * @param id names the run: letters, digits, '.', '-' and '_', the first a letter or digit
   * @throws IllegalArgumentException when the id would lead elsewhere
   */
  public static CheckpointStore ofRun(Path directory, String id, long run) {
    if (!RUN_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "checkpoints of run \"" + id + "\": its id must be letters, digits, '.', '-' and '_'");
    }
    return new CheckpointStore(directory.resolve(id), run);
  }

  /** Where the checkpoints are. */
  public Path directory() {
    return directory;
  }

  /**
   * Returns when {@code image} is safe.
   *
   * @throws DamagedCheckpointException when it is no image of this run
   * @throws IOException when the disk refuses, or has an image as new; what is on disk stays
   */
  public void save(ByteBuffer image) throws IOException {
    Checkpoint checkpoint = Checkpoint.of(image);
    requireOfThisRun(checkpoint);
    Files.createDirectories(directory);
    Path place = placeFor(checkpoint);
    Path unfinished = directory.resolve("." + place.getFileName() + ".tmp");
    try {
      force(unfinished, image.duplicate());
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    forceDirectory();
  }

  /**
   * Looks for the newest checkpoint of a learner that is whole.
   *
   * @throws IOException when a file is there and cannot be read at all
   */
  public Found newest(int learner) throws IOException {
    List<Saved> whole = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      Path file = file(learner, place);
      try {
        whole.add(new Saved(read(file, learner), file));
      } catch (NoSuchFileException none) {
        // Nothing has been saved there.
      } catch (DamagedCheckpointException fault) {
        damaged.add(file + ": " + fault.getMessage());
      }
    }
    Optional<Saved> newest =
        whole.stream().max(Comparator.comparingLong(saved -> saved.checkpoint().sequence()));
    return new Found(newest.map(Saved::checkpoint), newest.map(Saved::file), damaged);
  }

  private Path file(int learner, int place) {
    return directory.resolve(learner + "-" + place + ".checkpoint");
  }

  private void requireOfThisRun(Checkpoint checkpoint) throws DamagedCheckpointException {
    if (checkpoint.run() != run) {
      throw new DamagedCheckpointException(
          "of run %016x, not of %016x".formatted(checkpoint.run(), run));
    }
  }

  /** That of the older one, or of one that cannot be used. */
  private Path placeFor(Checkpoint checkpoint) throws IOException {
    int learner = checkpoint.learner();
    long[] sequences = new long[PLACES];
    for (int place = 0; place < PLACES; place++) {
      sequences[place] = sequenceIn(file(learner, place), learner);
    }
    int oldest = sequences[0] <= sequences[1] ? 0 : 1;
    long newest = sequences[1 - oldest];
    if (newest >= checkpoint.sequence()) {
      throw new IOException(
          "learner %d has checkpoint %d in %s already, and %d is not newer"
              .formatted(learner, newest, directory, checkpoint.sequence()));
    }
    return file(learner, oldest);
  }

  private long sequenceIn(Path file, int learner) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header =
          ByteBuffer.allocate(CheckpointLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      fill(header, channel);
      boolean isHeader =
          !header.hasRemaining()
              && header.getLong(0) == CheckpointLayout.FORMAT
              && header.getInt(CheckpointLayout.HEADER_CHECKSUM)
                  == CheckpointLayout.checksum(header, 0, CheckpointLayout.HEADER_CHECKSUM)
              && header.getLong(CheckpointLayout.RUN) == run
              && header.getInt(CheckpointLayout.LEARNER) == learner;
      return isHeader ? header.getLong(CheckpointLayout.SEQUENCE) : UNUSABLE;
    } catch (NoSuchFileException none) {
      return UNUSABLE;
    }
  }

  private Checkpoint read(Path file, int learner) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long bytes = channel.size();
      if (bytes > Checkpoint.MAX_BYTES) {
        throw new DamagedCheckpointException(bytes + " bytes, more than a checkpoint can have");
      }
      ByteBuffer image = ByteBuffer.allocate((int) bytes);
      fill(image, channel);
      Checkpoint checkpoint = Checkpoint.of(image.flip());
      requireOfThisRun(checkpoint);
      if (checkpoint.learner() != learner) {
        throw new DamagedCheckpointException("of learner " + checkpoint.learner());
      }
      return checkpoint;
    }
  }

  /** A read may return less than there is. */
  private static void fill(ByteBuffer target, FileChannel channel) throws IOException {
    while (target.hasRemaining() && channel.read(target) >= 0) {
      // Goes on where it stopped.
    }
  }

  private static void force(Path file, ByteBuffer image) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      while (image.hasRemaining()) {
        channel.write(image);
      }
      channel.force(true);
    }
  }

  /** Makes the new name last; a directory can be opened for that on the systems that we run on. */
  private void forceDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * What was found of a learner.
   *
   * @param checkpoint the newest that is whole; empty when none is
   * @param file that it is in
   * @param damaged files of the learner that cannot be used, each with the reason
   */
  public record Found(Optional<Checkpoint> checkpoint, Optional<Path> file, List<String> damaged) {
    /** Copies the list. */
    public Found {
      damaged = List.copyOf(damaged);
    }
  }

  private record Saved(Checkpoint checkpoint, Path file) {}
}
