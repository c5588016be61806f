package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstDrawsTest {

  @Test
  void shouldForgetWhatIsDrawnBeyondThoseCompared() {
    FirstDraws few = drawn(0, FirstDraws.COMPARED);
    FirstDraws many = drawn(0, 3 * FirstDraws.COMPARED);

    assertThat(few.isComplete()).isTrue();
    assertThat(many.value()).isEqualTo(few.value());
  }

  @Test
  void shouldTellAnotherOrderAndAnotherDrawApart() {
    FirstDraws there = new FirstDraws();
    there.add(1);
    there.add(2);
    FirstDraws back = new FirstDraws();
    back.add(2);
    back.add(1);

    assertThat(back.value()).isNotEqualTo(there.value());
    assertThat(drawn(1, FirstDraws.COMPARED).value())
        .isNotEqualTo(drawn(0, FirstDraws.COMPARED).value());
    assertThat(drawn(0, FirstDraws.COMPARED - 1).isComplete()).isFalse();
  }

  @Test
  void shouldHashThePartOfAnArrayThatIsNamed() {
    int[] rows = {9, 1, 2, 3, 9};
    int[] same = {1, 2, 3};

    assertThat(FirstDraws.hashOf(rows, 1, 3)).isEqualTo(FirstDraws.hashOf(same, 0, 3));
    assertThat(FirstDraws.hashOf(rows, 1, 3)).isNotEqualTo(FirstDraws.hashOf(same, 0, 2));
  }

  private static FirstDraws drawn(int from, int count) {
    FirstDraws draws = new FirstDraws();
    IntStream.range(from, from + count).forEach(draws::add);
    return draws;
  }
}
