package dev.starling.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checkpoints in a directory, {@code LEARNER-SEQUENCE.checkpoint} each. One is written beside its
 * place, forced to disk, renamed, and the directory forced too; so whatever stops the machine, the
 * one before it is whole. The newest two of each learner are kept. Used by one thread per learner.
 */
public final class CheckpointStore {
  private static final int KEPT = 2;
  private static final Pattern NAME = Pattern.compile("(\\d{1,10})-(\\d{1,19})\\.checkpoint");

  private static final Comparator<Saved> NEWEST_FIRST =
      Comparator.<Saved>comparingLong(Saved::sequence).reversed();

  private final Path directory;

  /** A store in {@code directory}, which is made when the first checkpoint is saved. */
  public CheckpointStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns when {@code image} is safe.
   *
   * @throws DamagedCheckpointException when it is no image
   * @throws IOException when the disk refuses; earlier checkpoints are as they were
   */
  public void save(ByteBuffer image) throws IOException {
    Checkpoint checkpoint = Checkpoint.of(image);
    Files.createDirectories(directory);
    String name = checkpoint.learner() + "-" + checkpoint.sequence() + ".checkpoint";
    Path unfinished = directory.resolve("." + name + ".tmp");
    try {
      force(unfinished, image.duplicate());
      Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    forceDirectory();
    List<Saved> all = saved(checkpoint.learner());
    for (Saved old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      Files.deleteIfExists(old.file());
    }
  }

  /**
   * The newest checkpoint of a learner that is whole.
   *
   * @return empty when there is none
   * @throws IOException when the directory or a file cannot be read at all
   */
  public Optional<Found> newest(int learner) throws IOException {
    List<String> passedOver = new ArrayList<>();
    for (Saved saved : saved(learner)) {
      try {
        Checkpoint checkpoint = Checkpoint.of(read(saved.file()));
        if (checkpoint.learner() == learner && checkpoint.sequence() == saved.sequence()) {
          return Optional.of(new Found(checkpoint, saved.file(), passedOver));
        }
        passedOver.add(saved.file() + ": holds another checkpoint than its name says");
      } catch (DamagedCheckpointException damaged) {
        passedOver.add(saved.file() + ": " + damaged.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Those of a learner, the newest first. */
  private List<Saved> saved(int learner) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.flatMap(file -> Saved.of(file, learner)).sorted(NEWEST_FIRST).toList();
    }
  }

  private static ByteBuffer read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long bytes = channel.size();
      if (bytes > Checkpoint.MAX_BYTES) {
        throw new DamagedCheckpointException(bytes + " bytes, more than a checkpoint can have");
      }
      ByteBuffer image = ByteBuffer.allocate((int) bytes);
      while (image.hasRemaining() && channel.read(image) >= 0) {
        // A read may return less than there is.
      }
      return image.flip();
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
   * What was found.
   *
   * @param file that it is in
   * @param passedOver newer ones that are damaged: file and reason
   */
  public record Found(Checkpoint checkpoint, Path file, List<String> passedOver) {
    /** Copies the list. */
    public Found {
      passedOver = List.copyOf(passedOver);
    }
  }

  private record Saved(Path file, long sequence) {
    static Stream<Saved> of(Path file, int learner) {
      Matcher name = NAME.matcher(Objects.requireNonNull(file.getFileName()).toString());
      return name.matches() && Long.parseLong(name.group(1)) == learner
          ? Stream.of(new Saved(file, sequence(name.group(2))))
          : Stream.empty();
    }

    private static long sequence(String digits) {
      try {
        return Long.parseLong(digits);
      } catch (NumberFormatException tooLarge) {
        // Nobody wrote that name; it comes last.
        return -1;
      }
    }
  }
}
