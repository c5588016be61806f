package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final List<String> heard = new ArrayList<>();
  private final Interruption interruption = new Interruption(() -> heard.add("end"));

  @Test
  void shouldEndAtOnceWhileThereIsNothingToSave() {
    interruption.noticeWith(() -> heard.add("notice"));
    interruption.request();
    assertThat(heard).containsExactly("end");
  }

  @Test
  void shouldTidyBeforeTheEnd() {
    interruption.endAfter(() -> heard.add("tidy"));
    interruption.request();
    assertThat(heard).containsExactly("tidy", "end");
  }

  @Test
  void shouldTellThatItWasHeard() {
    interruption.noticeWith(() -> heard.add("notice"));
    interruption.answerWith(() -> heard.add("answer"));
    interruption.request();
    assertThat(heard).containsExactly("notice", "answer");
    assertThat(interruption.isRequested()).isTrue();
  }
}
