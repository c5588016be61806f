package dev.starling.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Says a warning of Akka's that comes again and again once, and then how often it has come: at ten
 * times, a hundred, a thousand. A node that knocks with the wrong name of a cluster is turned away
 * several times per second for as long as it tries. Made by the logging configuration; any thread
 * may use it.
 */
public final class RepeatedWarnings extends TurboFilter {
  private static final String AKKA = "akka.";

  /** Warnings of which it is known how often they came; the oldest is forgotten, and said again. */
  static final int MAX_KNOWN = 100;

  private final Map<String, Long> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_KNOWN;
        }
      };

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
    long times = count(text);
    if (times == 1) {
      return FilterReply.NEUTRAL;
    }
    if (isPowerOfTen(times)) {
      logger
          .getLoggerContext()
          .getLogger(RepeatedWarnings.class)
          .warn("came {} times by now: {}", times, text);
    }
    return FilterReply.DENY;
  }

  private synchronized long count(String text) {
    return known.merge(text, 1L, Long::sum);
  }

  private static boolean isPowerOfTen(long times) {
    long rest = times;
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
