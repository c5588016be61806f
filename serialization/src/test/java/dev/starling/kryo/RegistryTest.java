package dev.starling.kryo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.kryo.SampleMessages.Nested;
import dev.starling.kryo.SampleMessages.Order;
import dev.starling.kryo.SampleMessages.Pong;
import dev.starling.kryo.SampleMessages.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private final Registry registry = new Registry(new FieldCodecs(new ActorRefs(null)));

  record Maybe(Optional<String> value) {}

  @SuppressWarnings("rawtypes")
  record RawList(List values) {}

  record Table(Map<String, Long> values) {}

  record Anything(Object value) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Grid(long[][] cells) {}

  @Test
  void shouldRefuseAnIdThatIsTaken() {
    registry.record(40, Pong.class);

    assertThatThrownBy(() -> registry.record(40, Share.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id 40 is given to both")
        .hasMessageContaining("Pong")
        .hasMessageContaining("Share");
  }

  @Test
  void shouldRefuseATypeThatHasAnIdAlready() {
    registry.enumeration(40, Order.class);

    assertThatThrownBy(() -> registry.enumeration(41, Order.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("registered twice, with ids 40 and 41");
  }

  @Test
  void shouldRefuseAnIdOutOfRange() {
    for (int id : new int[] {-1, 0, Registry.FIRST_ID - 1, Registry.LAST_ID + 1}) {
      assertThatThrownBy(() -> registry.record(id, Pong.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not in 32 to 16000");
    }
  }

  @Test
  void shouldNameTheComponentThatCannotTravel() {
    List<Class<? extends Record>> types =
        List.of(Maybe.class, RawList.class, Anything.class, Grid.class);
    for (Class<? extends Record> type : types) {
      assertThatThrownBy(() -> registry.record(40, type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("component " + type.getRecordComponents()[0].getName())
          .hasMessageContaining(type.getName())
          .hasMessageContaining("cannot travel");
    }
  }

  @Test
  void shouldNameTheComponentForWhichNothingIsRegistered() {
    assertThatThrownBy(registry.record(40, Table.class)::seal)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component values of record")
        .hasMessageContaining("java.util.Map, and no registered record or enum is one");
  }

  @Test
  void shouldAcceptAnInterfaceThatARegisteredTypeImplements() {
    registry.record(40, Nested.class).seal();
  }

  @Test
  void shouldNameARegistrationThatCannotBeMade() {
    assertStartFails("", "starling.kryo.registrations is missing");
    assertStartFails(
        "starling.kryo.registrations = [\"no.such.Messages\"]", "names no.such.Messages");
    assertStartFails(
        "starling.kryo.registrations = [\"java.lang.String\"]", "implements KryoRegistrations");
  }

  private static void assertStartFails(String config, String message) {
    assertThatThrownBy(() -> new SampleSystem(config)).hasStackTraceContaining(message);
  }
}
