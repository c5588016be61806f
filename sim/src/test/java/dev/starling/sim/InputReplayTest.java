package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.run.Latency;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.run.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One learner's inputs, recorded in company and fed to it again when it is alone. */
class InputReplayTest {
  private static final int RECORDED = 2;
  private static final RunDescription RUN = SmallRuns.paced(11, 5, 0x7FFF);
  private static final NetworkOptions NETWORK =
      NetworkOptions.PERFECT
          .withFrameParameters(64)
          .withLatency(Latency.uniform(0, 0.02))
          .withBytesPerSecond(1e6)
          .withLoss(0.1, 0.01)
          .withDuplication(0.1)
          .withReordering(0.01, 0.1);

  @Test
  void shouldRepeatEveryEffectAndEveryBit() {
    byte[] recording = record(RUN, NETWORK, 20);
    InputReplay.Result result = replay(RUN, recording);
    assertThat(result.difference()).isEmpty();
    assertThat(result.isEqual()).isTrue();
    assertThat(result.inputs()).isGreaterThan(1000);
    assertThat(result.effects()).isGreaterThan(500);
  }

  @Test
  void shouldFindTheFirstEffectThatDiffers() {
    byte[] recording = record(RUN, NETWORK, 5);
    InputReplay.Result result = replay(SmallRuns.paced(12, 5, 0x7FFF), recording);
    assertThat(result.isEqual()).isFalse();
    assertThat(result.difference())
        .startsWith("at input 1, a start 0.000000 s after the first: wake for STEP");
  }

  @Test
  void shouldFindASingleBitThatDiffersInAFrame() {
    // Nearly all bytes are parameters, and no frame is refused here. One of four bytes in a row is
    // that of the exponent.
    byte[] recording = record(RUN, NetworkOptions.PERFECT, 5);
    int middle = recording.length / 2;
    assertThat(IntStream.range(middle, middle + Float.BYTES))
        .anyMatch(position -> !isEqualWithout(recording.clone(), position));
  }

  @Test
  void shouldCompareARecordingThatBreaksOffAsFarAsItGoes() {
    byte[] recording = record(RUN, NETWORK, 5);
    InputReplay.Result result = replay(RUN, Arrays.copyOf(recording, recording.length * 2 / 3));
    assertThat(result.difference()).isEmpty();
    assertThat(result.complete()).isFalse();
    assertThat(result.isEqual()).isFalse();
    assertThat(result.effects()).isPositive();
  }

  @Test
  void shouldRefuseWhatIsNoRecordingOfThisLearner() {
    assertThatThrownBy(() -> replay(RUN, new byte[64]))
        .hasMessageContaining("not a recording of a learner's inputs");
    byte[] recording = record(RUN, NETWORK, 1);
    assertThatThrownBy(() -> replay(SmallRuns.paced(11, 6, 100), recording))
        .hasMessage(
            "the recording of learner 2 has 5 versions and 650 parameters, the run 6 and 650");
  }

  private static byte[] record(RunDescription run, NetworkOptions network, int seconds) {
    RunAssembly assembly = RunAssembly.open(run);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workspace workspace = assembly.newWorkspace();
        VirtualCluster cluster =
            new VirtualCluster(
                run.learners(),
                run.seed(),
                true,
                0,
                (id, incarnation) -> assembly.newLearner(id, incarnation, workspace),
                VirtualOptions.DEFAULT.withNetwork(network))) {
      InputRecorder recorder =
          new InputRecorder(Channels.newChannel(bytes), cluster.learner(RECORDED), 0);
      cluster.record(RECORDED, recorder);
      cluster.start();
      cluster.runUntil(seconds * BowlCluster.SECOND);
      cluster.stop();
      recorder.onEnd(cluster.learner(RECORDED));
    }
    return bytes.toByteArray();
  }

  private static InputReplay.Result replay(RunDescription run, byte[] recording) {
    RunAssembly assembly = RunAssembly.open(run);
    try (Workspace workspace = assembly.newWorkspace()) {
      return InputReplay.run(
          new ByteArrayInputStream(recording),
          (id, incarnation) -> assembly.newLearner(id, incarnation, workspace));
    }
  }

  private static boolean isEqualWithout(byte[] recording, int position) {
    recording[position] ^= 0x40;
    try {
      return replay(RUN, recording).isEqual();
    } catch (RuntimeException refused) {
      return false;
    }
  }
}
