package dev.starling.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Says a warning of Akka's that comes again and again once, and then how often it has come: at ten
 * times, a hundred, a thousand, and when it still comes after an interval in which nothing was said
 * of it. A node that knocks with the wrong name of a cluster is turned away several times per
 * second for as long as it tries. Made by the logging configuration; any thread may use it.
 */
public final class RepeatedWarnings extends TurboFilter {
  private static final String AKKA = "akka.";

  /** Warnings of which it is known how often they came; the oldest is forgotten, and said again. */
  static final int MAX_KNOWN = 100;

  /** What comes for longer is said again: who reads the end of a log must find it there. */
  static final long SAID_AGAIN_NS = TimeUnit.MINUTES.toNanos(10);

  private final NanoClock clock;

  private final Map<String, Said> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  /**
   * @param times how often it came
   * @param ns when it was last said
   */
  private record Said(long times, long ns) {}

  /** For the logging configuration, which names the class alone. */
  public RepeatedWarnings() {
    this(SystemNanoClock.INSTANCE);
  }

  RepeatedWarnings(NanoClock clock) {
    this.clock = clock;
  }

  @Override
  public FilterReply decide(
      Marker marker,
      Logger logger,
      Level level,
      String format,
      Object[] parameters,
      Throwable fault) {
    boolean isMeant =
        format != null
            && level == Level.WARN
            && logger.getName().startsWith(AKKA)
            && level.isGreaterOrEqual(logger.getEffectiveLevel());
    if (!isMeant) {
      return FilterReply.NEUTRAL;
    }
    String text = MessageFormatter.arrayFormat(format, parameters).getMessage();
    Said said = note(text, clock.nanoTime());
    if (said == null) {
      return FilterReply.DENY;
    }
    if (said.times() == 1) {
      return FilterReply.NEUTRAL;
    }
    logger
        .getLoggerContext()
        .getLogger(RepeatedWarnings.class)
        .warn("came {} times by now: {}", said.times(), text);
    return FilterReply.DENY;
  }

  /** Counts a warning; returns what is to be said of it now, or null. */
  private synchronized Said note(String text, long nowNs) {
    Said before = known.get(text);
    long times = before == null ? 1 : before.times() + 1;
    boolean isDue = before == null || isPowerOfTen(times) || nowNs - before.ns() >= SAID_AGAIN_NS;
    Said now = new Said(times, isDue ? nowNs : before.ns());
    known.put(text, now);
    return isDue ? now : null;
  }

  private static boolean isPowerOfTen(long times) {
    long rest = times;
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
