package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 16_384, 40_001})
  void shouldReadBackEveryBit(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = Float.intBitsToFloat(i * 40_503 & 0x7F7FFFFF);
    }
    Path file = directory.resolve("model.npy");

    NpyFile.write(file, values);

    assertThat(NpyFile.read(file)).isEqualTo(values);
  }

  @Test
  void shouldWriteTheBytesThatNumPyWrites() throws Exception {
    Path file = directory.resolve("model.npy");

    NpyFile.write(file, new float[] {1.5f, -2f, 0f});

    // numpy 1.24: numpy.save("model.npy", numpy.array([1.5, -2, 0], dtype="<f4"))
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
    byte[] expected =
        ByteBuffer.allocate(140)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .putShort((short) 118)
            .put(
                (header + " ".repeat(117 - header.length()) + "\n")
                    .getBytes(StandardCharsets.US_ASCII))
            .putFloat(1.5f)
            .putFloat(-2f)
            .putFloat(0f)
            .array();
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void shouldWriteWhatRemainsInADirectBufferOfAnyOrder() {
    FloatBuffer buffer = ByteBuffer.allocateDirect(16).order(ByteOrder.BIG_ENDIAN).asFloatBuffer();
    buffer.put(new float[] {9, 1, 2, 3}).position(1);
    Path file = directory.resolve("model.npy");

    NpyFile.write(file, buffer);

    assertThat(NpyFile.read(file)).containsExactly(1, 2, 3);
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void shouldSayWhatIsWrongWithAFile() throws Exception {
    Path file = directory.resolve("model.npy");
    NpyFile.write(file, new float[] {1, 2, 3});
    byte[] whole = Files.readAllBytes(file);

    assertRefused(Arrays.copyOf(whole, whole.length - 1), "truncated");
    assertRefused(Arrays.copyOf(whole, 40), "truncated");
    assertRefused("PK not an array".getBytes(StandardCharsets.US_ASCII), "not an .npy file");
    assertRefused(replace(whole, "<f4", "<f8"), "must be little-endian float32");
    assertRefused(replace(whole, "(3,)", "(3,1"), "must have one dimension");
    assertRefused(replace(whole, "False", "True "), "must be C order");
  }

  private void assertRefused(byte[] bytes, String message) throws Exception {
    Path file = directory.resolve("broken.npy");
    Files.write(file, bytes);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyFile.read(file))
        .withMessageContaining("broken.npy")
        .withMessageContaining(message);
  }

  private static byte[] replace(byte[] bytes, String from, String to) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
