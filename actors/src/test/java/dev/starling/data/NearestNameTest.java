package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  // Levenshtein's own measure: kitten to sitting takes three steps, the textbook example.
  @Test
  void shouldCountInsertionsDeletionsAndSubstitutions() {
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("same", "same")).isZero();
  }

  @Test
  void shouldGuessOnlyWhatIsNear() {
    List<String> known = List.of("digits", "fashion-mini");

    assertThat(NearestName.question("digts", known)).isEqualTo(" (did you mean digits?)");
    assertThat(NearestName.question("imagenet", known)).isEmpty();
    assertThat(NearestName.question("", known)).isEmpty();
  }
}
