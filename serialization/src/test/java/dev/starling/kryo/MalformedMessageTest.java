package dev.starling.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import dev.starling.kryo.SampleMessages.Sample;
import dev.starling.random.RandomStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedMessageTest {
  private static final long SEED = 20_260_002;
  private static final int INPUTS = 50_000;
  private static final int PING_ID = 32;
  private static final int[] EDGES = {0, 1, 0x7F, 0x80, 0xFF};

  private static SampleSystem host;
  private static StarlingKryoSerializer serializer;

  private final RandomStream random = RandomStream.named(SEED, "mutation", 0);

  @BeforeAll
  static void start() {
    host = new SampleSystem();
    serializer = host.serializer();
  }

  @AfterAll
  static void stop() throws Exception {
    host.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; no message",
        "00; no message has the id -2",
        // Kryo's own: a class name, an int, a String.
        "01 00 9e; no message has the id -1",
        "02 02; no message has the id 0",
        "03 81; no message has the id 1",
        "7f; no message has the id 125",
        "ff ff ff ff 0f; no message has the id -3",
        "ff ff ff ff 07; no message has the id 2147483645",
        "23 ff ff ff ff 07; a length of 2147483647 at 1 bytes or more each, with 0 bytes left",
        "23 ff ff ff ff 0f; a length of -1",
        "23 02 61; a length of 2 at 1 bytes or more each, with 1 bytes left",
        "25 00 00 80 80 80 01 00; a length of 2097152 at 8 bytes or more each, with 1 bytes left",
        "26 80 80 80 80 04; a length of 1073741824",
        "23 00 00; 1 bytes are left over after a",
        "24 02; a boolean of 2",
        "ca 01 02; has 2 constants and none numbered 2",
        "ca 01 ff ff ff ff 0f; none numbered -1",
        "28 00 00 00 00 00 00 00 40; refuses its components: share must be in [0, 1], was 2.0",
        "28 00; no message"
      })
  void shouldSayWhatIsWrongWithTheBytes(String hex, String message) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThatThrownBy(() -> serializer.fromBinary(bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "bkka://samples/user",
        "akka://others/user",
        "akka://sam\nples/user"
      })
  void shouldRefuseAReferenceThatLeadsNowhere(String path) {
    Output ping = new Output(256);
    ping.writeVarInt(PING_ID + 2, true);
    ScalarCodecs.writeString(ping, "hello");
    ping.writeInt(3);
    ScalarCodecs.writeString(ping, path);

    assertThatThrownBy(() -> serializer.fromBinary(ping.toBytes()))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("a reference of " + path.length());
  }

  @Test
  void shouldRefuseNestingWithoutEnd() {
    byte[] bytes = new byte[1_000_000];
    Arrays.fill(bytes, (byte) 0x27);

    assertThatThrownBy(() -> serializer.fromBinary(bytes))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void shouldGoOnAfterBytesThatItRefused() {
    shouldRefuseNestingWithoutEnd();

    Sample message = new SampleMessages.Pong("x");
    assertThat(serializer.fromBinary(serializer.toBinary(message))).isEqualTo(message);
  }

  @Test
  void shouldThrowNothingElseWhateverTheBytesAre() {
    List<byte[]> valid =
        SampleMessages.all(host.receiver(new CompletableFuture<>())).stream()
            .map(serializer::toBinary)
            .toList();
    int refused = 0;
    for (int input = 0; input < INPUTS; input++) {
      byte[] bytes = mutated(valid.get(random.nextInt(valid.size())));
      try {
        assertThat(serializer.fromBinary(bytes)).isInstanceOf(Sample.class);
      } catch (MalformedMessageException e) {
        refused++;
      } catch (Throwable e) {
        throw new AssertionError(
            "seed " + SEED + ", input " + input + ": " + HexFormat.of().formatHex(bytes), e);
      }
    }
    assertThat(refused).as("seed %d", SEED).isBetween(INPUTS / 3, INPUTS - 1);
  }

  /** Cut, grown, or with 1 to 8 bytes changed, half of those to the edges of a byte. */
  private byte[] mutated(byte[] valid) {
    int way = random.nextInt(4);
    if (way == 0) {
      return Arrays.copyOf(valid, random.nextInt(valid.length));
    }
    if (way == 1) {
      byte[] grown = Arrays.copyOf(valid, valid.length + 1 + random.nextInt(16));
      for (int i = valid.length; i < grown.length; i++) {
        grown[i] = changedByte();
      }
      return grown;
    }
    byte[] changed = valid.clone();
    for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
      changed[random.nextInt(changed.length)] = changedByte();
    }
    return changed;
  }

  private byte changedByte() {
    return (byte)
        (random.nextInt(2) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(256));
  }
}
