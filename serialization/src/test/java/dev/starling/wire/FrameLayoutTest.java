package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The layout is a promise: these bytes may change only together with the protocol's version. */
class FrameLayoutTest {
  private static final String HEADER_OF_BOTH =
      "8877665544332211" // run
          + "05000000" // source
          + "40420f00" // target
          + "0807060504030201" // push sequence
          + "0201000000030000" // source version: incarnation 3, count 258
          + "000000000000e0bf"; // capacity trim: -0.5

  private static final String VERSIONS =
      "53545201" // protocol
          + "01" // kind
          + "01" // encoding
          + "0000" // flags
          + HEADER_OF_BOTH
          + "07000000" // offset
          + "03000000" // length
          + "0201000000000000"
          + "0000000000000000"
          + "0000000000010000";

  private static final String PARAMETERS =
      "53545201" // protocol
          + "02" // kind
          + "01" // encoding
          + "0000" // flags
          + HEADER_OF_BOTH
          + "04000000" // offset
          + "03000000" // length
          + "0000803f"
          + "000000c0"
          + "cdcccc3d";

  @Test
  void shouldWriteVersionsAsTheStoredBytes() {
    assertThat(FrameBytes.hex(FrameBytes.versions())).isEqualTo(VERSIONS);
  }

  @Test
  void shouldWriteParametersAsTheStoredBytes() {
    assertThat(FrameBytes.hex(FrameBytes.parameters())).isEqualTo(PARAMETERS);
  }

  @Test
  void shouldKeepEveryPayloadOnAMultipleOfEight() {
    assertThat(FrameWriter.headerBytes()).isEqualTo(56);
    assertThat(FrameWriter.headerBytes() % Long.BYTES).isZero();
  }

  @Test
  void shouldReadTheStoredBytes() {
    FrameFlyweight frame = new FrameFlyweight();
    UnsafeBuffer buffer = FrameBytes.buffer(PARAMETERS.length() / 2);
    buffer.putBytes(0, HexFormat.of().parseHex(PARAMETERS));

    FrameFault fault = frame.wrap(buffer, 0, buffer.capacity(), FrameBytes.SESSION, FrameBytes.RUN);

    assertThat(fault).isEqualTo(FrameFault.NONE);
    assertThat(frame.parameters().get(2)).isEqualTo(0.1f);
  }
}
