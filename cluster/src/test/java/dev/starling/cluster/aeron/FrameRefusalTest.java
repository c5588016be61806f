package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.Learner;
import dev.starling.run.RunDescription;
import dev.starling.wire.FrameWriter;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import java.util.Arrays;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A push whose frame of parameters is not as it should be, at a lane's end of its stream. */
class FrameRefusalTest {
  private static final int SOURCE = 0;
  private static final int TARGET = 1;
  private static final int SESSION = 7;
  private static final int FIRST_VALUE = RawFrame.HEADER_BYTES;

  private static FuzzedLane lane;

  private final Header header = new Header(0, 0);
  private Learner target;
  private float[] before;
  private byte[] versions;
  private byte[] parameters;

  @BeforeAll
  static void open() {
    RunDescription.Clock slow = new RunDescription.Clock("paced", 1, 0, List.of(1.0));
    lane = new FuzzedLane(LaneRig.describe(2, slow, 0));
  }

  @AfterAll
  static void close() {
    lane.close();
  }

  @BeforeEach
  void write() {
    lane.seat();
    UnsafeBuffer fragment = new UnsafeBuffer(new byte[DataHeaderFlyweight.HEADER_LENGTH]);
    fragment.putInt(DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, SESSION);
    header.buffer(fragment).offset(0);
    Learner source = lane.models.get(SOURCE).learner();
    source.parameters().fill(1);
    target = lane.models.get(TARGET).learner();
    before = target.parameters().toArray();
    FrameWriter writer = new FrameWriter().push(lane.key(), SOURCE, TARGET, 1, 0, 0);
    int count = before.length;
    versions = new byte[FrameWriter.versionFrameBytes(2)];
    parameters = new byte[FrameWriter.parameterFrameBytes(count)];
    UnsafeBuffer room = new UnsafeBuffer(BufferUtil.allocateDirectAligned(parameters.length, 8));
    writer.encodeVersions(room, 0, new long[2], 0, 2);
    room.getBytes(0, versions);
    writer.encodeParameters(room, 0, source.parameters(), 0, count);
    room.getBytes(0, parameters);
  }

  @Test
  void shouldMixAPushThatIsAsItShouldBe() {
    deliver(versions);
    deliver(parameters);
    assertThat(lane.totals().get(Tally.PUSHES_MIXED)).isEqualTo(1);
    assertThat(target.parameters().get(0)).isEqualTo((before[0] + 1) / 2);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void shouldDropAndCountAFrameWithAValueThatIsNotFinite(float value) {
    RawFrame.numbers(parameters).putFloat(FIRST_VALUE, value);
    requireDropped(Tally.DROPPED_INSANE, parameters);
  }

  @ParameterizedTest
  @ValueSource(floats = {1e30f, -1e30f, Float.MAX_VALUE})
  void shouldDropAndCountAFrameWithAnAbsurdValue(float value) {
    RawFrame.numbers(parameters).putFloat(parameters.length - Float.BYTES, value);
    requireDropped(Tally.DROPPED_INSANE, parameters);
  }

  @Test
  void shouldDropAndCountAFrameOfAForeignRun() {
    byte[] foreign = FrameMutator.withLong(parameters, RawFrame.RUN, lane.key() + 1);
    requireDropped(Tally.DROPPED_FOREIGN, foreign);
  }

  @Test
  void shouldDropAndCountAFrameOfAnotherVersion() {
    int newer = RawFrame.numbers(parameters).getInt(RawFrame.PROTOCOL) + (1 << 24);
    byte[] other = FrameMutator.withInt(parameters, RawFrame.PROTOCOL, newer);
    requireDropped(Tally.DROPPED_MALFORMED, other);
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, -1, 1, 4, 4096})
  void shouldDropAndCountAFrameThatIsNotAsLongAsItSays(int more) {
    requireDropped(Tally.DROPPED_MALFORMED, Arrays.copyOf(parameters, parameters.length + more));
  }

  @Test
  void shouldDropAndCountAFrameThatIsLongerThanTheModel() {
    int count = before.length + 1;
    byte[] longer = Arrays.copyOf(parameters, parameters.length + Float.BYTES);
    requireDropped(Tally.DROPPED_MISFIT, FrameMutator.withInt(longer, RawFrame.LENGTH, count));
  }

  @Test
  void shouldDropAndCountAFrameForALearnerThatIsNotHere() {
    requireDropped(Tally.DROPPED_ABSENT, FrameMutator.withInt(parameters, RawFrame.TARGET, 2));
  }

  @Test
  void shouldDropAndCountAFrameThatComesTwice() {
    deliver(versions);
    deliver(parameters);
    float[] mixed = target.parameters().toArray();
    deliver(parameters);
    assertThat(lane.totals().get(Tally.DROPPED_MISFIT)).isEqualTo(1);
    assertThat(target.parameters().toArray()).isEqualTo(mixed);
  }

  private void requireDropped(Tally reason, byte[] frame) {
    deliver(versions);
    deliver(frame);
    Totals totals = lane.totals();
    assertThat(totals.get(reason)).isEqualTo(1);
    assertThat(totals.get(Tally.FRAMES_RECEIVED)).isEqualTo(2);
    assertThat(totals.get(Tally.PUSHES_MIXED)).isZero();
    assertThat(target.parameters().toArray()).isEqualTo(before);
  }

  private void deliver(byte[] frame) {
    UnsafeBuffer bytes = new UnsafeBuffer(BufferUtil.allocateDirectAligned(frame.length, 8));
    bytes.putBytes(0, frame);
    lane.receiver.onFragment(bytes, 0, frame.length, header);
  }
}
