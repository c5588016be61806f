package dev.starling.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageFingerprintTest {
  private static final String BASE = MessageFingerprint.of(one(Plain.class));

  @Test
  void shouldBeTheSameForTheSameBytes() {
    assertThat(BASE).matches("[0-9a-f]{8}").isEqualTo(MessageFingerprint.of(one(Plain.class)));
    assertThat(MessageFingerprint.of(one(Renamed.class))).isEqualTo(BASE);
  }

  @Test
  void shouldChangeWithWhateverChangesTheBytes() {
    assertThat(
            List.of(
                MessageFingerprint.of(one(Longer.class)),
                MessageFingerprint.of(one(Turned.class)),
                MessageFingerprint.of(one(Listed.class)),
                MessageFingerprint.of(one(OtherConstants.class)),
                MessageFingerprint.of(registry -> registry.record(501, Plain.class)),
                MessageFingerprint.of(
                    one(Plain.class), registry -> registry.record(502, Turned.class)),
                BASE))
        .doesNotHaveDuplicates();
  }

  private static KryoRegistrations one(Class<? extends Record> type) {
    return registry -> registry.record(500, type);
  }

  private enum Colour {
    RED,
    GREEN
  }

  private enum Paint {
    RED,
    BLUE
  }

  private record Plain(int count, List<Long> sums, Colour colour) {}

  private record Renamed(int number, List<Long> totals, Colour tint) {}

  private record Longer(int count, List<Long> sums, Colour colour, int more) {}

  private record Turned(List<Long> sums, int count, Colour colour) {}

  private record Listed(int count, List<Double> sums, Colour colour) {}

  private record OtherConstants(int count, List<Long> sums, Paint colour) {}
}
