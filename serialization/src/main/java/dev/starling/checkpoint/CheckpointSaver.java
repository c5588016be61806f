package dev.starling.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Saves and reads the checkpoints of a node's learners on one thread, so that those who ask never
 * wait for the disk. Images that wait for it are few, and their memory is used again: whoever finds
 * no room comes back later. All methods may be called from any thread; the thread ends by itself
 * when there is nothing to do.
 */
public final class CheckpointSaver {
  /** Images that are being filled or wait for the disk. */
  public static final int MAX_WAITING = 8;

  private static final long IDLE_SECONDS = 2;

  private final CheckpointStore store;
  private final Consumer<String> onFirstFault;
  private final Executor disk;
  private final Semaphore room = new Semaphore(MAX_WAITING);
  private final ConcurrentLinkedQueue<CheckpointWriter> idle = new ConcurrentLinkedQueue<>();
  private final AtomicLong failed = new AtomicLong();
  private boolean faultSaid;

  /** A saver with a thread of its own. */
  public static CheckpointSaver start(CheckpointStore store, Consumer<String> onFirstFault) {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    thread.setThreadFactory(
        task -> {
          Thread made = new Thread(task, "checkpoints");
          made.setDaemon(true);
          return made;
        });
    thread.allowCoreThreadTimeOut(true);
    return new CheckpointSaver(store, onFirstFault, thread);
  }

  /**
   * A saver on somebody's thread.
   *
   * @param onFirstFault hears, in one line and once, that a checkpoint could not be saved
   * @param disk runs one task after the other
   */
  CheckpointSaver(CheckpointStore store, Consumer<String> onFirstFault, Executor disk) {
    this.store = store;
    this.onFirstFault = onFirstFault;
    this.disk = disk;
  }

  /**
   * Fills an image and has it saved, if there is room for it.
   *
   * @param image fills what it is given, from {@link CheckpointWriter#begin} on, before this
   *     returns
   * @return bytes of the image; 0 when as many wait as may, and nothing was filled
   */
  public int trySave(Consumer<CheckpointWriter> image) {
    if (!room.tryAcquire()) {
      return 0;
    }
    CheckpointWriter writer = idle.poll();
    CheckpointWriter filled = writer == null ? new CheckpointWriter() : writer;
    ByteBuffer bytes;
    try {
      image.accept(filled);
      bytes = filled.finish();
    } catch (RuntimeException | Error fault) {
      room.release();
      throw fault;
    }
    disk.execute(
        () -> {
          save(bytes);
          idle.add(filled);
          room.release();
        });
    return bytes.remaining();
  }

  /**
   * Fills an image and has it saved, whether there is room or not: for a learner that goes, whose
   * memory it takes the place of.
   *
   * @return completes on the saver's thread when the image is safe, or has turned out not to be
   */
  public CompletionStage<Void> saveLast(Consumer<CheckpointWriter> image) {
    CheckpointWriter writer = new CheckpointWriter();
    image.accept(writer);
    ByteBuffer bytes = writer.finish();
    return CompletableFuture.runAsync(() -> save(bytes), disk);
  }

  /** Looks for a learner's newest checkpoint, once all that was asked before is saved. */
  public CompletionStage<CheckpointStore.Found> find(int learner) {
    CompletableFuture<CheckpointStore.Found> answer = new CompletableFuture<>();
    disk.execute(
        () -> {
          try {
            answer.complete(store.newest(learner));
          } catch (IOException | RuntimeException fault) {
            answer.completeExceptionally(fault);
          }
        });
    return answer;
  }

  /** Completes when all that was asked before is done. */
  public CompletionStage<Void> flush() {
    return CompletableFuture.runAsync(() -> {}, disk);
  }

  /** Checkpoints that could not be saved since the last call. */
  public long takeFailed() {
    return failed.getAndSet(0);
  }

  private void save(ByteBuffer image) {
    try {
      store.save(image);
    } catch (IOException | RuntimeException fault) {
      failed.incrementAndGet();
      if (!faultSaid) {
        faultSaid = true;
        onFirstFault.accept(fault.toString());
      }
    }
  }
}
