package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.learning.FrameKind;
import dev.starling.params.ParameterVector;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "REQUEST, 03",
    "GRANT, 04",
    "REFUSAL, 05",
    "DIFFERENCE, 08",
    "QUERY, 0b",
    "RECEIPT, 0c",
    "GONE, 0d"
  })
  void shouldWriteAValueAsTheStoredBytes(FrameKind kind, String code) {
    assertThat(FrameBytes.hex(FrameBytes.value(kind, 258)))
        .isEqualTo(
            "53545201" // protocol
                + code
                + "01" // encoding
                + "0000" // flags
                + HEADER_OF_BOTH
                + "00000000" // offset
                + "01000000" // length
                + "0201000000000000");
  }

  @ParameterizedTest
  @CsvSource({"MODEL_VERSIONS, 06", "DIFFERENCE_VERSIONS, 09"})
  void shouldTellVersionsOfAnExchangeFromThoseOfAPush(FrameKind kind, String code) {
    UnsafeBuffer buffer = FrameBytes.buffer(FrameWriter.versionFrameBytes(3));
    FrameBytes.writer().encodeVersions(buffer, 0, kind, new long[] {258, 0, 1L << 40}, 0, 3);

    assertThat(FrameBytes.hex(buffer))
        .isEqualTo(
            VERSIONS
                .replaceFirst("^5354520101", "53545201" + code)
                .replaceFirst("0700000003000000", "0000000003000000"));
  }

  @ParameterizedTest
  @CsvSource({"MODEL_PARAMETERS, 07", "DIFFERENCE_PARAMETERS, 0a"})
  void shouldTellParametersOfAnExchangeFromThoseOfAPush(FrameKind kind, String code) {
    UnsafeBuffer buffer = FrameBytes.buffer(FrameWriter.parameterFrameBytes(1));
    try (ParameterVector theta = ParameterVector.allocate(2)) {
      theta.set(1, -2);
      FrameBytes.writer().encodeParameters(buffer, 0, kind, theta, 1, 1);
    }

    assertThat(FrameBytes.hex(buffer))
        .startsWith("53545201" + code + "010000")
        .endsWith("01000000" + "01000000" + "000000c0");
  }

  @Test
  void shouldRefuseAKindThatDoesNotCarryThat() {
    UnsafeBuffer buffer = FrameBytes.buffer(100);
    assertThatThrownBy(() -> FrameBytes.writer().encodeValue(buffer, 0, FrameKind.PUSH_VERSIONS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PUSH_VERSIONS");
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
