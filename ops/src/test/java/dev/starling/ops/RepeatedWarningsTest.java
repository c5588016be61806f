package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.agrona.concurrent.CachedNanoClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger akka = context.getLogger("akka.remote.artery.InboundHandshake");
  private final CachedNanoClock clock = new CachedNanoClock();
  private final ListAppender<ILoggingEvent> shown = new ListAppender<>();

  @BeforeEach
  void start() {
    RepeatedWarnings filter = new RepeatedWarnings(clock);
    filter.start();
    context.addTurboFilter(filter);
    shown.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(shown);
  }

  @Test
  void shouldSayAWarningOnceAndThenHowOftenItCame() {
    for (int i = 0; i < 250; i++) {
      akka.warn("dropped, for {}", "other");
    }
    akka.warn("dropped, for {}", "another");
    assertThat(shown.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "dropped, for other",
            "came 10 times by now: dropped, for other",
            "came 100 times by now: dropped, for other",
            "dropped, for another");
  }

  @Test
  void shouldSayAgainWhatStillComesAfterTheInterval() {
    akka.warn("dropped");
    clock.advance(RepeatedWarnings.SAID_AGAIN_NS - 1);
    akka.warn("dropped");
    clock.advance(1);
    akka.warn("dropped");
    clock.advance(RepeatedWarnings.SAID_AGAIN_NS - 1);
    akka.warn("dropped");
    assertThat(shown.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("dropped", "came 3 times by now: dropped");
  }

  @Test
  void shouldLeaveAloneWhatIsNoWarningOfAkkas() {
    Logger ours = context.getLogger("dev.starling.cluster.Membership");
    for (int i = 0; i < 3; i++) {
      akka.error("broken");
      akka.info("joined");
      ours.warn("node {} cannot be reached", "n2");
    }
    assertThat(shown.list).hasSize(9);
  }

  @Test
  void shouldCountNothingThatIsNotShown() {
    akka.setLevel(Level.ERROR);
    for (int i = 0; i < 10; i++) {
      akka.warn("dropped");
    }
    assertThat(shown.list).isEmpty();
  }

  @Test
  void shouldForgetTheOldestOfTooMany() {
    for (int i = 0; i <= RepeatedWarnings.MAX_KNOWN; i++) {
      akka.warn("warning {}", i);
    }
    akka.warn("warning 0");
    assertThat(shown.list).hasSize(RepeatedWarnings.MAX_KNOWN + 2);
  }
}
