package dev.starling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSelectionTest {
  private static final int LONG = 10_000;
  private static final int HEAP_BYTES_PER_CHARACTER = 128;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | 3 | 5 | true",
        "3>5           | 3 | 5 | true",
        "3>5           | 5 | 3 | false",
        "0-7,12>*      | 7 | 99 | true",
        "0-7,12>*      | 12 | 0 | true",
        "0-7,12>*      | 8 | 0 | false",
        "*>3; 4 > *    | 9 | 3 | true",
        "*>3; 4 > *    | 4 | 9 | true",
        "*>3; 4 > *    | 9 | 4 | false"
      })
  void shouldNameLinksBySourcesAndTargets(String text, int source, int target, boolean isOne) {
    assertThat(LinkSelection.parse("faults.links", text).contains(source, target)).isEqualTo(isOne);
  }

  @Test
  void shouldKnowTheHighestLearnerThatItNames() {
    assertThat(LinkSelection.parse("faults.links", "0-7,12>*; 3>20").highest()).isEqualTo(20);
    assertThat(LinkSelection.parse("faults.links", "*>*").highest()).isEqualTo(-1);
  }

  @Test
  void shouldTakeNoMoreThanItsTextWhateverLearnersItNames() {
    String text = "0-9999999>0-9999999;".repeat(LONG);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    LinkSelection.parse("faults.links", text);
    long before = threads.getCurrentThreadAllocatedBytes();
    LinkSelection.parse("faults.links", text);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan((long) HEAP_BYTES_PER_CHARACTER * text.length());
  }

  @Test
  void shouldReadSetsOfAnyLength() {
    String everySecond = "7,9-11,".repeat(LONG) + "13>2";
    assertThat(LinkSelection.parse("faults.links", everySecond).contains(10, 2)).isTrue();
    assertThat(LinkSelection.parse("faults.links", everySecond).contains(12, 2)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3",
        "3>",
        "a>b",
        "7-3>*",
        "3>5>7",
        "3-5-7>*",
        "99999999999>1",
        "-3>*",
        "3,>*",
        "1 2>3",
        "10000001>3"
      })
  void shouldRefuseWhatIsNoLinkAndSayWhatIs(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinkSelection.parse("faults.links", text))
        .withMessageStartingWith("faults.links must be SOURCES>TARGETS");
  }
}
