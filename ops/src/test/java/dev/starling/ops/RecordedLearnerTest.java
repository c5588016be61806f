package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.report.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One learner, two hosts: what it did on a lane in real time it does again in virtual time. */
class RecordedLearnerTest {
  private static final int RECORDED = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clock.kind=natural gossip.protocol=push",
        "clock.kind=natural gossip.protocol=exchange",
        "clock.kind=paced gossip.protocol=push",
        "clock.kind=paced gossip.protocol=exchange"
      })
  void shouldDoInVirtualTimeWhatItDidInRealTime(String keys) {
    Path run = record(keys.split(" "));
    Capture replay = Capture.of("replay", run.toString());
    assertThat(replay.exit())
        .as("%s: %s%s", keys, replay.out(), replay.err())
        .isEqualTo(ExitCode.OK);
    assertThat(replay.out())
        .startsWith("learner 2: ")
        .contains("all equal, and θ and the versions bit by bit");
  }

  @Test
  void shouldSayWhereALearnerFirstDoesSomethingElse() throws IOException {
    Path run = record();
    Path config = RunDirectory.open(run).config();
    Files.writeString(config, Files.readString(config).replace("seed = 7", "seed = 8"));
    Capture replay = Capture.of("replay", run.toString());
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.out()).contains("at input ", " s after the first: ");
  }

  @Test
  void shouldNotTakeARecordingThatBreaksOffForEqual() throws IOException {
    Path run = record();
    Path recording = RunDirectory.open(run).inputs(RECORDED);
    byte[] bytes = Files.readAllBytes(recording);
    Files.write(recording, Arrays.copyOf(bytes, bytes.length / 2));
    Capture replay = Capture.of("replay", run.toString());
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.out()).contains("equal so far, but the recording breaks off there");
  }

  private Path record(String... keys) {
    Path run = folder.resolve("run");
    List<String> arguments =
        new ArrayList<>(List.of("train", "--data", "digits", "--model", "softmax", "--no-bounds"));
    arguments.addAll(List.of("--learners", "4", "--updates", "150", "--out", run.toString()));
    arguments.addAll(List.of("--record", "" + RECORDED, "--set", "clock.update-rate=150"));
    for (String key : keys) {
      arguments.addAll(List.of("--set", key));
    }
    Capture train = Capture.of(arguments.toArray(String[]::new));
    assertThat(train.exit()).as(train.err()).isEqualTo(ExitCode.OK);
    assertThat(train.err()).doesNotContain("breaks off");
    return run;
  }
}
