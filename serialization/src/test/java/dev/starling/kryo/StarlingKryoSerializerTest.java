package dev.starling.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorRef;
import akka.serialization.SerializationExtension;
import dev.starling.kryo.SampleMessages.Nested;
import dev.starling.kryo.SampleMessages.Order;
import dev.starling.kryo.SampleMessages.Ping;
import dev.starling.kryo.SampleMessages.Pong;
import dev.starling.kryo.SampleMessages.Sample;
import dev.starling.kryo.SampleMessages.Unregistered;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StarlingKryoSerializerTest {
  private static final long WAIT_SECONDS = 120;

  private static SampleSystem host;
  private static StarlingKryoSerializer serializer;

  private final CompletableFuture<Pong> received = new CompletableFuture<>();
  private final ActorRef<Pong> receiver = host.receiver(received);

  @BeforeAll
  static void start() {
    host = new SampleSystem();
    serializer = host.serializer();
  }

  @AfterAll
  static void stop() throws Exception {
    host.close();
  }

  @Test
  void shouldBringBackEveryKindOfMessage() {
    for (Sample message : SampleMessages.all(receiver)) {
      assertThat(read(serializer.toBinary(message))).isEqualTo(message);
    }
  }

  @Test
  void shouldCarryMessagesBetweenActors() throws Exception {
    host.system.tell(new Ping("hello", 3, receiver));

    assertThat(received.get(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(new Pong("hello 3"));
  }

  @Test
  void shouldBringBackAReferenceThatReachesItsActor() throws Exception {
    Ping copy = (Ping) read(serializer.toBinary(new Ping("", 0, receiver)));

    copy.replyTo().tell(new Pong("arrived"));

    assertThat(received.get(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(new Pong("arrived"));
  }

  @Test
  void shouldBeTheSerializerThatAkkaChooses() throws NotSerializableException {
    assertThat(SerializationExtension.get(host.extended()).serializerFor(Pong.class).identifier())
        .isEqualTo(StarlingKryoSerializer.IDENTIFIER);
    assertThat(serializer.includeManifest()).isFalse();
  }

  /** The bytes are a promise to older nodes: these change with no version. */
  @Test
  void shouldWriteTheStoredBytes() {
    List<String> stored =
        List.of(
            // id 33 + 2, no bytes
            "23" + "00",
            // id, true, -1, -2, 'ß', -3, 2^40, 0.1f, -1e300, 5, ordinal 1
            "24"
                + "01"
                + "ff"
                + "feff"
                + "df00"
                + "fdffffff"
                + "0000000000010000"
                + "cdcccc3d"
                + "9c7500883ce437fe"
                + "0500000000000000"
                + "01",
            // id, 2 bytes, no ints, 2 longs, 2 floats, 1 double
            "25"
                + "0201ff"
                + "00"
                + "0200000000000000800700000000000000"
                + "020000c07f00000040"
                + "019a9999999999b93f",
            // id, 2 strings, 2 ordinals, 3 messages, 2 lists of longs
            "26"
                + "020161026263"
                + "020100"
                + "03"
                + "230178"
                + "ca0100"
                + "27230179"
                + "02"
                + "0201000000000000000200000000000000"
                + "00",
            "27" + "27" + "ca0101",
            "28" + "000000000000d03f",
            "ca01" + "00",
            "ca01" + "01");
    List<Sample> messages = SampleMessages.all(receiver);

    for (int i = 0; i < stored.size(); i++) {
      // The first message holds a reference, whose path differs from run to run.
      Sample message = messages.get(i + 1);
      assertThat(HexFormat.of().formatHex(serializer.toBinary(message)))
          .as("%s", message)
          .isEqualTo(stored.get(i));
      assertThat(read(HexFormat.of().parseHex(stored.get(i)))).isEqualTo(message);
    }
  }

  @Test
  void shouldRefuseToWriteWhatIsNotRegistered() {
    for (Object message : new Object[] {new Unregistered(1), "text", 7, List.of()}) {
      assertThatThrownBy(() -> serializer.toBinary(message))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message.getClass().getName())
          .hasMessageContaining("starling.kryo.registrations");
    }
    assertThatThrownBy(() -> serializer.toBinary(new Nested(new Unregistered(1))))
        .hasMessageContaining("Unregistered is not registered");
  }

  @Test
  void shouldRefuseToWriteNull() {
    assertThatThrownBy(() -> serializer.toBinary(new Pong(null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component text of record")
        .hasMessageContaining("is null");
    List<String> names = new ArrayList<>();
    names.add(null);
    assertThatThrownBy(
            () ->
                serializer.toBinary(
                    new SampleMessages.Lists(names, List.of(), List.of(), List.of())))
        .hasMessageContaining("holds null");
    assertThatThrownBy(() -> serializer.toBinary(null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldBoundHowDeepMessagesNest() {
    assertThat(read(serializer.toBinary(nested(StarlingKryoSerializer.MAX_DEPTH - 1))))
        .isInstanceOf(Nested.class);
    assertThatThrownBy(() -> serializer.toBinary(nested(StarlingKryoSerializer.MAX_DEPTH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void shouldBoundHowLargeAMessageIs() {
    Pong large = new Pong("x".repeat(StarlingKryoSerializer.MAX_MESSAGE_BYTES));

    assertThatThrownBy(() -> serializer.toBinary(large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void shouldServeManyThreadsAtOnce() throws Exception {
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int worker = 0; worker < 4; worker++) {
      workers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int round = 0; round < 200; round++) {
                  for (Sample message : SampleMessages.all(receiver)) {
                    assertThat(read(serializer.toBinary(message))).isEqualTo(message);
                  }
                }
              }));
    }
    for (CompletableFuture<Void> worker : workers) {
      worker.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Sample nested(int depth) {
    Sample message = Order.STOP;
    for (int i = 0; i < depth; i++) {
      message = new Nested(message);
    }
    return message;
  }

  private static Object read(byte[] bytes) {
    return serializer.fromBinary(bytes);
  }
}
