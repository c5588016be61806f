package dev.starling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving on a thread of its own, with a disk that is slow or refuses. */
class CheckpointSaverTest {
  @TempDir private Path folder;
  private final Deque<Runnable> disk = new ArrayDeque<>();
  private final List<String> faults = new ArrayList<>();

  @Test
  void shouldFillNothingWhenAsManyWaitAsMay() throws Exception {
    CheckpointSaver saver = saver(folder);
    int bytes = saver.trySave(writer -> SampleState.fill(writer, 0));
    assertThat(bytes).isEqualTo(SampleState.image(0).remaining());
    for (int i = 1; i < CheckpointSaver.MAX_WAITING; i++) {
      long sequence = i;
      assertThat(saver.trySave(writer -> SampleState.fill(writer, sequence))).isEqualTo(bytes);
    }
    assertThat(
            saver.trySave(
                writer -> {
                  throw new AssertionError("there is no room");
                }))
        .isZero();
    disk.poll().run();
    assertThat(saver.trySave(writer -> SampleState.fill(writer, 50))).isEqualTo(bytes);
    SampleState.requireEqual(found(saver).checkpoint().orElseThrow(), 50);
    assertThat(saver.takeFailed()).isZero();
  }

  @Test
  void shouldSaveTheLastOfALearnerEvenWithoutRoom() throws Exception {
    CheckpointSaver saver = saver(folder);
    for (int i = 0; i < CheckpointSaver.MAX_WAITING; i++) {
      long sequence = i;
      saver.trySave(writer -> SampleState.fill(writer, sequence));
    }
    CompletionStage<Void> safe = saver.saveLast(writer -> SampleState.fill(writer, 99));
    SampleState.requireEqual(found(saver).checkpoint().orElseThrow(), 99);
    assertThat(safe).isCompleted();
  }

  @Test
  void shouldSayOnceThatTheDiskRefusesAndCountEachTime() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "no directory");
    CheckpointSaver saver = saver(file);
    for (int i = 0; i < 3; i++) {
      long sequence = i;
      saver.trySave(writer -> SampleState.fill(writer, sequence));
    }
    runAll();
    assertThat(faults).singleElement().asString().contains("taken");
    assertThat(saver.takeFailed()).isEqualTo(3);
    assertThat(saver.takeFailed()).isZero();
    Files.delete(file);
    saver.trySave(writer -> SampleState.fill(writer, 3));
    SampleState.requireEqual(found(saver).checkpoint().orElseThrow(), 3);
  }

  @Test
  void shouldReadWhatItsThreadHasJustSaved() throws Exception {
    CheckpointSaver saver =
        CheckpointSaver.start(new CheckpointStore(folder, SampleState.RUN), faults::add);
    saver.trySave(writer -> SampleState.fill(writer, 1));
    CheckpointStore.Found found =
        saver.find(SampleState.LEARNER).toCompletableFuture().get(30, TimeUnit.SECONDS);
    SampleState.requireEqual(found.checkpoint().orElseThrow(), 1);
    assertThat(faults).isEmpty();
  }

  private CheckpointSaver saver(Path directory) {
    return new CheckpointSaver(
        new CheckpointStore(directory, SampleState.RUN), faults::add, disk::add);
  }

  private CheckpointStore.Found found(CheckpointSaver saver) throws IOException {
    CompletionStage<CheckpointStore.Found> answer = saver.find(SampleState.LEARNER);
    runAll();
    return answer.toCompletableFuture().join();
  }

  private void runAll() {
    while (!disk.isEmpty()) {
      disk.poll().run();
    }
  }
}
