package dev.starling.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializationExtension;
import com.sun.management.ThreadMXBean;
import dev.starling.cluster.ByteMutator;
import dev.starling.cluster.ClusterRegistrations;
import dev.starling.cluster.MemberRig;
import dev.starling.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every message of the control plane, changed, cut, grown, doubled and joined to others, through
 * the serializer as a node has it. {@code -Dstarling.fuzz.seed=SEED} draws others, {@code
 * -Dstarling.fuzz.messages=NUMBER} more.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MessageFuzzTest {
  private static final long SEED = Long.getLong("starling.fuzz.seed", 20_261_121);
  private static final int MESSAGES = Integer.getInteger("starling.fuzz.messages", 1_000_000);

  /** Different ones of each type. */
  private static final int SAMPLES = 16;

  private static final int WAYS = 5;

  /** One message in so many that were accepted is written again. */
  private static final int WRITTEN_OF = 16;

  /** What a refusal takes: an exception or two with their traces. */
  private static final long REFUSAL_HEAP_BYTES = 64 << 10;

  /** Of objects, lists and copies of them, for each byte that came in. */
  private static final long HEAP_BYTES_PER_BYTE = 128;

  private static MemberRig member;
  private static StarlingKryoSerializer serializer;
  private static Collection<Class<?>> types;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final RandomStream random = RandomStream.named(SEED, "messages", 0);
  private final ByteMutator mutator = new ByteMutator(random);

  @BeforeAll
  static void start() throws Exception {
    member = new MemberRig();
    serializer =
        (StarlingKryoSerializer)
            SerializationExtension.get(Adapter.toClassic(member.system()))
                .serializerByIdentity()
                .apply(StarlingKryoSerializer.IDENTIFIER);
    Registry registry = new Registry(new FieldCodecs(new ActorRefs(null)));
    new ClusterRegistrations().register(registry);
    types = registry.typesById().values();
  }

  @AfterAll
  static void stop() {
    member.close();
  }

  @Test
  void shouldBringBackEveryMessageThatItsRecordAccepts() {
    for (byte[] written : samples()) {
      assertThat(serializer.toBinary(serializer.fromBinary(written)))
          .as("seed %d", SEED)
          .isEqualTo(written);
    }
  }

  @Test
  void shouldReadAMessageOrRefuseItWhateverTheBytesAre() {
    List<byte[]> samples = samples();
    int refused = 0;
    for (int input = 0; input < MESSAGES; input++) {
      byte[] bytes = mutated(samples);
      try {
        refused += readWithinBounds(bytes) ? 0 : 1;
      } catch (Throwable fault) {
        throw new AssertionError(
            "message %d, -Dtest=MessageFuzzTest -Dstarling.fuzz.seed=%d: %s"
                .formatted(input, SEED, HexFormat.of().formatHex(bytes)),
            fault);
      }
    }
    assertThat(refused).as("seed %d", SEED).isBetween(MESSAGES / 3, MESSAGES - 1);
  }

  private boolean readWithinBounds(byte[] bytes) {
    long bound = REFUSAL_HEAP_BYTES + HEAP_BYTES_PER_BYTE * bytes.length;
    Object message = null;
    long heap = bound + 1;
    // What goes through some code for the first time pays for linking it.
    for (int attempt = 0; attempt < 2 && heap > bound; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      message = read(bytes);
      heap = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(heap).as("heap bytes for %d", bytes.length).isLessThanOrEqualTo(bound);
    if (message == null) {
      return false;
    }
    assertThat(types).contains(message.getClass());
    if (random.nextInt(WRITTEN_OF) == 0) {
      assertThat(serializer.toBinary(message)).isNotEmpty();
    }
    return true;
  }

  /** The message, or null when it was refused. */
  private static Object read(byte[] bytes) {
    try {
      return serializer.fromBinary(bytes);
    } catch (MalformedMessageException refused) {
      return null;
    }
  }

  private byte[] mutated(List<byte[]> samples) {
    byte[] valid = pick(samples);
    return switch (random.nextInt(WAYS)) {
      case 0 -> mutator.cut(valid);
      case 1 -> mutator.grown(valid);
      case 2 -> joined(valid, valid.length, random.nextInt(2) == 0 ? valid : pick(samples));
      case 3 -> joined(valid, random.nextInt(valid.length), pick(samples));
      default -> mutator.changed(valid, valid.length);
    };
  }

  private static byte[] joined(byte[] head, int headBytes, byte[] tail) {
    byte[] both = new byte[headBytes + tail.length];
    System.arraycopy(head, 0, both, 0, headBytes);
    System.arraycopy(tail, 0, both, headBytes, tail.length);
    return both;
  }

  private byte[] pick(List<byte[]> samples) {
    return samples.get(random.nextInt(samples.size()));
  }

  private static List<byte[]> samples() {
    MessageGenerator generator =
        new MessageGenerator(RandomStream.named(SEED, "samples", 0), types, actors());
    List<byte[]> samples = new ArrayList<>();
    for (Class<?> type : types) {
      for (int i = 0; i < SAMPLES; i++) {
        samples.add(serializer.toBinary(generator.message(type)));
      }
    }
    return samples;
  }

  /** One here and one elsewhere. */
  private static List<ActorRef<?>> actors() {
    return List.of(
        member.system(),
        ActorRefResolver.get(member.system())
            .resolveActorRef("akka://starling@192.0.2.7:25520/user/gate#-1215478"));
  }
}
